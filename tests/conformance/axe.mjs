// What the page that is open is like for everybody, in each of the modes that people read in: what
// axe finds, what is wider than the screen, what is cut off, whether text grows and focus is seen.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { desktop } from './chromium.mjs';
import { probe } from './probe.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf-8');
const stillness = '*, ::before, ::after { transition: none !important; animation: none !important }';
// WCAG 2.2, 1.4.12
const spacing = `main * { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } main p { margin-bottom: 2em !important }`;
const tall = (width) => ({ width, height: 812 });

// axe: "all" its rules, or those of "colour", which alone depend on the colours
export const modes = [
  { name: 'light', size: desktop, axe: 'all', focus: true },
  { name: 'dark', size: desktop, dark: true, axe: 'all' },
  { name: '375', size: tall(375), axe: 'all' },
  { name: '375 dark', size: tall(375), dark: true, axe: 'colour' },
  { name: '320', size: tall(320), axe: 'all', reflow: true },
  { name: 'forced colours', size: desktop, forced: true, axe: 'colour', focus: true },
  { name: 'text 200 %', size: desktop, text: 2 },
  { name: '375 text 200 %', size: tall(375), text: 2 },
  { name: 'text spacing', size: tall(375), style: spacing },
];

// The tab as a reader of this mode has it; tells how to go back.
export async function enter(page, mode) {
  await page.emulateMedia({
    colorScheme: mode.dark ? 'dark' : 'light',
    forcedColors: mode.forced ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  await page.setViewportSize(mode.size);
  const undo = [];
  if (mode.text) {
    const devtools = await page.context().newCDPSession(page);
    const sizes = (times) => devtools.send('Page.setFontSizes',
      { fontSizes: { standard: 16 * times, fixed: 13 * times } });
    await sizes(mode.text);
    undo.push(() => sizes(1).then(() => devtools.detach()));
  }
  if (mode.style) {
    const style = await page.addStyleTag({ content: mode.style });
    undo.push(() => style.evaluate((element) => element.remove()));
  }
  return () => Promise.all(undo.map((back) => back()));
}

// Runs inside the page.
async function inside({ rules }) {
  window.dispatchEvent(new Event('resize')); // what hangs at a place finds it again
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const seen = { ...window.publicationProbe.measure(), rules: [], violations: [] };
  if (!rules) return seen;
  const asked = rules === 'all'
    ? { rules: { 'target-size': { enabled: true } } }
    : { runOnly: ['color-contrast', 'link-in-text-block'] };
  const { violations, passes } = await window.axe.run(
    document, { resultTypes: ['violations'], ...asked },
  );
  seen.rules = [...passes, ...violations].map(({ id }) => id);
  seen.violations = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    count: nodes.length,
    nodes: nodes.slice(0, 3).map((node) => ({
      html: node.html.slice(0, 200),
      summary: node.failureSummary,
    })),
  }));
  return seen;
}

// With "focus", each element that takes focus is given it: what closes without it then closes.
export async function look(page, { focus = false } = {}) {
  await page.addStyleTag({ content: stillness });
  await page.evaluate(axe);
  await page.evaluate(probe);
  const seen = {};
  for (const mode of modes) {
    const back = await enter(page, mode);
    seen[mode.name] = await page.evaluate(inside, { rules: mode.axe ?? '' });
    if (focus && mode.focus) {
      seen[mode.name].unseen = await page.evaluate(() => window.publicationProbe.unseenFocus());
    }
    await back();
  }
  await enter(page, modes[0]);
  return seen;
}
