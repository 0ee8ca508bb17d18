// Several tabs take addresses from one queue; a line of JSON for each, on standard output.
import { start, tab } from './chromium.mjs';

export async function shared(job, visit) {
  const browser = await start(job.chromium);
  const queue = [...job.pages];
  async function work() {
    const own = await tab(browser);
    for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
      let result;
      try {
        result = { address, ...await visit(own, address) };
      } catch (error) {
        result = { address, failed: String(error) };
      }
      process.stdout.write(`${JSON.stringify(result)}\n`);
    }
  }
  await Promise.all(Array.from({ length: job.workers }, work));
  await browser.close();
}
