"""Links that lead off the site say so: ``rel="external noopener"`` (HTML, 4.6.7).

They open no window of their own, and the site's Referrer-Policy tells other hosts where a reader
comes from, but not from which page. Links in raw HTML get the same in `model.raw_html`, those of
templates there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.model.raw_html import OUTWARD, is_outward
from sphinx_publication.site.page_view import site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: After everything that makes links.
_LAST = 950


def _mark(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    own = site_address(app) or "own:"
    for node in doctree.findall(nodes.reference):
        target = str(node.get("refuri", ""))
        if is_outward(target) and not f"{target}/".startswith(own):
            node["rel"] = OUTWARD


def setup(app: Sphinx) -> None:
    """Mark them when all links are known."""
    app.connect("doctree-resolved", _mark, priority=_LAST)
