"""Pages that need no table of contents, for others lead to them: authors need no ``orphan``.

Such are notes on sources, forewords of yearbooks, pages of authors, topics, organisations, series
and ranked lists, and every page about something that its front matter names (``kind``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.model import addresses

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def spare(app: Sphinx, doctree: nodes.document) -> None:
    """Spare the author of the document that was read the word ``orphan``."""
    docname = app.env.current_document.docname
    place = addresses.from_config(app.config)
    folder, _slash, name = place.document(docname).rpartition("/")
    folders = (
        place.sources,
        place.yearbooks,
        place.authors,
        place.topics,
        place.organisations,
        place.series,
        place.toplists,
    )
    metadata = app.env.metadata[docname]
    if (folder in folders and name != "index") or metadata.get("kind"):
        metadata.setdefault("orphan", "1")


def setup(app: Sphinx) -> None:
    """Look once the front matter has been read."""
    app.connect("doctree-read", spare, priority=900)
