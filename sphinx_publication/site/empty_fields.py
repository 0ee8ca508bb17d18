"""Fields of the front matter that an author left empty have no value.

MyST notes an empty field ("aliases:") as the text "null", which nobody means. The field itself
stays: some, such as "orphan:", need no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def empty(app: Sphinx, doctree: nodes.document) -> None:
    """Empty the fields without a value of the document that was read."""
    metadata = app.env.metadata[app.env.current_document.docname]
    metadata.update(dict.fromkeys((name for name in metadata if metadata[name] == "null"), ""))


def setup(app: Sphinx) -> None:
    """Look once Sphinx has collected the metadata, before anybody asks for it."""
    app.connect("doctree-read", empty, priority=501)
