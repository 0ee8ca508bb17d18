// Looks at EPUBs with Ace by DAISY: the rules of EPUB Accessibility, and axe on each of their pages.
//   node ace.mjs JOB.json   ->   one line of JSON for each book, on standard output
// JOB: {chromium, folder, books: [path]}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const job = JSON.parse(readFileSync(process.argv[2], 'utf-8'));
process.env.PUPPETEER_EXECUTABLE_PATH = job.chromium;

const require = createRequire(import.meta.url);
const check = require('@daisy/ace-core');
const runner = require('@daisy/ace-axe-runner-puppeteer');
require('@daisy/ace-logger').initLogger({ verbose: false, silent: true });

function* broken(report) {
  for (const { assertions, 'earl:testSubject': subject } of report.assertions) {
    for (const { 'earl:test': test, 'earl:result': result } of assertions) {
      if (result['earl:outcome'] === 'fail') {
        yield {
          where: subject.url,
          rule: test['dct:title'],
          message: `${result['dct:description']} ${result.html ?? ''}`,
        };
      }
    }
  }
}

for (const [number, book] of job.books.entries()) {
  const outdir = join(job.folder, String(number));
  const [, report] = await check(
    book, { outdir, tmpdir: `${outdir}-tmp`, jobId: '', verbose: false, silent: true }, runner,
  );
  const line = { book, pages: report.assertions.length, broken: [...broken(report)] };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
process.exit(0);
