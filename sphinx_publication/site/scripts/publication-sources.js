// The index of sources: filters and sorts the list that is there, and keeps the choice in the
// page's address. The fields to choose from are made of the numbers at the end of the page.
(() => {
  "use strict";

  const form = document.querySelector(".source-filter");
  const list = document.querySelector(".source-list--all");
  const status = form.querySelector("[role=status]");
  const rows = [...list.children];
  const language = document.documentElement.lang || undefined;
  const collator = new Intl.Collator(language, { numeric: true });
  const fold = (text) => text.normalize("NFKC").toLocaleLowerCase(language);

  const text = (row, part) => row.querySelector(part)?.textContent.trim() ?? "";
  const facts = new Map(rows.map((row, place) => [row, {
    place,
    words: fold(`${row.textContent} ${row.dataset.name ?? ""} ${row.dataset.year ?? ""}`),
    title: text(row, ".source-list__title"),
    type: text(row, ".source-list__kind"),
    year: Number(row.dataset.year ?? 0),
    count: Number(row.querySelector("[data-posts]").dataset.posts),
  }]));

  const by = (compare) => (a, b) => compare(facts.get(a), facts.get(b))
    || facts.get(a).place - facts.get(b).place;
  const ORDERS = {
    "": by(() => 0),
    newest: by((a, b) => b.year - a.year),
    oldest: by((a, b) => (a.year || Infinity) - (b.year || Infinity) || 0),
    title: by((a, b) => collator.compare(a.title, b.title)),
    type: by((a, b) => collator.compare(a.type, b.type)),
    cited: by((a, b) => b.count - a.count),
  };

  function makeFields() {
    const before = form.querySelector("#source-filter-sort").closest("p");
    for (const part of document.querySelectorAll("[data-facet]")) {
      const { facet, label } = part.dataset;
      const field = document.createElement("p");
      field.className = "source-filter__field";
      const caption = document.createElement("label");
      caption.htmlFor = `source-filter-${facet}`;
      caption.textContent = label;
      const select = document.createElement("select");
      select.id = caption.htmlFor;
      select.name = facet;
      select.className = "pub-field pub-field--small";
      select.append(new Option(form.dataset.all, ""));
      for (const item of part.children) {
        const [name, count] = [...item.children].map((child) => child.textContent);
        select.append(new Option(`${name} (${count})`, item.dataset.value));
      }
      field.append(caption, select);
      before.before(field);
    }
  }

  const choices = () => Object.fromEntries(
    [...new FormData(form)].filter(([, value]) => value.trim() !== ""),
  );

  function fits(row, { q = "", sort, ...facets }) {
    const { words } = facts.get(row);
    return fold(q).split(/\s+/).every((word) => words.includes(word))
      && Object.entries(facets).every(([name, value]) =>
        (row.dataset[name] ?? "").split(",").includes(value));
  }

  function show() {
    const chosen = choices();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row, chosen);
      if (!row.hidden) shown += 1;
    }
    list.append(...[...rows].sort(ORDERS[chosen.sort ?? ""] ?? ORDERS[""]));
    const words = shown === rows.length ? form.dataset.every : form.dataset.some;
    status.textContent = words.replace("%(shown)s", shown).replace("%(all)s", rows.length);
    const query = new URLSearchParams(chosen).toString();
    const address = new URL(location.href);
    address.search = query;
    if (address.href !== location.href) history.replaceState(null, "", address);
  }

  function start() {
    makeFields();
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
      if (field.matches("select") && field.selectedIndex < 0) field.selectedIndex = 0;
    }
    // Closed until asked for: opened here, it would push the list away from under the reader.
    if (Object.keys(choices()).length > 0) form.querySelector("details").open = true;
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    form.hidden = false;
    show();
  }

  start();
})();
