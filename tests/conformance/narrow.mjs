// Narrows a search by keyboard, goes back and forth, and comes by a shared address.
//   node narrow.mjs JOB.json   ->   one line of JSON on standard output
// JOB: {chromium, server, words: {query, source, misspelt, apart}}
import { readFileSync } from 'node:fs';
import { start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const { words } = job;
const browser = await start(job.chromium);
const { page, requests } = await tab(browser);
const field = page.locator('#search-page-field');

// What the page shows, once it has answered.
async function seen() {
  await page.waitForFunction(() => {
    const said = document.querySelector('#search-page-status').textContent;
    const { searching } = document.querySelector('#search-page-results').dataset;
    return said !== '' && said !== searching;
  });
  await page.waitForTimeout(500); // for a list that is put in the place of another
  return page.evaluate(() => ({
    address: location.search,
    says: document.querySelector('#search-page-status').textContent,
    hint: document.querySelector('#search-page-hint').textContent,
    kinds: [...document.querySelectorAll('.search-results__kind')].map((one) => one.textContent),
    dates: [...document.querySelectorAll('.search-results__item time')].map((one) => one.dateTime),
    titles: [...document.querySelectorAll('.search-results__title a')].map((one) => one.href),
    checked: [...document.querySelectorAll('input:checked')].map((one) => one.value),
    chosen: [...document.querySelectorAll('select')].map((one) => one.value).filter(Boolean),
    focus: document.activeElement.id || document.activeElement.value || '',
  }));
}

const found = {};
await page.goto(`${job.server}sok/`);
await page.waitForLoadState('networkidle');
found.before = requests.map((url) => url.replace(job.server, ''));

for (let steps = 0; steps < 40; steps += 1) {
  await page.keyboard.press('Tab');
  if (await field.evaluate((one) => one === document.activeElement)) break;
}
await page.keyboard.type(words.query);
await page.keyboard.press('Enter');
found.all = await seen();

await page.keyboard.press('Tab');
await page.keyboard.press('Tab');
await page.keyboard.press('Space');
found.kind = await seen();

const cited = page.locator('select[data-facet=source] option');
found.closed = { sources: await cited.count(), fetched: requests.some((url) => url.endsWith('/cited.json')) };
await page.locator('[data-more] summary').press('Enter');
await cited.nth(1).waitFor({ state: 'attached' });
await page.locator('select[data-facet=year]').selectOption({ index: 1 });
found.year = await seen();
await page.goBack();
found.back = await seen();
await page.goForward();
found.forward = await seen();
await page.reload();
found.shared = await seen();
await page.locator('[type=reset]').press('Enter');
found.reset = await seen();

await page.goto(`${job.server}sok/?q=${encodeURIComponent(words.query)}&kalla=${words.source}`);
found.source = await seen();

await page.goto(`${job.server}sok/?q=${encodeURIComponent(words.misspelt)}`);
found.misspelt = await seen();

await page.goto(`${job.server}sok/?q=${encodeURIComponent(words.apart)}`);
found.apart = await seen();
if (found.apart.hint) {
  await page.locator('#search-page-hint a').press('Enter');
  await page.waitForURL((url) => !url.search.includes(encodeURIComponent(words.apart)));
  found.meant = await seen();
}

await page.goto(`${job.server}sok/?q=${encodeURIComponent(words.query)}`);
await seen();
await page.locator('#search-page-more').press('Enter');
found.more = await seen();
found.places = [];
for (const link of await page.locator('.search-results__place').evaluateAll((links) => links.map(({ href }) => href))) {
  const answer = await (await page.request.get(link)).text();
  const id = decodeURIComponent(new URL(link).hash.slice(1));
  found.places.push({ link, isThere: answer.includes(`id="${id}"`) });
}

const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'sv-SE' });
const still = await plain.newPage();
await still.goto(`${job.server}sok/?q=${encodeURIComponent(words.query)}`);
found.still = {
  says: await still.locator('main').innerText(),
  links: await still.locator('#search-page-browse a:visible').count(),
};
process.stdout.write(`${JSON.stringify(found)}\n`);
await browser.close();
