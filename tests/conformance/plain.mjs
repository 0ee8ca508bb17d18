// Reads a site with JavaScript switched off.
//   node plain.mjs JOB.json   ->   one line of JSON: what a reader gets, page by page
// JOB: {chromium, server, start, post, sources, search}
import { readFileSync } from 'node:fs';
import { start } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const browser = await start(job.chromium);
const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'dark', locale: 'sv-SE' });
const page = await context.newPage();
const go = (address) => page.goto(job.server + address);
const shown = async (selector) => {
  const every = await page.locator(selector).all();
  const visible = await Promise.all(every.map((one) => one.isVisible()));
  return { all: every.length, shown: visible.filter(Boolean).length };
};

const found = {};
await go('');
found.start = {
  places: await shown('.pub-nav a'),
  dead: await shown('button.pub-mode'),
  ground: await page.evaluate(() => getComputedStyle(document.body).backgroundColor).catch(() => ''),
};
await page.locator('.pub-nav a').first().click();
found.followed = page.url().replace(job.server, '');
await go(job.post);
const link = page.locator('.citation-link[href^="#"]').first();
await link.click();
found.post = {
  reference: page.url().includes('#kallor-'),
  target: await page.locator(':target').first().isVisible(),
  sources: await shown('.reference-list__item'),
  paragraphs: await shown('.pub-article p'),
  details: await page.locator('details').count(),
};
await go(job.sources);
found.sources = { rows: await shown('.source-list--all > li'), filter: await shown('.source-filter') };
const details = page.locator('details.source-numbers__facet').first();
await details.locator('summary').click();
found.sources.opened = await details.locator('li').first().isVisible();
await go(job.search);
found.search = {
  said: (await page.locator('noscript').allTextContents()).join(' ').trim(),
  ways: await shown('main a'),
};
console.log(JSON.stringify(found));
await browser.close();
