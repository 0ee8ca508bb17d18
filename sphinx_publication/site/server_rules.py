"""Ready configuration for servers and static hosts, beside the pages (`model.server_rules`).

Where a host sends no fields of ours, the pages can say the policy themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_publication.model import server_rules
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.files import write_file
from sphinx_publication.site.page_view import site_address
from sphinx_publication.site.theming import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def write(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the files; only with our theme, for pages of others may hold scripts inline."""
    builder = app.builder
    if isinstance(builder, PublicationBuilder) and _is_ours(app):
        base = f"{urlsplit(site_address(app)).path.rstrip('/')}/"
        fields = server_rules.headers(app.config.publication_isso)
        for name, text in server_rules.FILES.items():
            write_file(builder, name, text(base, fields))
    yield from ()


def _is_ours(app: Sphinx) -> bool:
    return bool(app.config.html_theme == THEME) and not is_ablog_site(app.config)


def _say_in_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Let the page say its policy before anything that it is about."""
    if app.config.publication_policy_in_pages and _is_ours(app):
        said = server_rules.in_page(app.config.publication_isso)
        context["metatags"] = said + context.get("metatags", "")


def setup(app: Sphinx) -> None:
    """Write them with the pages, and their policy into each where it is wanted."""
    app.connect("html-collect-pages", write)
    app.connect("html-page-context", _say_in_page, priority=960)
