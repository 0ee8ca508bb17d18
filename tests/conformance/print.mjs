// Prints a page to PDF as a reader's browser does.
//   node print.mjs JOB.json   ->   one line of JSON: the words that stand on screen in some parts
// JOB: {chromium, server, page, pdf: path of the file to write}
import { readFileSync } from 'node:fs';
import { start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const browser = await start(job.chromium);
const { page } = await tab(browser);
await page.goto(job.server + job.page);
await page.evaluate(() => document.fonts.ready);
const words = await page.evaluate(() => {
  const all = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
  return {
    title: all('h1'),
    paragraphs: all('.pub-article > section p, .pub-article > section > section > p'),
    sources: all('.reference-list__item'),
    navigation: all('.pub-nav a'),
    footer: all('.pub-footer__links'),
  };
});
await page.pdf({ path: job.pdf, format: 'A4', preferCSSPageSize: true });
console.log(JSON.stringify(words));
await browser.close();
