// The search page. The address is what is searched for: ?q=… and what the results are narrowed to.
// Nothing more is loaded until the reader turns to the field, or came with a query; then
// publication-search-results.js does the rest.

const form = document.getElementById("search-page-form");
const field = document.getElementById("search-page-field");
const list = document.getElementById("search-page-results");

let results;
function ready() {
  results ??= begin();
  return results;
}

/** Let the answers be on their way while the script that shows them comes. */
async function begin() {
  const shown = import("./publication-search-results.js");
  (await import("./publication-search-asking.js")).begin(list.dataset);
  return shown;
}

/** Show what the address asks for. */
async function show() {
  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") ?? "";
  if (results || field.value.trim()) (await ready()).show(asked);
}

/** What the form asks for, as an address: without what is left open. */
function address() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) asked.append(name, value.trim());
  const query = asked.toString();
  return location.pathname + (query && `?${query}`);
}

function go(event) {
  event?.preventDefault();
  const next = address();
  if (next !== location.pathname + location.search) history.pushState(null, "", next);
  show();
}

form.addEventListener("submit", go);
form.addEventListener("change", (event) => event.target !== field && go());
form.addEventListener("reset", (event) => {
  // Clears what the results are narrowed to, and keeps the query.
  event.preventDefault();
  for (const box of form.querySelectorAll("input:checked")) box.checked = false;
  for (const select of form.querySelectorAll("select")) select.value = "";
  field.focus();
  go();
});
field.addEventListener("focus", async () => (await ready()).prepare());
field.addEventListener("input", async () => (await ready()).prepare(field.value));
addEventListener("popstate", show);
// The ways in besides are for those who came without a query; whoever came with one sees results.
const browse = document.getElementById("search-page-browse");
browse.hidden = Boolean(new URLSearchParams(location.search).get("q")?.trim());
browse.dataset.ready = "";
show();
