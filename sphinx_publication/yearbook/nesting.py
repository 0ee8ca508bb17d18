"""What is nested too deep to be set, as plain paragraphs.

Typst stops at a depth of show rules and layout that some fifteen quotations in each other reach,
and a page has no room for them. What lies deeper than `DEEPEST` keeps its words, pictures and code,
in order, and loses its form.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

#: Lists, quotations, tables and the like that may lie in each other.
DEEPEST = 8
_COUNTED = (
    nodes.Admonition,
    nodes.block_quote,
    nodes.bullet_list,
    nodes.definition_list,
    nodes.enumerated_list,
    nodes.field_list,
    nodes.figure,
    nodes.option_list,
    nodes.sidebar,
    nodes.table,
    nodes.topic,
)


def flatten(document: nodes.Element) -> list[nodes.Element]:
    """Flatten what is nested too deep in *document*; return what was flattened, for messages."""
    deep = list(_too_deep(document, 0))
    for element in deep:
        parts = list(_plain(element)) or [nodes.paragraph()]
        # Links to what was inside lead to where it starts.
        names = [name for inner in element.findall(nodes.Element) for name in inner["ids"]]
        kept = {
            name for part in parts for one in part.findall(nodes.Element) for name in one["ids"]
        }
        parts[0]["ids"] = [*parts[0]["ids"], *(name for name in names if name not in kept)]
        for part in parts:
            part.line = part.line or element.line
        element.parent.replace(element, parts)
    return deep


def _too_deep(node: nodes.Node, depth: int) -> Iterator[nodes.Element]:
    """Yield the outermost elements that lie deeper than `DEEPEST`."""
    waiting = [(node, depth)]
    while waiting:
        current, depth = waiting.pop()
        if not isinstance(current, nodes.Element):
            continue
        depth += isinstance(current, _COUNTED) or "design_component" in current
        if depth > DEEPEST:
            yield current
        else:
            waiting.extend((child, depth) for child in reversed(current.children))


def _plain(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the paragraphs, pictures and code that a node holds, in order."""
    waiting: list[nodes.Node] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, (nodes.FixedTextElement, nodes.image)):
            yield current
        elif isinstance(current, nodes.TextElement):
            paragraph = nodes.paragraph("", "", *current.children, ids=current["ids"])
            paragraph.line = current.line
            yield paragraph
        else:
            waiting.extend(reversed(current.children))
