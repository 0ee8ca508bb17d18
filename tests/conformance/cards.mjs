// Reads a post as its readers do: points at a citation, tabs to it, taps it, follows it and returns.
//   node cards.mjs JOB.json   ->   one line of JSON on standard output
// JOB: {chromium, server, page: address of a post that cites}
import { readFileSync } from 'node:fs';
import { look } from './axe.mjs';
import { foreign, start, tab } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const LINK = '.citation-link[href^="#"]';
const CARD = '.citation-card';
const aside = 700; // longer than a card waits

const address = (page) => page.url().replace(job.server, '');
const cards = (page) => page.locator(CARD).count();
const focused = (page) => page.evaluate(() => {
  const { id, href, className } = document.activeElement;
  return { id, href, className, inside: Boolean(document.activeElement.closest('.citation-card')) };
});

async function point(page) {
  const link = page.locator(LINK).first();
  await link.hover();
  const open = await page.waitForSelector(CARD, { timeout: 2000 }).then(() => true, () => false);
  if (!open) return { cards: 0 };
  const found = {
    cards: await cards(page),
    text: (await page.locator(CARD).innerText()).trim(),
    links: await page.locator(`${CARD} a`).evaluateAll((all) => all.map(({ href }) => href)),
    modes: await look(page),
  };
  const box = await page.locator(CARD).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
  await page.waitForTimeout(aside);
  found.whileInside = await cards(page);
  await page.keyboard.press('Escape');
  found.afterEscape = await cards(page);
  await page.mouse.move(2, 2);
  await link.hover();
  await page.waitForSelector(CARD);
  await page.mouse.move(2, 2);
  await page.waitForTimeout(aside);
  found.afterLeaving = await cards(page);
  return found;
}

async function type(page) {
  const link = page.locator(LINK).first();
  const found = { id: await link.getAttribute('id') };
  await link.evaluate((element) => {
    // as if the reader had tabbed to what stands before it
    const before = document.createElement('span');
    before.tabIndex = -1;
    element.before(before);
    before.focus();
  });
  await page.keyboard.press('Tab');
  found.focused = await focused(page);
  found.cards = await cards(page);
  found.described = await page.evaluate(() => {
    const id = document.activeElement.getAttribute('aria-describedby');
    return id ? document.getElementById(id).textContent.trim() : '';
  });
  await page.waitForTimeout(aside);
  found.later = await cards(page);
  await page.keyboard.press('Tab');
  found.next = await focused(page);
  await page.keyboard.press('Escape');
  found.afterEscape = await cards(page);
  found.back = await focused(page);
  return found;
}

async function tap(browser) {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, locale: 'sv-SE',
  });
  const page = await context.newPage();
  await page.goto(job.server + job.page);
  await page.locator(LINK).first().tap();
  const found = { cards: await cards(page), address: address(page) };
  await page.locator(LINK).first().tap();
  await page.waitForURL(/#/);
  await context.close();
  return { ...found, second: address(page) };
}

// From the citation to its reference, to its source's page, and back to the place in the text.
async function follow(page) {
  const link = page.locator(LINK).first();
  const id = await link.getAttribute('id');
  await link.click();
  const found = { reference: address(page) };
  const item = page.locator(':target');
  found.backs = await item.locator('.reference-list__back a').evaluateAll((all) =>
    all.map((one) => ({ href: one.getAttribute('href'), name: one.getAttribute('aria-label') })));
  await item.locator('.reference-list__page').click();
  found.source = address(page);
  await page.locator(`main a[href$="${job.page}#${id}"]`).first().click();
  found.place = address(page);
  found.returned = await page.locator(':target').first().getAttribute('id');
  return { id, ...found };
}

const browser = await start(job.chromium);
const own = await tab(browser);
const { page } = own;
const steps = { point, type, follow };
const result = {};
for (const [name, step] of Object.entries(steps)) {
  try {
    await page.goto(job.server + job.page);
    await page.mouse.move(2, 2);
    result[name] = await step(page);
  } catch (error) {
    result[name] = { failed: String(error) };
  }
}
result.foreign = foreign(own, job.server);
result.complaints = [...own.complaints];
try {
  result.tap = await tap(browser);
} catch (error) {
  result.tap = { failed: String(error) };
}
process.stdout.write(`${JSON.stringify(result)}\n`);
await browser.close();
