// Opens pages under the Content-Security-Policy that the site's own `_headers` asks for.
//   node csp.mjs JOB.json   ->   one line of JSON: what the policy stopped, by address
// JOB: {chromium, server, policy, addresses: [address]}
import { readFileSync } from 'node:fs';
import { start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const browser = await start(job.chromium);
const { page } = await tab(browser);
const stopped = [];
await page.exposeFunction('noteStopped', (what) => stopped.push(what));
await page.addInitScript(() => {
  document.addEventListener('securitypolicyviolation', (event) =>
    window.noteStopped(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
});
await page.route('**/*', async (route) => {
  const response = await route.fetch({ maxRedirects: 0 });
  const headers = { ...response.headers(), 'content-security-policy': job.policy };
  await route.fulfill({ response, headers });
});
const found = {};
for (const address of job.addresses) {
  stopped.length = 0;
  await page.goto(new URL(address, job.server).href, { waitUntil: 'load' });
  if (address.includes('?q=')) {
    await page.waitForSelector('main ol a', { timeout: 10_000 }).catch(() => stopped.push('no result'));
  }
  const mode = page.locator('button.pub-mode');
  if (await mode.count()) await mode.click();
  await page.waitForTimeout(50);
  found[address] = { stopped: [...stopped], landed: page.url().replace(job.server, '') };
}
console.log(JSON.stringify(found));
await browser.close();
