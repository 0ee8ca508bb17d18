// What results are narrowed by. The form's controls carry their facet as data-facet: "kind" for the
// checkboxes, which name their kinds as data-kinds; "year", "topic", "author" and "source" for the
// lists. Facets of pages come from facets.json and cited.json (model/facets.py).

const names = (list, places) => (places ?? []).map((place) => list[place]);

/** The facets of all pages, by the ids of the index. Which sources they cite is loaded apart. */
export class Facets {
  #places = new Map();
  #table;
  #cited;
  #folder;

  static async load(folder) {
    const facets = new Facets();
    facets.#folder = folder;
    facets.#table = await fetched(new URL("facets.json", folder));
    facets.#table?.pages.id.forEach((id, place) => facets.#places.set(id, place));
    return facets;
  }

  /** Load which sources pages cite, unless that is known. */
  async loadCited() {
    this.#cited ??= await fetched(new URL("cited.json", this.#folder));
  }

  /** The facets of a page: pairs of value and name each. */
  of(id) {
    const place = this.#places.get(id);
    if (place === undefined) return { date: "", kind: [], year: [], topic: [], author: [], source: [] };
    const { kinds, topics, authors, pages } = this.#table;
    const date = pages.date[place];
    const year = date.slice(0, 4);
    return {
      date,
      kind: [[kinds[pages.kind[place]]]],
      year: year ? [[year, year]] : [],
      topic: names(topics, pages.topic[place]),
      author: names(authors, pages.author[place]),
      source: names(this.#cited?.sources, this.#cited?.pages[place]),
    };
  }
}

async function fetched(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : undefined;
}

/** The kinds of pages that a checkbox stands for. */
function kindsOf({ dataset }) {
  return dataset.kinds.split("|");
}

export class Filters {
  #form;
  #boxes;
  #selects;
  #language = document.documentElement.lang || "en";

  constructor(form) {
    this.#form = form;
    this.#boxes = [...form.querySelectorAll("input[data-facet=kind]")];
    this.#selects = [...form.querySelectorAll("select[data-facet]")];
  }

  /** What the address asks for, by facet: a set of values each; facets left open are not there. */
  chosen(asked) {
    const chosen = new Map();
    const kinds = this.#boxes.filter(({ name, value }) => asked.getAll(name).includes(value));
    if (kinds.length > 0) chosen.set("kind", new Set(kinds.flatMap(kindsOf)));
    for (const { name, dataset } of this.#selects) {
      if (asked.get(name)) chosen.set(dataset.facet, new Set([asked.get(name)]));
    }
    return chosen;
  }

  /** Tell whether a page with such facets is among what was chosen. */
  fits(facets, chosen, besides = "") {
    for (const [facet, values] of chosen) {
      if (facet !== besides && !facets[facet].some(([value]) => values.has(value))) return false;
    }
    return true;
  }

  /** Offer in the form what the pages can be narrowed to, with counts, and check what was chosen. */
  offer(pages, asked) {
    const chosen = this.chosen(asked);
    const counts = (facet) => this.#count(pages, facet, chosen);
    const kinds = counts("kind");
    for (const box of this.#boxes) {
      const count = kindsOf(box).reduce((sum, kind) => sum + (kinds.get(kind)?.count ?? 0), 0);
      box.checked = asked.getAll(box.name).includes(box.value);
      box.closest("label").hidden = count === 0 && !box.checked;
      box.closest("label").querySelector("[data-count]").textContent = count;
    }
    const shownKinds = this.#boxes.filter((box) => !box.closest("label").hidden);
    this.#form.querySelector("fieldset").hidden = shownKinds.length < 2 && !chosen.has("kind");
    for (const select of this.#selects) this.#fill(select, counts(select.dataset.facet), asked);
    const more = this.#form.querySelector("[data-more]");
    more.hidden = this.#selects.every((select) => select.closest("label").hidden);
    if (this.#selects.some(({ value }) => value)) more.open = true;
    this.#form.querySelector("[type=reset]").hidden = chosen.size === 0;
  }

  /** How many of the pages have each value of a facet, were the facet itself left open. */
  #count(pages, facet, chosen) {
    const counts = new Map();
    for (const facets of pages) {
      if (!this.fits(facets, chosen, facet)) continue;
      for (const [value, name] of facets[facet]) {
        const known = counts.get(value);
        if (known) known.count += 1;
        else counts.set(value, { value, name, count: 1 });
      }
    }
    return counts;
  }

  #fill(select, counts, asked) {
    const value = asked.get(select.name) ?? "";
    if (value && !counts.has(value)) counts.set(value, { value, name: value, count: 0 });
    const order = new Intl.Collator(this.#language, { numeric: true });
    const options = [...counts.values()].sort((one, other) => order.compare(one.name, other.name));
    if (select.dataset.facet === "year") options.reverse();
    select.replaceChildren(
      select.options[0],
      ...options.map((one) => new Option(`${one.name} (${one.count})`, one.value)),
    );
    select.value = value;
    select.closest("label").hidden = options.length < 2 && !value;
  }
}
