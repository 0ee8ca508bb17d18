// Lists what a search has found. All words come from the page itself (data-…), so that the catalogue
// has the last word.

import { ask, load as loadIndex, pages, prefetch } from "./publication-search-asking.js";
import { Facets, Filters } from "./publication-search-facets.js";

const form = document.getElementById("search-page-form");
const status = document.getElementById("search-page-status");
const hint = document.getElementById("search-page-hint");
const browse = document.getElementById("search-page-browse");
const list = document.getElementById("search-page-results");
const more = document.getElementById("search-page-more");
const words = list.dataset;
const filters = new Filters(form);
/** How a day is written in each month: "%d december %y". */
const days = words.days.split("|");
const kinds = new Map(
  [...form.querySelectorAll("[data-kinds]")].flatMap(({ dataset }) => {
    const names = dataset.names.split("|");
    return dataset.kinds.split("|").map((kind, place) => [kind, names[place]]);
  }),
);
const sources = form.querySelector("select[data-facet=source]");

/** So many results are shown first, and at each wish for more. */
const SHOWN = 10;

/** What stands between pages that have all words and those that have some of them. */
const PARTING = "";

let facets;
/** Offers again what the results that are shown can be narrowed to. */
let offer = () => {};
let latest = 0;

// What pages cite is loaded when the reader looks for it.
sources.closest("details").addEventListener("toggle", async ({ target }) => {
  if (!target.open || !facets) return;
  await facets.loadCited();
  offer();
});

/** Shorter beginnings of a query are not worth fetching for. */
const TELLING = 3;

/** Get ready to answer: load the index, and what the query typed so far will need. */
export async function prepare(query = "") {
  try {
    await (query.trim().length >= TELLING ? prefetch(query.trim()) : loadIndex());
  } catch {
    // The search itself will say so.
  }
}

/** Show what is asked for, an address's query. */
export async function show(asked) {
  const query = (asked.get("q") ?? "").trim();
  latest += 1;
  const mine = latest;
  if (!query) {
    clear("");
    document.getElementById("search-page-filters").hidden = true;
    browse.hidden = false;
    return;
  }
  // A search that is done before anybody notices says nothing of itself.
  const slow = setTimeout(() => (status.textContent = words.searching), list.childElementCount ? 300 : 0);
  try {
    const found = ask(query);
    found.catch(() => {}); // Told below, unless something else fails before.
    facets ??= await Facets.load(new URL(words.bundle, document.baseURI));
    if (asked.get(sources.name) || sources.closest("details").open) await facets.loadCited();
    const answer = await found;
    if (mine === latest) await tell(query, answer, asked);
  } catch (error) {
    if (mine !== latest) return;
    clear(location.protocol === "file:" ? words.noServer : words.failed);
    browse.hidden = false;
    console.error(error);
  } finally {
    clearTimeout(slow);
  }
}

function clear(said) {
  status.textContent = said;
  hint.replaceChildren();
  list.replaceChildren();
  more.hidden = true;
}

async function tell(query, answer, asked) {
  const every = [...answer.whole, ...answer.some];
  const chosen = filters.chosen(asked);
  const fits = (id) => filters.fits(facets.of(id), chosen);
  const whole = answer.whole.filter(fits);
  const some = answer.some.filter(fits);
  const parting = whole.length > 0 && some.length > 0 ? [PARTING] : [];
  const entries = [...whole, ...parting, ...some];
  const first = await items(query, entries.slice(0, SHOWN));
  offer = () => filters.offer(every.map((id) => facets.of(id)), asked);
  offer();
  document.getElementById("search-page-filters").hidden = every.length === 0;
  browse.hidden = every.length > 0;
  hint.replaceChildren(...suggestion(answer, asked));
  list.replaceChildren(...first);
  status.textContent = summary(query, answer, whole.length, some.length, chosen.size > 0);
  follow(query, entries);
}

/** Let "Show more" show those of the entries that are not shown yet. */
function follow(query, entries) {
  more.hidden = entries.length <= list.childElementCount;
  more.onclick = async () => {
    const shown = list.childElementCount;
    list.append(...(await items(query, entries.slice(shown, shown + SHOWN))));
    list.children[shown]?.querySelector("a")?.focus();
    follow(query, entries);
  };
}

/** How much was found, and for what: where nobody wrote a word, for the words that may be meant. */
function summary(query, { meant, unknown }, whole, some, isNarrowed) {
  const count = whole || some;
  const found = count === 1 ? words.one : words.many;
  const said = count === 0 ? words.none : whole === 0 ? words.some : found;
  const isOther = meant !== "" && meant !== query;
  const asked = query.replace(/^["“”„](.*)["“”]$/, "$1");
  const parts = [said.replace("%d", count).replace("%s", () => (isOther ? meant : asked))];
  if (isOther) parts.unshift(words.unknown.replace("%s", () => unknown.join(" ")));
  if (isNarrowed) parts.push(words.narrowed);
  return parts.join(" ");
}

/** A question whether a query that has more answers is meant. */
function suggestion({ near }, asked) {
  if (!near) return [];
  const [before, after] = words.mean.split("%s");
  return [before, linkTo(near, asked), after];
}

function linkTo(query, asked) {
  const next = new URLSearchParams(asked);
  next.set("q", query);
  return Object.assign(document.createElement("a"), { href: `?${next}`, textContent: query });
}

/** List items for entries of an answer: ids of pages, and `PARTING`. */
async function items(query, entries) {
  const ids = entries.filter((one) => one !== PARTING);
  const found = new Map((await pages(query, ids)).map((page, place) => [ids[place], page]));
  return entries.map((one) => (one === PARTING ? heading() : entry(found.get(one), facets.of(one))));
}

function heading() {
  const item = document.createElement("li");
  item.className = "search-results__part";
  item.append(Object.assign(document.createElement("h2"), { textContent: words.part }));
  return item;
}

/** One result: what it is, its title, and the passages with the words, each below its heading. */
function entry({ url, title, passages }, { date, kind }) {
  const item = document.createElement("li");
  item.className = "search-results__item";
  const name = document.createElement("h2");
  name.className = "search-results__title";
  name.append(Object.assign(document.createElement("a"), { href: url, textContent: title }));
  const about = document.createElement("p");
  about.className = "search-results__about";
  about.append(...facts(kinds.get(kind[0]?.[0]), date));
  if (about.childNodes.length) item.append(about);
  item.append(name, ...passages.map(passage));
  return item;
}

function facts(kind, date) {
  const found = [];
  if (kind) found.push(Object.assign(document.createElement("span"), { textContent: kind, className: "search-results__kind" }));
  if (date) {
    found.push(Object.assign(document.createElement("time"), { dateTime: date, textContent: written(date) }));
  }
  return found;
}

/** A date (2013-12-17) as readers write it; a year as it is. */
function written(date) {
  const [year, month, day] = date.split("-");
  return day ? days[month - 1].replace("%d", Number(day)).replace("%y", year) : year;
}

/** A passage, below a link to its heading; what it begins with the heading is not said twice. */
function passage({ excerpt, title, url }) {
  const text = document.createElement("p");
  text.className = "search-results__excerpt";
  text.innerHTML = `${excerpt} …`; // Pagefind escapes it, and marks the words found.
  text.querySelectorAll("mark").forEach(trim);
  leaveOut(`${title}. `, text);
  if (/^\p{Ll}/u.test(text.textContent)) text.prepend("… ");
  if (url) {
    const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
    link.className = "search-results__place";
    text.prepend(link, ": ");
  }
  return text;
}

/** Mark the word alone, without the signs around it. */
function trim(mark) {
  const [, before, word, after] = mark.textContent.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
  mark.before(before);
  mark.after(after);
  mark.textContent = word;
}

/** Take what an element begins with out of it. */
function leaveOut(beginning, element) {
  if (!element.textContent.startsWith(beginning)) return;
  let length = beginning.length;
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (length > 0 && texts.nextNode()) {
    const node = texts.currentNode;
    const cut = Math.min(length, node.length);
    node.deleteData(0, cut);
    length -= cut;
  }
  element.querySelectorAll("mark:empty").forEach((mark) => mark.remove());
}
