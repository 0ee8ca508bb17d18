"""What only a preview shows is marked: in the page's title, and on standing pages below it.

Posts have their mark in `post_header.html` and in lists (`posts.html`); here is what those two do
not reach: the browser's tab, and drafts that are no posts, such as the page of a coming topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.standing import Standing
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import below_title, printed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation("sphinx_publication")


def mark(app: Sphinx, docname: str) -> str:
    """Return why a document is shown in a preview alone, in a word; "" for all others."""
    if not app.config.publication_preview or is_ablog_site(app.config):
        return ""
    standing = _standing(app, docname)
    post = next((post for post in overview(app.env).posts if post.docname == docname), None)
    if (standing and standing.draft) or (post and not post.section and post.draft):
        return _("Draft")
    coming = post is not None and not post.section and post.date > dates.now()
    return _("Not yet published") if coming else ""


def _standing(app: Sphinx, docname: str) -> Standing | None:
    standings: dict[str, Standing] = getattr(app.env, "publication_standings", {})
    return standings.get(docname)


def mark_title(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Put the mark before the title that the browser shows."""
    if found := mark(app, pagename):
        context["publication_page_title"] = f"{found}: {context.get('publication_page_title', '')}"


def mark_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the mark below the title of a standing page."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    standing = _standing(app, docname)
    section = next(iter(doctree.findall(nodes.section)), None)
    if standing is None or standing.date or section is None or not (found := mark(app, docname)):
        return
    if any(post.docname == docname for post in overview(app.env).posts):
        return
    shown = printed(app, "publication/preview_mark.html", {"mark": found})
    section.insert(below_title(section), shown)


def setup(app: Sphinx) -> None:
    """Mark pages when they are written, after the theme has named them."""
    app.connect("html-page-context", mark_title, priority=950)
    app.connect("doctree-resolved", mark_page, priority=810)
