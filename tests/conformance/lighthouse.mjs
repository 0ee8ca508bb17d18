// Lets Lighthouse judge pages as a phone on a slow line sees them.
//   node lighthouse.mjs JOB.json   ->   one line of JSON for each page, on standard output
// JOB: {chromium, server, runs, pages: [address]}
// Performance is measured so many times, and its median counts; the rest does not vary, and is
// judged once. Each run has a browser of its own with nothing in its cache.
import { readFileSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
const metrics = ['first-contentful-paint', 'largest-contentful-paint', 'speed-index',
  'total-blocking-time', 'cumulative-layout-shift'];

// Lighthouse says itself which runs it could not record ("run Lighthouse again"): they judge nothing.
async function judge(address, onlyCategories, more = 2) {
  try {
    return await judgeOnce(address, onlyCategories);
  } catch (error) {
    if (more === 0) throw error;
    return judge(address, onlyCategories, more - 1);
  }
}

async function judgeOnce(address, onlyCategories) {
  const chrome = await launch({ chromePath: job.chromium, chromeFlags: flags, logLevel: 'silent' });
  try {
    const options = { port: chrome.port, output: 'json', logLevel: 'silent', onlyCategories };
    const { lhr } = await lighthouse(job.server + address, options);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await chrome.kill();
  }
}

function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

// What a category marks down: the audits that weigh something in it and did not pass.
function marks({ categories, audits }, name) {
  return categories[name].auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id}: ${audits[id].title} ${audits[id].displayValue ?? ''}`.trim());
}

for (const address of job.pages) {
  const whole = await judge(address, undefined);
  const runs = [whole];
  while (runs.length < job.runs) runs.push(await judge(address, ['performance']));
  const scores = Object.fromEntries(Object.entries(whole.categories)
    .map(([name, { score }]) => [name, score]));
  const all = runs.map(({ categories }) => categories.performance.score);
  scores.performance = median(all);
  const marked = Object.keys(scores).flatMap((name) => marks(whole, name)
    .map((text) => `${name}: ${text}`));
  const measured = Object.fromEntries(metrics.map((id) =>
    [id, median(runs.map(({ audits }) => audits[id].numericValue))]));
  process.stdout.write(`${JSON.stringify({ address, scores, all, measured, marked })}\n`);
}
