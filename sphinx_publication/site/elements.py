"""Elements of HTML as lxml's plain trees have them: what ``lxml.html`` can do, without its price.

``lxml.html`` looks for an element's class each time that the element is looked at.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import Any, TypeAlias

from lxml import etree

PARSER = etree.HTMLParser()
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: What elements become before they are taken out.
_GONE = "left-out"

#: An element of lxml's, which has no types.
Element: TypeAlias = Any


def leave_out(tree: Element, classes: Set[str], *tags: object) -> None:
    """Take out what has one of *classes* or *tags*, but not the text that follows it."""
    for element in tree.iterdescendants("*"):
        written = element.get("class")
        if written and _has_one(written, classes):
            element.tag = _GONE
    etree.strip_elements(tree, *tags, _GONE, with_tail=False)


def of_class(tree: Element, name: str, *tags: str) -> list[Element]:
    """Return the elements of a class, *tree* itself among them, of all *tags* or of these alone."""
    return [one for one in tree.iter(*(tags or "*")) if name in (one.get("class") or "").split()]


@lru_cache(maxsize=4096)
def _has_one(written: str, classes: Set[str]) -> bool:
    """Tell whether an attribute names one of *classes*; pages have the same few again and again."""
    return not classes.isdisjoint(written.split())


def drop_tree(element: Element) -> None:
    """Take an element out, but not the text that follows it."""
    _join(element.tail, element)
    element.tail = None
    element.getparent().remove(element)


def drop_tag(element: Element) -> None:
    """Leave what an element holds in its place."""
    parent, place = element.getparent(), element.getparent().index(element)
    _join(element.text, element)
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + (element.tail or "")
    else:
        _join(element.tail, element)
    parent[place : place + 1] = element[:]


def _join(text: str | None, element: Element) -> None:
    """Put a text before an element."""
    before, parent = element.getprevious(), element.getparent()
    if text and before is None:
        parent.text = (parent.text or "") + text
    elif text:
        before.tail = (before.tail or "") + text
