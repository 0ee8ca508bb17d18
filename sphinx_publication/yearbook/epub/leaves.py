"""The leaves of a volume: one XHTML file each, kept as text until the book is bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_publication.yearbook.epub.xhtml import Element, element, fragment, set_type, text_of

#: Roles of DPUB-ARIA for the kinds of parts, as EPUB calls them (epub:type).
_ROLES = {
    "afterword": "doc-afterword",
    "bibliography": "doc-bibliography",
    "chapter": "doc-chapter",
    "colophon": "doc-colophon",
    "foreword": "doc-foreword",
    "index": "doc-index",
}


@dataclass(frozen=True)
class Heading:
    """A line of the table of contents."""

    title: str
    href: str
    below: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Leaf:
    """One file of the book, in the order of reading."""

    #: Name of the file: "post-001.xhtml".
    name: str
    title: str
    #: What it is, in the words of EPUB: "chapter", "foreword", "bibliography".
    kind: str
    #: The element that it holds, as text.
    content: str
    #: The headings in it.
    headings: tuple[Heading, ...] = ()
    #: From the id of an element to its mark in the book, for the pages of the screen edition.
    marks: Mapping[str, str] = field(default_factory=dict)
    #: The month that it belongs to, in words; "" for none.
    group: str = ""


#: Id of the heading that names a leaf. No id of docutils has a "_" in it.
TITLE = "title_"


def part(kind: str, *content: Element) -> Element:
    """Return the section that a leaf consists of; it is named by its heading, `TITLE`."""
    role = _ROLES.get(kind, "")
    section = element("section", *content, role=role, aria_labelledby=TITLE if role else "")
    set_type(section, kind)
    return section


def headings(name: str, tree: Element, deepest: int = 3) -> tuple[Heading, ...]:
    """Return the headings of the sections in *tree* below the first level."""
    return tuple(_headings(name, tree, 2, deepest))


def _headings(name: str, tree: Element, level: int, deepest: int) -> Iterator[Heading]:
    for node in _nearest(tree):
        title = next((child for child in node if child.tag.endswith(f"}}h{level}")), None)
        identifier = node.get("id")
        if title is None or identifier is None:
            continue
        below = tuple(_headings(name, node, level + 1, deepest)) if level < deepest else ()
        yield Heading(text_of(title), f"{name}#{identifier}", below)


def _nearest(tree: Element) -> Iterator[Element]:
    """Yield the sections in *tree* that are not within another."""
    for child in tree:
        if isinstance(child.tag, str) and child.tag.endswith("}section"):
            yield child
        else:
            yield from _nearest(child)


def leaf(
    name: str,
    title: str,
    kind: str,
    section: Element,
    marks: Mapping[str, str],
    *,
    group: str = "",
    inner: Sequence[Heading] = (),
) -> Leaf:
    """Return a leaf; only the marks of elements that are in it are kept."""
    present = {node.get("id") for node in section.iter()}
    kept = {identifier: one for identifier, one in marks.items() if identifier in present}
    return Leaf(name, title, kind, fragment(section), tuple(inner), kept, group)
