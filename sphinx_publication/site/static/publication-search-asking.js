// Asks Pagefind's index. A query with words that no page has is also asked with the words that its
// reader may have meant; one that few pages answer whole, with some of its words.

/** Fewer answers than this are few. */
const FEW = 5;

/** So many letters in common, at the beginning, are better than nothing. */
const ALIKE = 6;

/** So many of the best answers are looked at to see whether they really say the words. */
const LOOKED_AT = 5;

const answers = new Map();
let pagefind;
let places;

/** Say where the index lies, before anything is asked. */
export function open(dataset) {
  places = dataset;
}

/** Load the index; again, if that failed before. */
export function load() {
  pagefind ??= begin().catch((error) => {
    pagefind = undefined;
    throw error;
  });
  return pagefind;
}

async function begin() {
  const loaded = await import(new URL(places.bundle, document.baseURI).href);
  await loaded.options({
    baseUrl: new URL(places.root, document.baseURI).pathname,
    excerptLength: 28,
    // Pagefind's worker is a second copy of its program. Measured without it, at 2,000 posts and on a
    // processor slowed to a quarter: typing waits 0.1 s at most, a search that unpacks large parts of
    // the index 0.5 s.
    noWorker: true,
    // Short pages and titles count for less than Pagefind has it: most short pages here are the
    // records of sources, and what a reader looks for is what a post says.
    ranking: { pageLength: 0.1, metaWeights: { title: 0.7, aliases: 0.7, titlekin: 0.5, kin: 0.1 } },
  });
  await loaded.init();
  return loaded;
}

/** Fetch what the answer to a query is made of. */
export async function prefetch(query) {
  (await load()).preload(telling(query).join(" "));
}

/**
 * The answer to a query: {whole, some, meant, unknown, near}. `whole` are results that have all words
 * (of `meant`, where that is not ""), `some` those that have some of them, best first; `unknown` are
 * the words that no page has, `near` a query that has more answers, or "".
 */
export function ask(typed) {
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
  if (query.includes('"')) return found;
  const few = found.whole.length < FEW;
  const unsaid = await unsaidWords(words, found.whole);
  if (!few && unsaid.length === 0) return found;

  const spelling = await import("./publication-search-spelling.js");
  const dictionary = await spelling.load(new URL("words.json", new URL(places.bundle, document.baseURI)));
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
  return (await (await load()).search(query))?.results ?? [];
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
  const pages = await Promise.all(found.slice(0, LOOKED_AT).map((result) => result.data()));
  const passages = pages.flatMap((page) => [page, ...page.sub_results].map(({ excerpt }) => excerpt));
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
