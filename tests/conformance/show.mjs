// Shows pages in Chromium, looks at each in every mode of axe.mjs, and notes what it does.
//   node show.mjs JOB.json   ->   one line of JSON for each page, on standard output
// JOB: {chromium, server, workers, pages: [address]}
import { readFileSync } from 'node:fs';
import { look } from './axe.mjs';
import { foreign, start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));

async function visit(own, address) {
  const { context, page, requests, complaints } = own;
  requests.length = 0;
  complaints.length = 0;
  await context.clearCookies();
  const answer = await page.goto(job.server + address, { waitUntil: 'load' });
  const modes = await look(page);
  return {
    address,
    status: answer.status(),
    modes,
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
