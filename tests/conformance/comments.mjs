// Comments as readers and editors use them: the button, a comment, its approval, and the page again.
//   node comments.mjs JOB.json   ->   one line of JSON on standard output
// JOB: {chromium, server, page, isso, policy, log, text}; policy is the Content-Security-Policy that the
// site's pages run under; log is the file in which the command says its links
import { readFileSync } from 'node:fs';
import { look } from './axe.mjs';
import { foreign, start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));

// What has been asked of Isso, and what is stored, so far.
async function noticed(own) {
  return {
    asked: own.requests.filter((url) => url.startsWith(job.isso)).length,
    cookies: (await own.context.cookies()).map((cookie) => cookie.name),
    stored: await own.page.evaluate(() => Object.keys(localStorage)),
    foreign: foreign(own, job.server).filter((url) => !url.startsWith(job.isso)),
  };
}

// A reader, to whom pages come with the policy that servers are told to send.
async function arrive(browser) {
  const own = await tab(browser);
  await own.page.route(`${job.server}**`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': job.policy };
    await route.fulfill({ response, headers });
  });
  return own;
}

// Open the post, press the button with the keyboard, and wait for what Isso shows.
async function open(own) {
  await own.page.goto(job.server + job.page);
  const before = await noticed(own);
  const button = own.page.locator('button[data-isso]');
  await button.focus();
  await own.page.keyboard.press('Enter');
  await own.page.locator('#isso-thread .isso-postbox').waitFor();
  await own.page.waitForLoadState('networkidle');
  const focused = await own.page.evaluate(() => document.activeElement.id);
  return { before, focused, says: await own.page.locator('.respond__status').textContent() };
}

// The link that the command says for the newest comment.
async function link() {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = readFileSync(job.log, 'utf-8').match(/http\S+\/activate\/\S+/g);
    if (found) return found.at(-1);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the command named no link to approve with');
}

// Pages that a check hands over are taken for some of another network, which may not ask this machine.
const browser = await start(job.chromium, ['--disable-features=LocalNetworkAccessChecks']);
const reader = await tab(browser); // without the policy, under which axe cannot look
const first = await open(reader);
await reader.page.locator('.isso-textarea').fill(job.text);
await reader.page.locator('#isso-postbox-author').fill('Provläsare');
await reader.page.locator('.isso-postbox input[type=submit]').click();
await reader.page.locator('#isso-root .isso-comment .isso-note').last().waitFor();
const told = await reader.page.locator('#isso-root .isso-comment .isso-note').last().textContent();
const written = await look(reader.page);

const other = await arrive(browser);
await open(other);
const unseen = await other.page.locator('#isso-root .isso-comment').count();

const editor = await tab(browser);
editor.page.on('dialog', (dialog) => dialog.accept());
const approved = editor.page.waitForResponse((answer) => answer.request().method() === 'POST');
await editor.page.goto(await link(), { waitUntil: 'commit' });
await approved;

const again = await open(other);
await other.page.locator('#isso-root .isso-comment').last().waitFor();
process.stdout.write(`${JSON.stringify({
  ...first,
  told,
  unseen,
  seen: await other.page.locator('#isso-root .isso-comment .isso-text').last().textContent(),
  focusedAgain: again.focused,
  status: 200,
  modes: written,
  foreign: again.before.foreign,
  complaints: [...reader.complaints, ...other.complaints],
})}\n`);
await browser.close();
