// Searches as a reader does: a word in the field of the start page, then the first result.
//   node search.mjs JOB.json   ->   one line of JSON for each word, on standard output
// JOB: {chromium, server, words: [word]}
import { readFileSync } from 'node:fs';
import { look } from './axe.mjs';
import { foreign, start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));

async function search(own, word) {
  const { page, requests, complaints } = own;
  requests.length = 0;
  complaints.length = 0;
  await page.goto(job.server);
  await page.locator('input[type=search]:visible').first().fill(word);
  await page.keyboard.press('Enter');
  await page.waitForURL(/[?]q=/);
  await page.waitForFunction(() => {
    const said = document.querySelector('main [role=status]')?.textContent ?? '';
    return said !== '' && said !== document.querySelector('[data-searching]')?.dataset.searching;
  });
  const results = await page.locator('main ol a').evaluateAll((links) =>
    links.map(({ href, textContent }) => ({ href, title: textContent.trim() })));
  const found = {
    word,
    says: (await page.locator('main [role=status]').textContent()).trim(),
    results: results.map(({ href, title }) => ({ address: href.replace(job.server, ''), title })),
    address: page.url().replace(job.server, ''),
    modes: await look(page),
  };
  if (results.length > 0) {
    const answer = await page.goto(results[0].href);
    found.status = answer.status();
    found.heading = (await page.locator('h1').first().textContent()).trim();
  }
  return { ...found, foreign: foreign(own, job.server), complaints: [...complaints] };
}

const browser = await start(job.chromium);
const own = await tab(browser);
for (const word of job.words) {
  let result;
  try {
    result = await search(own, word);
  } catch (error) {
    result = { word, failed: String(error) };
  }
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
await browser.close();
