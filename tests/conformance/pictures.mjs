// Takes pictures of pages as readers see them, at two widths, in light and dark.
//   node pictures.mjs JOB.json   ->   one line of JSON for each page, on standard output
// JOB: {chromium, server, workers, folder, names: {address: file name}, pages: [address]}
import { readFileSync } from 'node:fs';
import { enter } from './axe.mjs';
import { shared } from './queue.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
// no picture is higher: what comes further down a page looks like what stands above
const HIGHEST = 3200;
const views = [
  ['1280-light', { size: { width: 1280, height: 900 } }],
  ['1280-dark', { size: { width: 1280, height: 900 }, dark: true }],
  ['375-light', { size: { width: 375, height: 812 } }],
  ['375-dark', { size: { width: 375, height: 812 }, dark: true }],
];

async function visit({ page }, address) {
  await page.goto(job.server + address, { waitUntil: 'load' });
  if (address.includes('?q=')) {
    await page.waitForFunction(() => {
      const said = document.querySelector('main [role=status]')?.textContent ?? '';
      return said && said !== document.querySelector('[data-searching]')?.dataset.searching;
    });
  }
  const files = {};
  for (const [view, mode] of views) {
    await enter(page, mode);
    // pictures that are fetched when they come near are near now
    await page.evaluate(async () => {
      for (const one of document.querySelectorAll('img[loading=lazy]')) one.loading = 'eager';
      await Promise.all([...document.images].map((one) => one.decode().catch(() => undefined)));
      document.activeElement?.blur?.();
      await document.fonts.ready;
    });
    const high = await page.evaluate(() => document.documentElement.scrollHeight);
    files[view] = `${job.names[address]}-${view}.png`;
    await page.screenshot({
      path: `${job.folder}/${files[view]}`,
      fullPage: true,
      animations: 'disabled',
      clip: { x: 0, y: 0, width: mode.size.width, height: Math.min(high, HIGHEST) },
    });
  }
  return { files };
}

await shared(job, visit);
