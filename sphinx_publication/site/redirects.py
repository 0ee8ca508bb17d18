"""Old addresses: a small page at each that leads to where the post is now.

``redirect`` in front matter names them, as ablog has it: a page name ("2013/12/old"), or a path
that ends in ".html", as Blogger's addresses do. The page leads on at once and names the address
to remember (``rel="canonical"``), so that bookmarks and search engines follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinx_publication.model.addresses import old_path
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.files import write_file
from sphinx_publication.site.listing_pages import listings
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Redirect:
    """One old address."""

    #: Its address from the site's root: "2013/12/old/" or "2013/12/old.html".
    address: str
    post: Post


def redirects(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[Redirect]:
    """Yield the old addresses of all posts; one that is taken is reported and left out."""
    view = overview(app.env)
    taken = {
        _place(builder, name): app.env.doc2path(name, base=False).as_posix()
        for name in app.env.found_docs
    }
    taken |= {_place(builder, listing.page_name): listing.title for listing in listings(app.env)}
    for post in reversed(view.posts):
        for written in post.redirects:
            path = app.env.doc2path(post.docname, base=False).as_posix()
            old = old_path(written)
            if not old:
                report(logger, Problem(Kind.REDIRECT_INVALID, path, 1, {"written": written}))
                continue
            plain = old.endswith((".html", ".htm"))
            address = old if plain else _place(builder, old.removesuffix("/index"))
            if address in taken:
                details = {"address": address, "other": taken[address]}
                report(logger, Problem(Kind.REDIRECT_TAKEN, path, 1, details))
                continue
            taken[address] = path
            yield Redirect(address, post)


def _place(builder: StandaloneHTMLBuilder, name: str) -> str:
    """Return a page's path below the site's root, as the file system has it."""
    return unquote(builder.get_target_uri(name))


def write(app: Sphinx) -> list[object]:
    """Write the redirects; they are files beside the pages, without the theme around them."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return []
    for redirect in redirects(app, builder):
        view = PageView(app, redirect.post.docname)
        post_address = view.address(redirect.post)
        values = {
            "language": (app.config.language or "en").replace("_", "-"),
            "title": redirect.post.title,
            "url": relative_uri(redirect.address, post_address) or "./",
            "canonical": urljoin(site_address(app), post_address) if site_address(app) else "",
        }
        output = builder.templates.render("publication/redirect.html", values)
        name = f"{redirect.address}index.html"
        write_file(builder, name if redirect.address.endswith("/") else redirect.address, output)
    return []


def setup(app: Sphinx) -> None:
    """Write redirects when the pages are written."""
    app.connect("html-collect-pages", write)
