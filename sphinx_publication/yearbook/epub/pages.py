"""Where the pages of the screen edition begin, so that a page's number means the same in both.

The PDF's record says on which page each marked element begins. In front of the first element of
each page a mark of the page is put. A page that no marked element begins on shares the place of the
next, or ends the leaf before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx.locale import get_translation

from sphinx_publication.yearbook.epub.leaves import TITLE, Leaf
from sphinx_publication.yearbook.epub.xhtml import (
    Element,
    element,
    extend,
    local_name,
    parsed,
    set_type,
)
from sphinx_publication.yearbook.places import is_place

_ = get_translation("sphinx_publication")

#: Elements that a mark cannot stand before, only in.
_INTO = frozenset({"caption", "dd", "dt", "figcaption", "li", "td", "th"})
#: Elements that a mark can stand neither before nor in.
_THROUGH = frozenset({"tbody", "thead", "tr"})


@dataclass(frozen=True)
class PageMark:
    """The beginning of a page."""

    number: int
    href: str


#: The mark of the contents, which the navigation document holds.
CONTENTS = "front#contents"

Marked = tuple[Leaf, Element, list[PageMark]]


def marked(leaves: Iterable[Leaf], pages: Mapping[str, int]) -> list[Marked]:
    """Return each leaf with its content, marked, and the pages that begin in it."""
    last = 0
    made: list[Marked] = []
    for leaf in leaves:
        tree = parsed(leaf.content)
        made.append((leaf, tree, []))
        for node in list(tree.iter("{*}*")):
            number = pages.get(leaf.marks.get(node.get("id", ""), ""), 0)
            opens = node.get("id") == TITLE
            for page in range(last + 1, number + 1):
                if page == pages.get(CONTENTS):
                    continue
                if opens and page < number and len(made) > 1:
                    # What the leaf before runs on to.
                    _note(made[-2], page)
                    made[-2][1].append(page_mark(page))
                else:
                    _note(made[-1], page)
                    _put(tree if opens else node, page)
            last = max(last, number)
        _finish(tree, pages)
    return made


def _note(entry: Marked, page: int) -> None:
    leaf, _tree, found = entry
    found.append(PageMark(page, f"{leaf.name}#page_{page}"))


def _finish(tree: Element, pages: Mapping[str, int]) -> None:
    """Number the places of the index, and take out the ids that only pages needed."""
    for places in tree.iter("{*}span"):
        if places.get("class") == "places":
            _number(places, pages)
    for node in tree.iter("{*}*"):
        if is_place(node.get("id", "")):
            del node.attrib["id"]


def page_mark(number: int) -> Element:
    """Return the mark of the beginning of a page."""
    mark = element(
        "span",
        id=f"page_{number}",
        role="doc-pagebreak",
        aria_label=_("Page %(number)s") % {"number": number},
    )
    set_type(mark, "pagebreak")
    return mark


def _put(node: Element, number: int) -> None:
    """Put the mark of a page before *node*, or into it where nothing may stand before it."""
    mark = page_mark(number)
    while local_name(node) in _THROUGH and len(node):
        node = node[0]
    if node.getparent() is None or local_name(node) in _INTO:
        _first_in(node, mark)
    else:
        node.addprevious(mark)


def _number(places: Element, pages: Mapping[str, int]) -> None:
    """Call the places of an entry of the index by their pages, each page once, main ones bold."""
    found: dict[int, Element] = {}
    for position, link in enumerate(places, 1):
        mark = str(link.attrib.pop("data-mark"))
        number = pages.get(mark, 0) if pages else position
        if number and (number not in found or link.get("class") == "main"):
            found[number] = link
    places[:] = []
    for number, link in sorted(found.items()):
        link.text, link.tail = str(number), None
        extend(places, [", ", link] if len(places) else [link])


def _first_in(holder: Element, mark: Element) -> None:
    """Put *mark* after the marks that stand first in *holder* already, before all else."""
    earlier = [child for child in holder if str(child.get("id", "")).startswith("page_")]
    if earlier:
        earlier[-1].addnext(mark)
        return
    mark.tail, holder.text = holder.text, None
    holder.insert(0, mark)
