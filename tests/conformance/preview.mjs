// Writes in a post while its page is open in a preview, and notes what its reader sees.
//   node preview.mjs JOB.json   ->   one line of JSON on standard output
// JOB: {chromium, server, page: address of the post, file: path of its text}
import { readFileSync, writeFileSync } from 'node:fs';
import { look } from './axe.mjs';
import { foreign, start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const text = readFileSync(job.file, 'utf-8');
const browser = await start(job.chromium);
const own = await tab(browser);
const { page } = own;

// What the bar says: "" without one, undefined while the page loads anew.
const bar = () => page.evaluate(() => [...document.body.children]
  .map((part) => part.shadowRoot?.querySelector('summary')?.textContent ?? '').join(''))
  .catch(() => undefined);
const shown = (words) => page.waitForFunction(
  (expected) => document.querySelector('article')?.innerText.includes(expected), words);
const until = async (wanted) => {
  for (let waited = 0; waited < 20_000; waited += 50) {
    const said = await bar();
    if (said !== undefined && wanted(said)) return said;
    await page.waitForTimeout(50);
  }
  throw new Error(`the bar says: ${await bar()}`);
};

await page.goto(job.server + job.page);
await page.waitForLoadState('networkidle');
const result = { before: await page.locator('article').innerText() };
await page.evaluate(() => window.scrollTo(0, 600));
result.scrolled = await page.evaluate(() => window.scrollY);
const saved = Date.now();
writeFileSync(job.file, `${text}\n\nNya ord i inlägget.\n`);
await shown('Nya ord i inlägget.');
result.seconds = (Date.now() - saved) / 1000;
await page.waitForLoadState('load');
await page.waitForTimeout(100);
result.place = await page.evaluate(() => window.scrollY);
result.quiet = await bar();

writeFileSync(job.file, text.replace(/^date: .*$/m, 'date: i morgon'));
result.wrong = await until((said) => said !== '');
result.lines = await page.locator('details li').allInnerTexts();
result.kept = await page.locator('article').innerText();
result.modes = await look(page);
writeFileSync(job.file, `${text}\n\nAllt är lagat.\n`);
await shown('Allt är lagat.');
result.mended = await until((said) => said === '');
result.foreign = foreign(own, job.server);
result.complaints = own.complaints;
process.stdout.write(`${JSON.stringify(result)}\n`);
await browser.close();
