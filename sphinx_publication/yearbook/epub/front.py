"""The leaves before the chapters, from the same data as the pages of the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sphinx_publication.yearbook.epub.leaves import TITLE, Leaf, leaf, part
from sphinx_publication.yearbook.epub.xhtml import Element, element


def title_page(facts: Mapping[str, Any]) -> Leaf:
    """Return the page that names the book."""
    section = part(
        "titlepage",
        element("p", facts["publication"], class_="publication"),
        element("h1", f"{facts['words']['kind']} ", element("span", facts["label"]), id=TITLE),
        element("p", facts["summary"], class_="summary"),
    )
    return leaf("title.xhtml", facts["title"], "titlepage", section, {TITLE: "front#half-title"})


def colophon(facts: Mapping[str, Any]) -> Leaf:
    """Return what the book is, where it comes from, who may use it, and how to cite it."""
    told, title = facts["colophon"], facts["words"]["colophon"]
    section = part(
        "colophon",
        element("h1", title, id=TITLE),
        *(element("p", note) for note in told["notes"]),
        element("dl", *_lines(told["lines"])),
        element("h2", told["cite"]["title"]),
        element("p", *map(_run, told["cite"]["runs"])),
    )
    return leaf("colophon.xhtml", title, "colophon", section, {TITLE: "front#colophon"})


def _lines(lines: Iterable[Mapping[str, str]]) -> Iterator[Element]:
    for line in lines:
        shown: Element | str = line["text"]
        if line["address"]:
            shown = element("a", line["text"], href=line["address"])
        yield element("dt", line["label"])
        yield element("dd", shown)


def _run(run: Mapping[str, Any]) -> Element | str:
    shown = element("em", run["text"]) if run["emphasis"] else run["text"]
    return element("a", shown, href=run["address"]) if run["address"] else shown
