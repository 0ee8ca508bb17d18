"""``sitemap.xml``: every page that readers may find, in the protocol of sitemaps.org 0.9.

A page has the time of its last change where that is known (`changed`); no clock and no time of a
file is asked. Redirects and Sphinx's own indexes are left out. Written only where ``html_baseurl``
says where the site stands.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.model import sitemaps
from sphinx_publication.model.sitemaps import Entry
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.files import write_file
from sphinx_publication.site.listing_pages import listings
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import page_uri, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Sphinx's own pages that no reader looks for.
LEFT_OUT = frozenset({"search", "genindex", "py-modindex", "404", "opensearch"})


class Sitemap:
    """Notes the pages of one build, and lists them when it is done."""

    def __init__(self) -> None:
        #: Page names of generated pages.
        self.generated: set[str] = set()
        #: Whether generated pages were asked for: Sphinx does not when nothing has changed.
        self.complete = False

    def begin(self, app: Sphinx) -> list[object]:
        """Note that generated pages follow."""
        self.complete = True
        return []

    def note(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: object,
    ) -> None:
        """Note a generated page."""
        if pagename not in app.env.found_docs:
            self.generated.add(pagename)

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the sitemap, once all pages are there."""
        builder, site = app.builder, site_address(app)
        if exception or not (self.complete and site):
            return
        if not isinstance(builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
            return
        kept = builder.generated if isinstance(builder, PublicationBuilder) else set()
        names = (self.generated | kept | set(app.env.found_docs)) - LEFT_OUT
        known = changed(app)
        entries = [Entry(f"{site}{page_uri(builder, name)}", known.get(name, "")) for name in names]
        for name, text in sitemaps.files(entries, site).items():
            write_file(builder, name, text)


def changed(app: Sphinx) -> dict[str, str]:
    """Return when pages were last changed, by page name, of those where that is known.

    A post says so itself; a page that lists posts is as new as the newest of them. Of all other
    pages nobody wrote it down.
    """
    found: dict[str, datetime] = {}
    view = overview(app.env)
    pages = [(post.docname, post) for post in view.posts]
    pages += [(view.target(one.page_name), post) for one in listings(app.env) for post in one.posts]
    for name, post in pages:
        found[name] = max(post.updated, found.get(name, post.updated))
    return {name: moment.isoformat() for name, moment in found.items()}


def setup(app: Sphinx) -> None:
    """Note pages while they are written."""
    sitemap = Sitemap()
    app.connect("html-collect-pages", sitemap.begin)
    app.connect("html-page-context", sitemap.note)
    app.connect("build-finished", sitemap.write)
