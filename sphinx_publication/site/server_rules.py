"""Ready configuration for servers and static hosts, beside the pages (`model.server_rules`)."""

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
    is_ours = app.config.html_theme == THEME and not is_ablog_site(app.config)
    if isinstance(builder, PublicationBuilder) and is_ours:
        base = f"{urlsplit(site_address(app)).path.rstrip('/')}/"
        fields = server_rules.headers(app.config.publication_isso)
        for name, text in server_rules.FILES.items():
            write_file(builder, name, text(base, fields))
    yield from ()


def setup(app: Sphinx) -> None:
    """Write them with the pages."""
    app.connect("html-collect-pages", write)
