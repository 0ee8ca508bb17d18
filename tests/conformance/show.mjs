// Shows pages in Chromium, lets axe look at each in light, dark and 375 px, and notes what it does.
//   node show.mjs JOB.json   ->   one line of JSON for each page, on standard output
// JOB: {chromium, server, workers, pages: [address]}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { desktop, foreign, start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf-8');
const modes = [
  ['light', 'light', desktop],
  ['dark', 'dark', desktop],
  ['375', 'light', { width: 375, height: 812 }],
];
const stillness = '*, ::before, ::after { transition: none !important; animation: none !important }';

// Runs inside the page.
async function look() {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { violations, passes } = await window.axe.run(document, { resultTypes: ['violations'] });
  return {
    rules: passes.length + violations.length,
    background: [document.documentElement, document.body]
      .map((element) => getComputedStyle(element).backgroundColor).join(' '),
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    violations: violations.map(({ id, help, nodes }) => ({
      id,
      help,
      count: nodes.length,
      nodes: nodes.slice(0, 3).map((node) => ({
        html: node.html.slice(0, 200),
        summary: node.failureSummary,
      })),
    })),
  };
}

async function visit(own, address) {
  const { context, page, requests, complaints } = own;
  requests.length = 0;
  complaints.length = 0;
  await context.clearCookies();
  await page.setViewportSize(desktop);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const answer = await page.goto(job.server + address, { waitUntil: 'load' });
  await page.addStyleTag({ content: stillness });
  await page.evaluate(axe);
  const seen = {};
  for (const [mode, colorScheme, size] of modes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    seen[mode] = await page.evaluate(look);
  }
  return {
    address,
    status: answer.status(),
    modes: seen,
    foreign: foreign(own, job.server),
    complaints: [...complaints],
    cookies: (await context.cookies()).map((cookie) => cookie.name),
  };
}

async function work(browser, queue) {
  const own = await tab(browser);
  for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
    let result;
    try {
      result = await visit(own, address);
    } catch (error) {
      result = { address, failed: String(error) };
    }
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
}

const browser = await start(job.chromium);
const queue = [...job.pages];
await Promise.all(Array.from({ length: job.workers }, () => work(browser, queue)));
await browser.close();
