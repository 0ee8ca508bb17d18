"""Words of a link that leads nowhere stay words: the author is told, and readers meet no dead link.

MyST says which target it does not find, and makes a link within the page of it (``#gone.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: After all that resolves links, before all that looks at them.
_SOON = 400


def unlink(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take away the links that MyST has made of targets which are nowhere."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    lost = [
        node
        for node in doctree.findall(nodes.reference)
        # A link that was resolved is called internal.
        if "refid" in node and "internal" not in node and node["refid"] not in doctree.ids
    ]
    raw = " ".join(node.astext() for node in doctree.findall(nodes.raw)) if lost else ""
    for node in lost:
        name = node["refid"]
        if f'"{name}"' in raw or f"'{name}'" in raw:  # HTML of the author's has it
            continue
        node.replace_self(node.children)


def setup(app: Sphinx) -> None:
    """Look at each page whose links are resolved."""
    app.connect("doctree-resolved", unlink, priority=_SOON)
