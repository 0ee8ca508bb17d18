// Asks searches in Chromium, and weighs what the search page fetches.
//   node search.mjs JOB.json   ->   one line of JSON each, on standard output
// JOB: {chromium, server, task, queries}. `task` is "sphinx" or "pagefind", to ask either as it
// comes, or "weigh", to open our page, turn to its field, and ask each query, one after the other.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { start, tab } from '../tests/conformance/chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const browser = await start(job.chromium);
const { page } = await tab(browser);
const say = (found) => process.stdout.write(`${JSON.stringify(found)}\n`);

const tasks = {
  // The functions of Sphinx's search page, without its list, which comes in piece by piece.
  async sphinx() {
    await page.goto(`${job.server}search/?q=`);
    await page.waitForFunction(() => Search.hasIndex());
    for (const query of job.queries) {
      const addresses = await page.evaluate((asked) => {
        const [words, terms, excluded, highlighted, objects] = Search._parseQuery(asked);
        const found = Search._performSearch(words, terms, excluded, highlighted, objects);
        return found.reverse().map(([docname]) => docname);
      }, query);
      say({ query, addresses });
    }
  },

  async pagefind() {
    await page.goto(job.server);
    for (const query of job.queries) {
      const addresses = await page.evaluate(async ([asked, bundle]) => {
        const { results } = await (await import(bundle)).search(asked);
        return Promise.all(results.slice(0, 50).map(async (one) => (await one.data()).url));
      }, [query, `${job.server}pagefind/pagefind.js`]);
      say({ query, addresses: addresses.map((address) => address.slice(1)) });
    }
  },

  async weigh() {
    const bodies = [];
    page.on('response', (response) => bodies.push(response));
    const weighed = async (step) => {
      await page.waitForLoadState('networkidle');
      let [files, gzip, brotli] = [0, 0, 0];
      for (const response of bodies.splice(0)) {
        const body = await response.body();
        const isPacked = body[0] === 0x1f && body[1] === 0x8b;
        files += 1;
        gzip += isPacked ? body.length : gzipSync(body, { level: 9 }).length;
        brotli += isPacked ? body.length : brotliCompressSync(body).length;
      }
      say({ step, files, gzip, brotli });
    };
    await page.goto(`${job.server}sok/`);
    await weighed('the page');
    await page.locator('#search-page-field').focus();
    await page.waitForTimeout(1500);
    await weighed('turning to the field');
    for (const query of job.queries) {
      await page.locator('#search-page-field').fill(query);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(1500);
      await weighed(`searching for “${query}”`);
    }
  },
};

await tasks[job.task]();
await browser.close();
