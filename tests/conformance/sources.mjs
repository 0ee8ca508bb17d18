// Uses the index of sources and the page of a source as a reader does: filters, sorts, copies.
//   node sources.mjs JOB.json   ->   one line of JSON, on standard output
// JOB: {chromium, server, index, source}: addresses of the index and of a source's page
import { readFileSync } from 'node:fs';
import { look } from './axe.mjs';
import { foreign, start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const ROWS = '.source-list--all > li';

// What the list shows now.
async function list(page) {
  return {
    says: (await page.locator('.source-filter [role=status]').textContent()).trim(),
    address: page.url().replace(job.server, ''),
    rows: await page.locator(ROWS).evaluateAll((rows) => rows
      .filter((row) => row.checkVisibility())
      .map((row) => ({
        short: row.querySelector('.source-list__name').textContent,
        title: row.querySelector('.source-list__title').textContent,
        cited: Number(row.querySelector('[data-posts]').dataset.posts),
        ...row.dataset,
      }))),
  };
}

async function useIndex(own) {
  const { page } = own;
  await page.goto(job.server + job.index);
  const fields = page.locator('.source-filter');
  const seen = { all: await list(page) };
  seen.options = await fields.locator('select').evaluateAll((selects) => Object.fromEntries(
    selects.map((select) => [select.name, [...select.options].map(({ value, text }) => ({ value, text }))]),
  ));
  await fields.locator('summary').click();
  await fields.locator('[name=kind]').selectOption('law');
  seen.law = await list(page);
  await page.reload();
  seen.reloaded = await list(page);
  await fields.locator('[name=sort]').selectOption('oldest');
  seen.oldest = await list(page);
  await fields.locator('[name=q]').focus();
  await page.keyboard.type('Lag (2003');
  seen.typed = await list(page);
  seen.modes = await look(page);
  await fields.locator('[type=reset]').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !location.search);
  seen.cleared = await list(page);
  for (const order of ['newest', 'title', 'cited']) {
    await fields.locator('[name=sort]').selectOption(order);
    seen[order] = await list(page);
  }
  return seen;
}

async function copy(own) {
  const { context, page } = own;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(job.server + job.source);
  const copied = [];
  const status = page.locator('.exports [role=status]');
  const take = async (button) => {
    await button.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.exports [role=status]').textContent);
    copied.push({
      says: await status.textContent(),
      text: await page.evaluate(() => navigator.clipboard.readText()),
    });
  };
  await take(page.locator('.exports > p > button'));
  for (const part of await page.locator('.exports details').all()) {
    await part.locator('summary').click();
    await take(part.locator('button'));
  }
  return {
    copied,
    reference: (await page.locator('.source-reference').textContent()).trim(),
    formats: await page.locator('.exports pre').allTextContents(),
    modes: await look(page),
  };
}

async function withoutScript(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(job.server + job.index);
  const index = {
    rows: await page.locator(ROWS).count(),
    fields: await page.locator('main :is(select, input, button):visible').count(),
  };
  await page.goto(job.server + job.source);
  return { ...index, buttons: await page.locator('main button:visible').count() };
}

const browser = await start(job.chromium);
const own = await tab(browser);
const result = { index: await useIndex(own), source: await copy(own) };
result.plain = await withoutScript(browser);
result.foreign = foreign(own, job.server);
result.complaints = own.complaints;
process.stdout.write(`${JSON.stringify(result)}\n`);
await browser.close();
