// Goes through pages with the keyboard alone: from top to bottom, back again, past a card.
//   node tour.mjs JOB.json   ->   one line of JSON for each page, on standard output
// JOB: {chromium, server, workers, pages: [address]}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { probe } from './probe.mjs';
import { shared } from './queue.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf-8');
const stillness = '*, ::before, ::after { transition: none !important; animation: none !important }';

// Runs inside the page: what there is to reach, how it looks without focus, and its name.
function prepare() {
  const { focusable, ring, tag } = window.publicationProbe;
  window.axe.setup(document);
  window.tour = focusable().map((element) => ({ element, idle: ring(element) }));
  const list = window.tour.map(({ element }) => ({
    tag: tag(element),
    name: window.axe.commons.text.accessibleText(element).trim(),
    // a box that scrolls has its own words, and no name
    scrolls: element.matches('[tabindex]:not(a, button, input, select, textarea, summary, [role])'),
    jumps: element.tabIndex > 0,
  }));
  window.axe.teardown();
  return list;
}

// Runs inside the page: where the focus is, and whether a reader sees it.
function where() {
  const { ring, tag } = window.publicationProbe;
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const index = window.tour.findIndex((one) => one.element === element);
  const box = [...element.getClientRects()].find(({ width, height }) => width > 1 && height > 1)
    ?? element.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([across, down]) =>
    document.elementFromPoint(box.left + box.width * across, box.top + box.height * down));
  const related = (other) => other && (element.contains(other) || other.contains(element)
    || [...(element.labels ?? [])].some((label) => label.contains(other)));
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return {
    index,
    tag: tag(element),
    text: element.textContent.trim(),
    card: Boolean(element.closest('.citation-card')),
    cards: document.querySelectorAll('.citation-card').length,
    main: Boolean(element.closest('main')),
    box: { left, right, top: top + scrollY, bottom: bottom + scrollY },
    seen: index < 0 || ring(element) !== window.tour[index].idle,
    hidden: points.some(related) ? '' : tag(points[0] ?? document.documentElement),
  };
}

// Runs inside the page: back to its top, from where a page itself may have moved the focus.
function top() {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}

async function open(page, url) {
  await page.goto(url, { waitUntil: 'load' });
  await page.addStyleTag({ content: stillness });
  await page.evaluate(axe);
  await page.evaluate(probe);
  await page.evaluate(top);
  return page.evaluate(prepare);
}

// Presses a key until the focus leaves the page; a page where it never does is told by the length.
async function walk(page, key, most, from = []) {
  const stops = [...from];
  let card;
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(where);
    if (!stop || (stops.length > 0 && stop.index === stops[0].index)) return { stops, card, left: true };
    stops.push(stop);
    if (key === 'Tab' && !card && stop.cards > 0 && !stop.card) {
      await page.keyboard.press('Escape');
      const after = await page.evaluate(where);
      card = { open: stop.cards, after: after?.cards, stays: after?.index === stop.index };
    }
  }
  return { stops, card, left: false };
}

async function visit({ page }, address) {
  const url = job.server + address;
  const list = await open(page, url);
  const most = 3 * list.length + 20;
  const forth = await walk(page, 'Tab', most);
  await page.evaluate(() => window.tour.at(-1)?.element.focus());
  const last = await page.evaluate(where);
  const back = await walk(page, 'Shift+Tab', most, last ? [last] : []);
  await open(page, url);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(where);
  await page.keyboard.press('Enter');
  const leads = await page.evaluate(() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return Boolean(target?.closest('main'));
  });
  await page.keyboard.press('Tab');
  const next = await page.evaluate(where);
  return {
    list,
    forth,
    back: { left: back.left, indexes: back.stops.map(({ index }) => index) },
    skip: { first, leads, main: next?.main ?? true },
  };
}

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
await shared(job, visit);
