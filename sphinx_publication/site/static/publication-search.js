// The search page: asks Pagefind's index for what the address says after ?q= and lists the answer.
// All words come from the page itself (data-…), so that the catalogue has the last word.

const field = document.getElementById("search-page-field");
const status = document.getElementById("search-page-status");
const list = document.getElementById("search-page-results");
const more = document.getElementById("search-page-more");
const words = list.dataset;
const PAGE = 10;

/** The index lies beside the page, wherever the site stands. */
async function load() {
  const bundle = new URL(words.bundle, document.baseURI);
  const pagefind = await import(bundle.href);
  await pagefind.options({
    baseUrl: new URL(words.root, document.baseURI).pathname,
    excerptLength: 28,
    // Short pages and titles count for less than Pagefind has it: most short pages here are the
    // records of sources, and what a reader looks for is what a post says.
    ranking: { pageLength: 0.1, metaWeights: { title: 0.7, aliases: 0.7, titlekin: 0.5, kin: 0.1 } },
  });
  return pagefind;
}

/** The query without the words that every page says, unless it has no others or is in quotes. */
function telling(query) {
  const small = new Set(words.smallWords.split(" "));
  const rest = query.split(/\s+/).filter((word) => !small.has(word.toLowerCase()));
  return query.includes('"') || rest.length === 0 ? query : rest.join(" ");
}

function summary(count, query) {
  if (count === 0) return words.none.replace("%s", () => query);
  if (count === 1) return words.one.replace("%s", () => query);
  return words.many.replace("%d", count).replace("%s", () => query);
}

function entry(page) {
  const item = document.createElement("li");
  item.className = "search-results__item";
  const title = document.createElement("h2");
  title.className = "search-results__title";
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  title.append(link);
  const excerpt = document.createElement("p");
  excerpt.className = "search-results__excerpt";
  excerpt.innerHTML = `${page.excerpt} …`; // Pagefind escapes it, and marks the words found.
  item.append(title, excerpt);
  return item;
}

async function show(results, from) {
  const pages = await Promise.all(results.slice(from, from + PAGE).map((one) => one.data()));
  const entries = pages.map(entry);
  list.append(...entries);
  more.hidden = results.length <= from + PAGE;
  more.onclick = async () => {
    const shown = list.children.length;
    await show(results, shown);
    list.children[shown]?.querySelector("a").focus();
  };
}

async function search(query) {
  list.replaceChildren();
  more.hidden = true;
  status.textContent = words.searching;
  try {
    const pagefind = await load();
    const { results } = await pagefind.search(telling(query));
    await show(results, 0);
    status.textContent = summary(results.length, query);
  } catch (error) {
    status.textContent = words.failed;
    console.error(error);
  }
}

const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
field.value = query;
if (query) search(query);
else field.focus();
