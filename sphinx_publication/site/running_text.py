"""A document's running text as blocks, in which names can be looked for.

Paragraphs, table cells, captions and the like; never headings, code, or lists of sources. The
same walk over a block serves twice: while a document is read its text is noted, and when its page
is written each noted place is found again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join
from sphinx.util.nodes import get_node_line

from sphinx_publication.bibliography.nodes import cited, is_citation, is_footnote
from sphinx_publication.model.citations import InText
from sphinx_publication.model.entities import KINDS
from sphinx_publication.model.mentions import Block, Run, State

#: The attribute of a block's element that holds its number.
NUMBER = "mention_block"
#: The class, of words or of anything around them, that says: no names in here.
NOLINK = "nolink"
#: The domain of the entities' roles.
DOMAIN = "entity"

_BLOCKS = (nodes.paragraph, nodes.caption, nodes.term, nodes.attribution)
_OUTSIDE = (
    nodes.footnote,
    nodes.citation,
    nodes.system_message,
    nodes.docinfo,
    nodes.field_list,
    addnodes.toctree,
    addnodes.compact_paragraph,
)
SILENT = (nodes.footnote_reference, nodes.image, nodes.raw, nodes.system_message, nodes.comment)
_LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
_CODE = (nodes.literal, nodes.math, nodes.title_reference, nodes.problematic, nodes.abbreviation)
_EMPHASIS = (nodes.emphasis, nodes.strong)


class Part(NamedTuple):
    """What a block is made of: words, a citation, or a link with all that is in it."""

    node: nodes.Node
    text: str | InText
    start: int
    #: None for plain words.
    state: State | None = None
    target: str = ""

    @property
    def end(self) -> int:
        """Where it ends; a citation takes one character."""
        return self.start + (len(self.text) if isinstance(self.text, str) else 1)


def blocks(document: nodes.document) -> Iterator[Block]:
    """Yield the blocks of a document as it has been read, and number their elements."""
    found, places = document.findall(nodes.TextElement), _Places()
    inside = (node for node in found if _is_block(node) and not places.of(node).is_outside)
    heading_of = cache(title_of)
    for number, element in enumerate(inside):
        _join_words(element)
        element[NUMBER] = number
        parts, place = list(walk(element)), places.of(element)
        runs = [Run(part.start, part.end, part.state, part.target) for part in parts if part.state]
        yield Block(
            number=number,
            pieces=tuple([part.text for part in parts]),
            runs=tuple(runs),
            line=line_of(element),
            sections=place.ids,
            heading=heading_of(place.sections[0]) if len(place.sections) > 1 else "",
            linkable=not isinstance(element, nodes.term),
        )


class _Place(NamedTuple):
    """What holds for a node because of what it stands in."""

    #: Whether no names are looked for in it.
    is_outside: bool
    #: The sections around it, innermost first; and their ids, outermost first.
    sections: tuple[nodes.section, ...]
    ids: tuple[str, ...]


class _Places:
    """The places of a document's nodes: what many stand in is looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, _Place] = {}

    def of(self, node: nodes.Element) -> _Place:
        """Return the place of a node, which is one of the document's while they are asked for."""
        place = self._known.get(id(node))
        if place is None:
            outer = self.of(node.parent) if node.parent is not None else _Place(False, (), ())
            sections, ids = outer.sections, outer.ids
            if isinstance(node, nodes.section):
                sections, ids = (node, *sections), (*ids, *node["ids"][:1])
            is_outside = outer.is_outside or _is_outside(node)
            place = self._known[id(node)] = _Place(is_outside, sections, ids)
        return place


def walk(element: nodes.Element) -> Iterator[Part]:
    """Yield the parts of a block, in the order of its text."""
    start = 0
    for node, text, state, target in _parts(element, None):
        placed = Part(node, text, start, state, target)
        yield placed
        start = placed.end


def _parts(
    element: nodes.Element, state: State | None
) -> Iterator[tuple[nodes.Node, str | InText, State | None, str]]:
    for child in element.children:
        if isinstance(child, nodes.Text):
            yield child, child.astext(), state, ""
        elif is_citation(child) or is_footnote(child):
            yield child, cited(cast(nodes.Element, child)), None, ""
        elif isinstance(child, SILENT) or not isinstance(child, nodes.Element):
            continue
        elif isinstance(child, _LINKS) and state is not State.CLOSED:
            yield child, child.astext(), State.LINK, _target(child)
        elif isinstance(child, _CODE) or NOLINK in child["classes"]:
            yield from _parts(child, State.CLOSED)
        elif isinstance(child, _EMPHASIS) and state is None:
            yield from _parts(child, State.WHOLE)
        else:
            yield from _parts(child, state)


def _target(link: nodes.Element) -> str:
    """Return what a link leads to: a document, or what a role names."""
    target = str(link.get("reftarget", ""))
    if link.get("refdomain") == "doc":
        return target
    if link.get("refdomain") == DOMAIN:
        return f"{link['reftype']}:{target}"
    if link.get("reftype") == "doc":
        docname = str(link.get("refdoc", ""))
        return target[1:] if target.startswith("/") else docname_join(docname, target)
    return target if target.partition(":")[0] in KINDS else ""


def _is_block(node: nodes.Element) -> bool:
    is_caption = isinstance(node, nodes.title) and isinstance(node.parent, nodes.table)
    return is_caption or isinstance(node, _BLOCKS)


def _is_outside(node: nodes.Element) -> bool:
    is_list = bool(node.get("reference_list"))
    return is_list or isinstance(node, _OUTSIDE) or NOLINK in node["classes"]


def around(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what *node* stands in, innermost first."""
    outer = node.parent
    while outer is not None:
        yield outer
        outer = outer.parent


def _join_words(element: nodes.Element) -> None:
    """Make one text of those that follow one another: a parser ends one at every line."""
    if len(element.children) > 1:
        joined: list[nodes.Node] = []
        for child in element.children:
            if joined and isinstance(child, nodes.Text) and isinstance(joined[-1], nodes.Text):
                joined[-1] = nodes.Text(joined[-1].astext() + child.astext())
            else:
                joined.append(child)
        if len(joined) < len(element.children):
            element[:] = joined
    for child in element.children:
        if isinstance(child, nodes.Element):
            _join_words(child)


def title_of(section: nodes.section) -> str:
    """Return a section's title without its citations."""
    for title in section.findall(nodes.title):
        words = (part.text for part in walk(title) if isinstance(part.text, str))
        return " ".join("".join(words).split())
    return ""


def line_of(node: nodes.Node) -> int:
    try:
        return get_node_line(cast(nodes.Element, node))
    except ValueError:
        return 0
