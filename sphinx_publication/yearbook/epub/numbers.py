"""The year in numbers in the EPUB: its sentences, and its charts as tables with bars in them.

What is read is what the PDF's part has left, so that the two say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_publication.yearbook.epub.leaves import TITLE, Leaf, headings, leaf, part
from sphinx_publication.yearbook.epub.prepare import Places
from sphinx_publication.yearbook.epub.xhtml import Element, element

Data = Mapping[str, Any]

_NAME = "numbers.xhtml"


def numbers(data: Data, places: Places) -> Leaf:
    """Return the year in numbers."""
    content = [element("h1", data["title"], id=TITLE)]
    if data["lead"]:
        content.append(element("p", data["lead"]))
    content.append(element("ul", *map(_figure, data["figures"]), class_="figures"))
    section = part("chapter", *content, *map(_part, data["parts"]))
    marks = {TITLE: "year-in-numbers"}
    inner = headings(_NAME, section)
    return leaf(_NAME, data["title"], "chapter", section, marks, inner=inner)


def _figure(figure: Data) -> Element:
    before = [f" ({figure['before']})"] if figure["before"] else []
    return element("li", element("strong", figure["value"]), f" {figure['unit']}", *before)


def _part(one: Data) -> Element:
    return element(
        "section",
        element("h2", one["heading"]),
        element("p", " ".join(one["sentences"])),
        *_table(one["chart"]),
        id=f"numbers_{one['name']}",
    )


def _table(chart: Data | None) -> Iterator[Element]:
    """Yield a chart as a table, its numbers drawn as bars that nobody need see."""
    if chart is None:
        return
    first, *rest = chart["headings"]
    head = element(
        "tr",
        element("th", first, scope="col"),
        *(element("th", word, scope="col", class_="text-right") for word in rest),
    )
    most = max((bar["value"] for bar in chart["bars"]), default=0) or 1
    yield element(
        "table",
        element("caption", chart["title"]),
        element("thead", head),
        element("tbody", *(_row(bar, most) for bar in chart["bars"])),
        class_="numbers",
    )


def _row(bar: Data, most: int) -> Element:
    first, *rest = bar["cells"]
    length = f"width: {100 * bar['value'] / most:.0f}%"
    drawn = element("span", class_="bar", style=length, aria_hidden="true")
    name = element("th", first, *([drawn] if bar["value"] else []), scope="row")
    return element("tr", name, *(element("td", cell, class_="text-right") for cell in rest))
