// Shows pages in Chromium, looks at each in every mode of axe.mjs, and notes what it does.
//   node show.mjs JOB.json   ->   one line of JSON for each page, on standard output
// JOB: {chromium, server, workers, pages: [address]}
import { readFileSync } from 'node:fs';
import { look } from './axe.mjs';
import { foreign } from './chromium.mjs';
import { shared } from './queue.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));

async function visit(own, address) {
  const { context, page, requests, complaints } = own;
  requests.length = 0;
  complaints.length = 0;
  await context.clearCookies();
  const answer = await page.goto(job.server + address, { waitUntil: 'load' });
  const modes = await look(page, { focus: true });
  return {
    status: answer.status(),
    modes,
    foreign: foreign(own, job.server),
    complaints: [...complaints],
    cookies: (await context.cookies()).map((cookie) => cookie.name),
  };
}

await shared(job, visit);
