// Debian's Chromium, able to reach nothing but this machine, and tabs that note what pages do.
import { chromium } from 'playwright-core';

export const desktop = { width: 1280, height: 900 };

// More switches than those of all: for a check that answers in a server's place, for example.
export function start(executablePath, more = []) {
  return chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', ...more],
  });
}

// A tab of its own, a Swedish reader's, and what happens in it: addresses asked for, complaints.
export async function tab(browser) {
  const context = await browser.newContext({
    locale: 'sv-SE', timezoneId: 'Europe/Stockholm', viewport: desktop,
    colorScheme: 'light', reducedMotion: 'reduce', ignoreHTTPSErrors: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // Chromium's hint that a page was slow to use a font, as each is on a machine with much to do.
    if (message.text().includes('was preloaded using link preload but not used')) return;
    if (['error', 'warning'].includes(message.type())) {
      complaints.push(`${message.text()} (${message.location().url})`);
    }
  });
  return { context, page, requests, complaints };
}

// The addresses on other hosts that the tab has asked for.
export function foreign({ requests }, server) {
  return requests.filter((url) => /^(https?|wss?):/.test(url) && !url.startsWith(server));
}
