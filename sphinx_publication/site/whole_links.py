"""Addresses that an author wrote out stay as they were written, those of GitHub and GitLab, too.

pydata-sphinx-theme, a parent of ours, shows them as "owner/name#1" (its module `short_link`), and
has no setting against it; words of a text would be missing on the site that its yearbook has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydata_sphinx_theme.short_link import ShortenLinkTransform

from sphinx_publication.site.theming import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def keep(app: Sphinx) -> None:
    """Take the parent's transform out, where the theme is ours."""
    transforms = app.registry.get_post_transforms()
    if getattr(app.config, "html_theme", "") == THEME and ShortenLinkTransform in transforms:
        transforms.remove(ShortenLinkTransform)


def setup(app: Sphinx) -> None:
    """Look when the theme has been set up."""
    app.connect("builder-inited", keep, priority=900)
