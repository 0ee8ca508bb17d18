"""The text of each post as it stands on its page, kept for the feeds.

A page's body is written down when the page is made, in whatever process, beside the doctrees; so
feeds hold exactly what the page holds, nothing is rendered twice, and a post whose page is not
made anew this time is at hand all the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.files import write_if_changed
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def body(app: Sphinx, docname: str) -> str:
    """Return the HTML of a document's text, as its page has it."""
    file = _file(app, docname)
    return file.read_text(encoding="utf-8") if file.exists() else ""


def keep(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Keep the body of a page that holds posts."""
    if pagename in getattr(app.env, "publication_surroundings", {}) and "body" in context:
        write_if_changed(_file(app, pagename), context["body"])


def find_missing(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the posts whose pages must be made anew, because their text is not at hand."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return []
    if not site_address(app):
        return []
    return sorted(
        {post.docname for post in overview(env).posts if not _file(app, post.docname).exists()}
    )


def _file(app: Sphinx, docname: str) -> Path:
    return Path(app.doctreedir, f"bodies-{app.builder.name}", f"{docname}.html")


def setup(app: Sphinx) -> None:
    """Keep bodies as the theme gets them, before any other handler changes them."""
    app.connect("html-page-context", keep, priority=100)
    app.connect("env-updated", find_missing, priority=300)
