"""What sphinx-design puts into a post, in reading order: tabs, cards, grids, dropdowns, badges.

Nothing of it is imported: its nodes are containers with a name, which projects without it lack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.yearbook import pieces
from sphinx_publication.yearbook.inline import nothing, simple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator


def component(tr: Translator, node: nodes.Element) -> str | None:
    """Return a component as the book has it; None when the container is no such thing."""
    write = _COMPONENTS.get(str(node.get("design_component", "")))
    return None if write is None else tr.place(node) + write(tr, node)


def _titled(function: str) -> Callable[[Translator, nodes.Element], str]:
    """Return a writer for containers that open with a rubric as their title."""

    def write(tr: Translator, node: nodes.Element) -> str:
        heads = [child for child in node.children[:1] if isinstance(child, nodes.rubric)]
        first = "none"
        if heads:
            first = pieces.content(tr.marks(heads[0]) + tr.inlines(heads[0].children))
        return pieces.call(function, first, body=tr.blocks(node.children[len(heads) :]))

    return write


def _around(function: str) -> Callable[[Translator, nodes.Element], str]:
    def write(tr: Translator, node: nodes.Element) -> str:
        return pieces.call(function, body=tr.blocks(node.children))

    return write


def is_button(node: nodes.Element) -> bool:
    """Tell whether a paragraph is a button, which is a link on a line of its own."""
    links = list(node.findall(nodes.reference))
    return len(links) == 1 and "sd-btn" in links[0]["classes"]


_COMPONENTS: Mapping[str, Callable[[Translator, nodes.Element], str]] = {
    "tab-item": _titled("tab"),
    "dropdown": _titled("panel"),
    "aside": _titled("panel"),
    "grid-item": _around("apart"),
    "step-content": _around("apart"),
    "card": _around("card"),
    "card-title": _around("card-title"),
    "card-header": _around("card-edge"),
    "card-footer": _around("card-edge"),
}


def passthrough(tr: Translator, node: nodes.Element) -> str:
    """Return words that stand alone as a paragraph, and words in a line as they are."""
    body = tr.inlines(node.children)
    if isinstance(node.parent, nodes.TextElement) or not node.astext().strip():
        return body
    return pieces.call("para", body=body)


HANDLERS: Mapping[str, Handler] = {
    "PassthroughTextElement": passthrough,
    "sd_badge": simple("badge"),
    "sd_line_break": lambda tr, node: pieces.call("linebreak"),
    "sd_icon": nothing,
    "fontawesome": nothing,
}
