"""``sitemap.xml``: every page that readers may find, in the protocol of sitemaps.org 0.9.

Posts carry the time of their last revision. Redirects and Sphinx's own indexes are left out.
Written only where ``html_baseurl`` says where the site stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.files import write_file
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import page_uri, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NAME = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: Sphinx's own pages that no reader looks for.
_LEFT_OUT = frozenset({"search", "genindex", "py-modindex", "404", "opensearch"})


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
        names = (self.generated | set(app.env.found_docs)) - _LEFT_OUT
        revised: dict[str, str] = {}
        for post in overview(app.env).posts:
            day = post.updated.isoformat()
            revised[post.docname] = max(day, revised.get(post.docname, ""))
        lines = sorted(
            _line(urljoin(site, page_uri(builder, name)), revised.get(name, "")) for name in names
        )
        text = "".join(
            (
                '<?xml version="1.0" encoding="UTF-8"?>\n',
                f'<urlset xmlns="{_NAMESPACE}">\n',
                *lines,
                "</urlset>\n",
            )
        )
        write_file(builder, _NAME, text)


def _line(address: str, revised: str) -> str:
    last = f"<lastmod>{revised}</lastmod>" if revised else ""
    return f"  <url><loc>{escape(address)}</loc>{last}</url>\n"


def setup(app: Sphinx) -> None:
    """Note pages while they are written."""
    sitemap = Sitemap()
    app.connect("html-collect-pages", sitemap.begin)
    app.connect("html-page-context", sitemap.note)
    app.connect("build-finished", sitemap.write)
