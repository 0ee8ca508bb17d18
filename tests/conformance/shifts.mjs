// Opens pages as phones and desks do, and adds up how far things move by themselves.
//   node shifts.mjs JOB.json   ->   one line of JSON for each page, on standard output
// JOB: {chromium, server, pages: [address]}
// What is added up are the layout shifts of the browser's own Layout Instability API, from the first
// paint until fonts, pictures and results are there, while the page is read to its end. The line is
// slow, so that styles, fonts and pictures come apart.
import { readFileSync } from 'node:fs';
import { start } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const line = { offline: false, latency: 60, downloadThroughput: 200_000, uploadThroughput: 90_000 };

function watch() {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const what = sources.map(({ node }) => (node?.nodeType === 1 ? node : node?.parentElement))
        .map((node) => `${node?.localName ?? '?'}.${node?.className ?? ''}`);
      window.moved.push({ value, what });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

const browser = await start(job.chromium);
for (const [width, height] of [[375, 812], [1280, 900]]) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'sv-SE' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', line);
  await page.addInitScript(watch);
  for (const address of job.pages) {
    await network.send('Network.clearBrowserCache');
    await page.goto(job.server + address, { waitUntil: 'load' });
    if (address.includes('?q=')) await page.waitForSelector('main ol a');
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(async () => {
      for (let at = 0; at < document.body.scrollHeight; at += 400) {
        window.scrollTo(0, at);
        await new Promise((done) => { setTimeout(done, 40); });
      }
    });
    await page.waitForTimeout(300);
    const moved = await page.evaluate(() => window.moved);
    const total = moved.reduce((sum, { value }) => sum + value, 0);
    process.stdout.write(`${JSON.stringify({ address, width, total, moved })}\n`);
  }
  await context.close();
}
await browser.close();
