"""Cleaned HTML as a tree of elements and text, no deeper than a converter can walk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "col", "embed", "hr", "img", "param", "source", "wbr"})
#: Elements that a word may go on across.
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt"}
    | {"u", "var", "wbr"}
)
#: Elements nested deeper than this are left out; what they hold stays.
_DEPTH = 80


@dataclass(eq=False)
class Element:
    """An element; two that look the same are not the same."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    def get(self, name: str) -> str:
        """Return an attribute, "" where it is missing."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """Yield every element in here, this one first, in the order of the text."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.elements()

    def text(self) -> str:
        """Return all text in here."""
        parts = [child if isinstance(child, str) else child.text() for child in self.children]
        return "".join(parts)

    def ancestors(self) -> Iterator[Element]:
        """Yield what this element stands in, the nearest first."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent


class _Reader(HTMLParser):
    """Builds the tree; the HTML is a sanitiser's, so every element in it is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        #: One for each open tag; None for one that is left out.
        self._open: list[Element | None] = []
        self._here = self.root
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if self._depth >= _DEPTH and tag not in VOID:
            self._open.append(None)
            self._part(tag)
            return
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, parent=self._here)
        self._here.children.append(element)
        if tag not in VOID:
            self._open.append(element)
            self._here = element
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in VOID or not self._open:
            return
        closed = self._open.pop()
        if closed is None:
            self._part(tag)
        if closed is not None and closed.parent is not None:
            self._here = closed.parent
            self._depth -= 1

    def _part(self, tag: str) -> None:
        """Keep the words around an element that is left out apart, if it kept them apart."""
        if tag not in INLINE:
            self._here.children.append(" ")

    def handle_data(self, data: str) -> None:
        """Add text."""
        self._here.children.append(data)


def parse(html: str) -> Element:
    """Return the tree of sanitised HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
