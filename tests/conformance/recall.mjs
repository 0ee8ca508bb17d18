// Asks the search page each query, as its shared address does, and lists what it shows.
//   node recall.mjs JOB.json   ->   one line of JSON for each query, on standard output
// JOB: {chromium, server, queries: [query]}
import { readFileSync } from 'node:fs';
import { start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const browser = await start(job.chromium);
const { page } = await tab(browser);
for (const query of job.queries) {
  await page.goto(`${job.server}sok/?q=${encodeURIComponent(query)}`);
  await page.waitForFunction(() => {
    const said = document.querySelector('main [role=status]')?.textContent ?? '';
    return said !== '' && said !== document.querySelector('[data-searching]')?.dataset.searching;
  });
  const found = await page.locator('main .search-results__title a').evaluateAll((links) =>
    links.map(({ href }) => href));
  const addresses = found.map((href) => href.replace(job.server, '').replace(/[?#].*/, ''));
  process.stdout.write(`${JSON.stringify({ query, addresses })}\n`);
}
await browser.close();
