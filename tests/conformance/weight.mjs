// Reads a site as a new reader does, and weighs all that the browser fetches on the way.
//   node weight.mjs JOB.json   ->   one line of JSON: what each step fetched
// JOB: {chromium, server, post, search, next: [address]}
// Steps: the post with a card opened; the search page; its field in focus, for which the program of
// search comes; a query, which asks a part of the index; then each next page. Sizes are those of the
// answers as they came over the wire, fields included.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const browser = await start(job.chromium, ['--ignore-certificate-errors']);
const { context, page, complaints } = await tab(browser);
let under = [];
context.on('requestfinished', (request) => under.push((async () => {
  const answer = await request.response();
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  const told = responseBodySize + responseHeadersSize;
  const kept = answer.fromServiceWorker() || request.timing().responseStart < 0;
  return {
    address: request.url().replace(job.server, ''),
    kind: request.resourceType(),
    status: answer.status(),
    bytes: kept ? 0 : told + (await untold(request, told)),
  };
})()));

// Of a worker's own script the browser tells, most often, the size of the fields alone: the rest, as
// the server compresses it.
async function untold(request, told) {
  if (!/-answers\.js/.test(request.url())) return 0;
  const text = await (await context.request.get(request.url())).body();
  const sent = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
  return told < sent ? sent : 0;
}

const steps = {};
async function step(name, act) {
  under = [];
  await act();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(300);
  steps[name] = (await Promise.all(under)).filter(({ address }) => !address.startsWith('data:'));
}

await step('post', async () => {
  await page.goto(job.server + job.post);
  const link = page.locator('.citation-link[href^="#"]').first();
  await link.hover();
  await page.waitForSelector('.citation-card', { timeout: 5000 });
  // To the end of the page, so that pictures that wait for it come too.
  await page.evaluate(async () => {
    for (let at = 0; at < document.body.scrollHeight; at += 600) {
      window.scrollTo(0, at);
      await new Promise((done) => { setTimeout(done, 30); });
    }
  });
});
await step('search', () => page.goto(job.server + job.search));
await step('program', async () => {
  const come = context.waitForEvent('requestfinished', (request) => /wasm\.\w+\.pagefind/.test(request.url()));
  await page.focus('#search-page-field');
  await come;
});
await step('query', async () => {
  await page.keyboard.type('samverkan');
  await page.keyboard.press('Enter');
  await page.waitForSelector('main ol a');
});
for (const address of job.next) {
  await step(`next ${address}`, () => page.goto(job.server + address));
}
console.log(JSON.stringify({ steps, complaints }));
await browser.close();
