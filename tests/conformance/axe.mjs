// What axe sees on the page that is open: in light, in dark, and 375 px wide.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { desktop } from './chromium.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf-8');
const modes = [
  ['light', 'light', desktop],
  ['dark', 'dark', desktop],
  ['375', 'light', { width: 375, height: 812 }],
];
const stillness = '*, ::before, ::after { transition: none !important; animation: none !important }';

// Runs inside the page.
async function inside() {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { violations, passes } = await window.axe.run(document, { resultTypes: ['violations'] });
  return {
    rules: passes.length + violations.length,
    background: [document.documentElement, document.body]
      .map((element) => getComputedStyle(element).backgroundColor).join(' '),
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    widest: [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .slice(-3).map((element) => element.outerHTML.slice(0, 200)),
    violations: violations.map(({ id, help, nodes }) => ({
      id,
      help,
      count: nodes.length,
      nodes: nodes.slice(0, 3).map((node) => ({
        html: node.html.slice(0, 200),
        summary: node.failureSummary,
      })),
    })),
  };
}

export async function look(page) {
  await page.addStyleTag({ content: stillness });
  await page.evaluate(axe);
  const seen = {};
  for (const [mode, colorScheme, size] of [...modes, modes[0]]) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    seen[mode] ??= await page.evaluate(inside);
  }
  return seen;
}
