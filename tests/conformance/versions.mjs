// Says the versions of the programs that look at pages.
//   node versions.mjs JOB.json   ->   one line of JSON on standard output
// JOB: {chromium}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { start } from './chromium.mjs';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
const { version } = createRequire(import.meta.url)('axe-core/package.json');
const browser = await start(job.chromium);
process.stdout.write(`${JSON.stringify({ 'axe-core': version, Chromium: browser.version() })}\n`);
await browser.close();
