// Asks publication-search-answers.js: a worker, so that the page stays quick; where a browser has no
// workers that are modules, or the worker cannot start, the same script within the page.

const SCRIPT = new URL("./publication-search-answers.js", import.meta.url);

/** Questions that the worker has not answered: by number, {method, said, resolve, reject}. */
const waiting = new Map();
let count = 0;
let opening;
let worker;

/** Begin, with what the page says of its index; the rest may be asked at once. */
export function begin({ bundle, program, root, smallWords }) {
  if (opening) return;
  const [index, code, site] = [bundle, program, root].map((path) => new URL(path, document.baseURI).href);
  opening = { bundle: index, program: code, root: site, smallWords, language: document.documentElement.lang };
  start();
  if (worker) tell("open", opening).catch(() => {}); // What is asked next says what is wrong.
}

/** Get ready to answer. */
export const load = () => tell("load");

/** Fetch what the answer to a query is made of. */
export const prefetch = (query) => tell("prefetch", query);

/** The answer to a query; see there. */
export const ask = (query) => tell("ask", query);

/** What pages of an answer say; see there. */
export const pages = (query, ids) => tell("pages", query, ids);

function tell(method, ...said) {
  if (!worker) return within(method, said);
  return new Promise((resolve, reject) => {
    count += 1;
    waiting.set(count, { method, said, resolve, reject });
    worker.postMessage({ number: count, method, said });
  });
}

let script;
async function within(method, said) {
  script ??= import(SCRIPT.href).then(({ methods }) => {
    methods.open(opening);
    return methods;
  });
  return (await script)[method](...said);
}

function start() {
  // Only browsers whose workers can be modules look whether this one is.
  let isModule = false;
  const how = { get type() { isModule = true; return "module"; } };
  try {
    worker = new Worker(SCRIPT, how);
  } catch {
    return; // A page that was opened from a folder may have none.
  }
  if (!isModule) {
    worker.terminate();
    worker = undefined;
    return;
  }
  worker.addEventListener("message", ({ data: { number, value, error } }) => {
    const { resolve, reject } = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  });
  // It could not start: what it was asked is answered within the page.
  worker.addEventListener("error", () => {
    worker = undefined;
    const left = [...waiting.values()];
    waiting.clear();
    for (const { method, said, resolve } of left) resolve(within(method, said));
  });
}
