"""Fields of the front matter that an author left empty: they say nothing.

MyST notes an empty field ("aliases:") as the text "null", which nobody means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def forget(app: Sphinx, doctree: nodes.document) -> None:
    """Forget the empty fields of the document that was read."""
    metadata = app.env.metadata[app.env.current_document.docname]
    for name in [name for name, text in metadata.items() if text == "null"]:
        del metadata[name]


def setup(app: Sphinx) -> None:
    """Look once Sphinx has collected the metadata, before anybody asks for it."""
    app.connect("doctree-read", forget, priority=501)
