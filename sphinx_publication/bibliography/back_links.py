"""Links from a reference back to the places in the text that cite it: "↑ a b c".

Made where pages are written as HTML only; no other writer meets these nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation("sphinx_publication")


class back_links(nodes.Inline, nodes.Element):
    """The places that cite a source: ``anchors`` are their ids, in the order of the text."""


def letters(number: int) -> str:
    """Return "a" for 1, "z" for 26, "aa" for 27, as columns of a sheet are named."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


def _names(count: int) -> Sequence[tuple[str, str]]:
    """Return what is shown and what is said for each of *count* places."""
    if count == 1:
        return [("↑", _("To the place in the text"))]
    said = _("To the place in the text, %(number)s of %(count)s")
    return [
        (letters(number), said % {"number": number, "count": count})
        for number in range(1, count + 1)
    ]


def _visit(translator: Any, node: back_links) -> None:
    """Write the links; search passes them over."""
    body = translator.body
    body.append('<span class="reference-list__back" data-pagefind-ignore="all">')
    anchors = node["anchors"]
    if len(anchors) > 1:
        body.append('<span aria-hidden="true">↑</span>')
    for anchor, (shown, said) in zip(anchors, _names(len(anchors)), strict=True):
        link = translator.starttag({}, "a", "", href=f"#{anchor}", **{"aria-label": said})
        body.append(f" {link}{shown}</a>")
    body.append("</span>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(back_links, html=(_visit, None))
