"""The script that shows a citation's reference in a card, on the pages that have a use for it.

Pages of our own theme only: the card's looks are in its style sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_publication.site.theming import CARDS, THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Add the script to a page that cites."""
    if app.config.html_theme != THEME or not isinstance(doctree, nodes.document):
        return
    if any("cite_key" in node for node in doctree.findall(nodes.reference)):
        app.add_js_file(CARDS, loading_method="defer")


def setup(app: Sphinx) -> None:
    """Look at each page before its theme chooses among the scripts."""
    app.connect("html-page-context", add_script)
