// Answers queries from Pagefind's index. A query with words that no page has is also asked with the
// words that its reader may have meant; one that few pages answer whole, with some of its words.
//
// Runs as a worker, so that the page stays quick while the index is unpacked and asked; where a browser
// has no such workers, within the page (publication-search-asking.js). Either way Pagefind's program
// is there once: its own worker (noWorker) would be a second copy.

/** Fewer answers than this are few. */
const FEW = 5;

/** So many letters in common, at the beginning, are better than nothing. */
const ALIKE = 6;

/** So many answers are shown first. */
const SHOWN = 10;

/** Passages shown of one page. */
const PASSAGES = 2;

/** So many of the best answers are looked at to see whether they really say the words. */
const LOOKED_AT = 5;

const answers = new Map();
const plainFetch = self.fetch.bind(self);
const isWorker = typeof document === "undefined";
let pagefind;
let places;

/** What a page or a worker can ask; all arguments and answers can be sent between the two. */
export const methods = { open, load, prefetch, ask, pages };

/** Say where things lie, {bundle, program, root}: addresses in full; and {language, smallWords}. */
function open(said) {
  places = said;
}

/** Load the index; again, if that failed before. */
async function load() {
  pagefind ??= begin().catch((error) => {
    pagefind = undefined;
    throw error;
  });
  await pagefind;
}

async function begin() {
  if (isWorker) prepareWorker();
  const loaded = await import(places.bundle);
  await loaded.options({
    baseUrl: new URL(places.root).pathname,
    excerptLength: 28,
    noWorker: true,
    // Short pages and titles count for less than Pagefind has it: most short pages here are the
    // records of sources, and what a reader looks for is what a post says.
    ranking: { pageLength: 0.1, metaWeights: { title: 0.7, aliases: 0.7, titlekin: 0.5, kin: 0.1 } },
  });
  await loaded.init();
  return loaded;
}

/** Say what Pagefind asks a document, and fetch ahead what it would fetch one after the other: on a slow
    line its program, the largest file, would wait for three small ones. */
function prepareWorker() {
  self.document = { querySelector: () => ({ getAttribute: () => places.language }) };
  // The names of all parts stand in the first; as Pagefind has it, no cache answers for it.
  const entry = new URL(`pagefind-entry.json?ts=${Date.now()}`, places.bundle).href;
  const file = (address) => String(address).split("?")[0];
  const ahead = new Map([entry, places.program].map((address) => [file(address), plainFetch(address)]));
  for (const fetched of ahead.values()) fetched.catch(() => {}); // Whoever asks for it is told.
  self.fetch = (address, ...how) => {
    const fetched = ahead.get(file(address));
    ahead.delete(file(address));
    return fetched ?? plainFetch(address, ...how);
  };
}

/** Fetch what the answer to a query is made of. */
async function prefetch(query) {
  await load();
  (await pagefind).preload(telling(query).join(" "));
}

/**
 * The answer to a query: {whole, some, meant, unknown, near}. `whole` are the ids of pages that have all
 * words (of `meant`, where that is not ""), `some` of those that have some of them, best first; `unknown`
 * are the words that no page has, `near` a query that has more answers, or "".
 */
async function ask(query) {
  const { whole, some, ...said } = await answered(query);
  const ids = (results) => results.map(({ id }) => id);
  return { ...said, whole: ids(whole), some: ids(some) };
}

/** What pages of the answer to a query say of it: title, address and passages; in the order of *ids*. */
async function pages(query, ids) {
  const { whole, some } = await answered(query);
  const results = new Map([...whole, ...some].map((result) => [result.id, result]));
  return Promise.all(ids.map(async (id) => shown(await page(results.get(id)))));
}

/** What is shown of a page: {url, title, passages}; a passage below a heading has its place. */
function shown({ url, title, excerpt, parts }) {
  const found = parts
    .filter((part) => part.excerpt.includes("<mark>"))
    .map((part) => ({ part, weight: best(part.weighted_locations ?? []) }))
    .sort((one, other) => other.weight - one.weight)
    .slice(0, PASSAGES)
    .map(({ part }) => ({ excerpt: part.excerpt, title: part.title, url: part.anchor && part.url }));
  return { url, title, passages: found.length > 0 ? found : [{ excerpt, title }] };
}

/** How well a part of a page answers. */
function best(locations) {
  return locations.reduce((sum, { balanced_score: score = 0 }) => sum + score, 0);
}

/** What Pagefind says of a result: {url, title, excerpt, parts}. */
function page(result) {
  result.page ??= read(result);
  return result.page;
}

/** Pagefind has one record of a page, into which each query writes what it makes of it: it is read again,
    one query after the other, where another has written into it. */
async function read(result) {
  let record = await result.data();
  while (String(record.locations) !== String(result.words)) {
    const turn = line.then(() => result.data());
    line = turn.catch(() => {});
    record = await turn;
  }
  const { url, meta, excerpt, sub_results: parts } = record;
  return { url, title: meta.title, excerpt, parts };
}

let line = Promise.resolve();

function answered(typed) {
  const query = typed.replace(/[“”„]/g, '"');
  if (!answers.has(query)) {
    answers.set(query, answer(query).catch((error) => {
      answers.delete(query);
      throw error;
    }));
  }
  return answers.get(query);
}

async function answer(query) {
  const words = telling(query);
  const found = { whole: await results(words.join(" ")), some: [], meant: "", unknown: [], near: "" };
  // What the page shows first is fetched while the best of it is looked at; what fails says so later.
  for (const result of found.whole.slice(0, SHOWN)) page(result).catch(() => {});
  if (query.includes('"')) return found;
  const few = found.whole.length < FEW;
  const unsaid = await unsaidWords(words, found.whole);
  if (!few && unsaid.length === 0) return found;

  const spelling = await import("./publication-search-spelling.js");
  const dictionary = await spelling.load(new URL("words.json", places.bundle));
  const meant = new Map();
  for (const word of unsaid) {
    if (dictionary.has(word) || (await isSaid(word))) continue;
    found.unknown.push(word);
    meant.set(word, dictionary.meant(word));
  }
  let known = words;
  const joined = dictionary.joined(words);
  if (joined && found.unknown.length > 0) {
    known = joined;
    found.meant = joined.join(" ");
    found.whole = await results(found.meant);
  } else if (found.unknown.length > 0) {
    // What Pagefind found for a word that nobody wrote begins like it at best: "för" for "försäkrng".
    known = words.map((word) => (meant.has(word) ? meant.get(word) : word)).filter(Boolean);
    const isWhole = known.length === words.length;
    found.meant = isWhole ? known.join(" ") : "";
    found.whole = await results(found.meant);
  } else if (few) {
    found.near = (joined ?? dictionary.commoner(words))?.join(" ") ?? "";
  }
  if (found.whole.length < FEW) {
    const asked = known.flatMap((word) => word.split(" "));
    const isPart = asked.length > 1 || found.whole.length === 0;
    if (isPart) found.some = await withSome(asked, new Set(found.whole.map(({ id }) => id)));
  }
  if (known.length === 0) found.some = await alike(words);
  return found;
}

async function results(query) {
  if (!query) return [];
  await load();
  return (await (await pagefind).search(query))?.results ?? [];
}

/** Pages with words that begin as those do that nobody wrote: "samordnings…" for
    "samordningsmiljoner". */
async function alike(words) {
  const found = await withSome(words, new Set());
  const said = await marks(found);
  return words.some((word) => said.some((mark) => shared(mark, plain(word)) >= ALIKE)) ? found : [];
}

/** Pages that have some of the words: best first, by how well they answer each. */
async function withSome(words, besides) {
  const scores = new Map();
  for (const found of await Promise.all(words.map(results))) {
    for (const result of found) {
      const before = scores.get(result.id);
      if (besides.has(result.id)) continue;
      scores.set(result.id, { result, score: (before?.score ?? 0) + result.score, said: (before?.said ?? 0) + 1 });
    }
  }
  const least = words.length > 2 ? 2 : 1;
  return [...scores.values()]
    .filter(({ said }) => said >= least)
    .sort((one, other) => other.score - one.score)
    .map(({ result }) => result);
}

/** The words of a query without those that every page says, unless it has no others. */
function telling(query) {
  if (query.includes('"')) return [query];
  const small = new Set(places.smallWords.split(" "));
  const words = query.split(/\s+/).filter(Boolean);
  const rest = words.filter((word) => !small.has(word.toLowerCase()));
  return rest.length > 0 ? rest : words;
}

/** Those of the words that the best results do not say in their passages. */
async function unsaidWords(words, found) {
  const said = await marks(found);
  return words.filter((word) => plain(word) && !said.some((mark) => isKin(mark, plain(word))));
}

/** Whether a page says the word in any form. */
async function isSaid(word) {
  return (await unsaidWords([word], await results(word))).length === 0;
}

async function marks(found) {
  const pages = await Promise.all(found.slice(0, LOOKED_AT).map(page));
  const passages = pages.flatMap((one) => [one, ...one.parts].map(({ excerpt }) => excerpt));
  return passages
    .flatMap((passage) => [...passage.matchAll(/<mark>(.*?)<\/mark>/g)])
    .map(([, mark]) => plain(mark));
}

/** Whether a word that was marked is a form of the word that was asked for: they begin alike. */
function isKin(mark, word) {
  const length = shared(mark, word);
  const isBeginning = length === mark.length;
  return length >= 0.6 * word.length && (isBeginning || word.length - length <= 4);
}

/** How many letters two words have in common, from the beginning. */
function shared(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** A word in small letters without accents and signs. */
function plain(word) {
  return word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

if (isWorker) {
  self.addEventListener("message", async ({ data: { number, method, said } }) => {
    try {
      self.postMessage({ number, value: await methods[method](...said) });
    } catch (error) {
      self.postMessage({ number, error: String(error) });
    }
  });
}
