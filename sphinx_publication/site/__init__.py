"""The publication as a site: Sphinx adapters for addresses, posts, sources, feeds and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.site import builder, drafts, leftovers, search, theming, words

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Set up each feature of the site; the order is that of the build."""
    for feature in (builder, drafts, words, theming, search, leftovers):
        feature.setup(app)
