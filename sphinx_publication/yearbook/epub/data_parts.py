"""Parts of the book that are made of facts alone: ranked lists, the index, the other volumes.

They are read from the data that the parts of the PDF have left (`Making.data`), so that the two say
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sphinx_publication.yearbook import parts
from sphinx_publication.yearbook.epub.leaves import TITLE, Leaf, leaf, part
from sphinx_publication.yearbook.epub.prepare import Places
from sphinx_publication.yearbook.epub.xhtml import Element, element, extend

Data = Mapping[str, Any]


def toplists(data: Data, places: Places) -> Leaf:
    """Return the year's ranked lists, put together."""
    content = [element("h1", data["title"], id=TITLE), *_told(data["intro"])]
    for one in data["lists"]:
        if one["title"]:
            content.append(element("h2", one["title"]))
        rows = (_row(row, places) for row in one["rows"])
        content += [*_told(one["intro"]), element("ul", *rows, class_="ranked")]
    section = part("chapter", *content)
    return leaf("toplists.xhtml", data["title"], "chapter", section, {TITLE: "toplists"})


def _told(text: str) -> Iterator[Element]:
    if text:
        yield element("p", text)


def _row(row: Data, places: Places) -> Element:
    number = element("span", row["number"], class_="number")
    if not row["entries"]:
        return element("li", number, " ", element("em", row["missing"]))
    line = element("li", number, " ")
    for position, entry in enumerate(row["entries"]):
        href = places.hrefs.get(entry["mark"]) or entry["address"]
        shown = element("a", entry["title"], href=href) if href else entry["title"]
        extend(line, [", ", shown] if position else [shown])
    return line


def others(data: Data, places: Places) -> Leaf:
    """Return the page that names the other volumes."""
    content = [element("h1", data["title"], id=TITLE)]
    if data["address"]:
        shown = parts.bare_address(data["address"])
        content.append(element("p", data["intro"], " ", element("a", shown, href=data["address"])))
    lines = (
        element("li", element("a", one["title"], href=one["address"]))
        if one["address"]
        else element("li", one["title"])
        for one in data["volumes"]
    )
    section = part("afterword", *content, element("ul", *lines, class_="others"))
    return leaf("others.xhtml", data["title"], "other", section, {TITLE: "others"})


class _Index:
    """Writes the index. Its places bear their marks until the pages are known (`pages`)."""

    def __init__(self, data: Data, places: Places) -> None:
        self.data = data
        self.places = places
        names = (entry["name"] for group in data["groups"] for entry in _all(group["entries"]))
        self.ids = {name: f"entry_{number}" for number, name in enumerate(names, 1)}

    def leaf(self) -> Leaf:
        content = [element("h1", self.data["title"], id=TITLE), *_told(self.data["note"])]
        for group in self.data["groups"]:
            content.append(element("h2", group["letter"]))
            content.append(self._list(group["entries"]))
        section = part("index", *content)
        return leaf("index.xhtml", self.data["title"], "index", section, {TITLE: "book-index"})

    def _list(self, entries: Iterable[Data]) -> Element:
        return element("ul", *map(self._entry, entries), class_="index")

    def _entry(self, entry: Data) -> Element:
        line = element("li", entry["text"], id=self.ids[entry["name"]])
        links = [
            *(self._place(name, "main") for name in entry["main"]),
            *(self._place(name, "place") for name in entry["places"]),
        ]
        found = [link for link in links if link is not None]
        if found:
            extend(line, [", ", element("span", *found, class_="places")])
        for separator, word, others in ((", ", "see", entry["see"]), ("; ", "also", entry["also"])):
            if others:
                extend(line, [separator, element("em", self.data[word]), " "])
                self._lead(line, others)
        if entry["children"]:
            line.append(self._list(entry["children"]))
        return line

    def _place(self, name: str, kind: str) -> Element | None:
        href = self.places.hrefs.get(name)
        return element("a", href=href, class_=kind, data_mark=name) if href else None

    def _lead(self, line: Element, others: Iterable[Data]) -> None:
        for position, other in enumerate(others):
            target = self.ids.get(other["name"])
            shown = element("a", other["text"], href=f"#{target}") if target else other["text"]
            extend(line, ["; ", shown] if position else [shown])


def _all(entries: Iterable[Data]) -> Iterator[Data]:
    for entry in entries:
        yield entry
        yield from _all(entry["children"])


def index(data: Data, places: Places) -> Leaf:
    """Return the index of the book."""
    return _Index(data, places).leaf()
