"""Old addresses: a small page at each that leads to where its text is now.

``redirect`` in front matter names them, as ablog has it: a page name ("2013/12/old"), or a path
that ends in ".html", as Blogger's addresses do. Those that belong to no document stand in the file
that ``publication_redirects`` names (`model.redirects`). The page leads on at once, keeps what
stands after ``#``, and names the address to remember (``rel="canonical"``), so that bookmarks and
search engines follow. Where a feed was, the feed itself lies. For servers, the same rules stand in
files of their own (`model.redirect_rules`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinx_publication.model import redirect_rules
from sphinx_publication.model import redirects as model
from sphinx_publication.model.addresses import old_path
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.files import names_below, write_file
from sphinx_publication.site.listing_pages import listings
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

#: Leads on, among the search page's scripts.
_SCRIPT = "publication-moved.js"
#: What the name of a file ends in, that a server gives out with its right type.
_FILES = (".html", ".htm", ".xml")
#: What Windows has no file names for.
_NO_NAME = frozenset('<>:"|?*')


@dataclass(frozen=True)
class Redirect:
    """One old address."""

    #: Its path from the site's root, decoded: "2013/12/old" or "2013/12/old.html".
    old: str
    #: The address from the site's root that it leads to, or one on the web.
    new: str
    title: str

    @property
    def file(self) -> str:
        """Where its page lies, from the site's root."""
        return self.old if self.old.endswith(_FILES) else f"{self.old}/index.html"


class Site:
    """What addresses the site has by itself."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        self.outdir = Path(builder.outdir)
        #: Whose each file is, by its path from the site's root, and what lists are called.
        published = getattr(builder, "published", ())
        self.owners = {name: name for name in names_below(self.outdir, published)}
        self.titles: dict[str, str] = {}
        for listing in listings(app.env):
            file = self.file(builder.get_target_uri(listing.page_name))
            self.owners[file] = self.titles[file] = listing.title
        for name in app.env.found_docs:
            path = app.env.doc2path(name, base=False).as_posix()
            self.owners[self.file(builder.get_target_uri(name))] = path

    def file(self, address: str) -> str:
        """Return the file at an address, as the file system has it."""
        path = unquote(urlsplit(address).path).removeprefix("./")
        return f"{path}index.html" if path.endswith("/") or not path else path


def redirects(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[Redirect]:
    """Yield the old addresses of all documents, then those of the file; each once."""
    site = Site(app, builder)
    for path, written, title, new in _of_documents(app, builder):
        old = old_path(written)
        if not old:
            report(logger, Problem(Kind.REDIRECT_INVALID, path, 1, {"written": written}))
            continue
        one = Redirect(old.removesuffix("/index"), new, title)
        if one.file in site.owners:
            details = {"address": one.old, "other": site.owners[one.file]}
            report(logger, Problem(Kind.REDIRECT_TAKEN, path, 1, details))
            continue
        site.owners[one.file] = path
        yield one
    yield from _of_file(app, site)


def _of_documents(
    app: Sphinx, builder: StandaloneHTMLBuilder
) -> Iterator[tuple[str, str, str, str]]:
    """Yield each old address that front matter names: file, address, title, where it leads."""
    posts = overview(app.env).posts
    for post in reversed(posts):
        path = app.env.doc2path(post.docname, base=False).as_posix()
        new = PageView(app, post.docname).address(post)
        yield from ((path, written, post.title, new) for written in post.redirects)
    for name in sorted(app.env.found_docs - {post.docname for post in posts}):
        path = app.env.doc2path(name, base=False).as_posix()
        for written in _written(app.env.metadata[name].get("redirect")):
            title = app.env.titles[name].astext() if name in app.env.titles else name
            yield path, written, title, builder.get_target_uri(name)


def _written(value: Any) -> list[str]:
    """Return the addresses in a page's front matter; MyST hands on a list as JSON."""
    text = str(value or "").strip()
    try:
        found = json.loads(text) if text.startswith("[") else text.split(",")
    except ValueError:
        found = [text]
    return [str(one).strip() for one in found if str(one).strip()]


def _of_file(app: Sphinx, site: Site) -> Iterator[Redirect]:
    """Yield the rows of the file of redirects that lead somewhere."""
    name = app.config.publication_redirects
    path = Path(app.srcdir, name)
    if not name or (name == model.FILE and not path.exists()):
        return
    try:
        reading = model.read(path.read_text(encoding="utf-8-sig"), name)
    except (OSError, UnicodeError) as error:
        reason = " ".join(str(error).split())
        report(logger, Problem(Kind.REDIRECTS_FILE, name, 0, {"reason": reason}))
        return
    for problem in reading.problems:
        report(logger, problem)
    for row in reading.redirects:
        one = Redirect(row.old, row.new, site.titles.get(site.file(row.new), row.new))
        if "://" not in row.new and site.file(row.new) not in site.owners:
            details = {"address": row.old, "new": row.new}
            report(logger, Problem(Kind.REDIRECTS_NOWHERE, name, row.line, details))
        elif one.file in site.owners:
            details = {"address": row.old, "other": site.owners[one.file]}
            report(logger, Problem(Kind.REDIRECTS_TAKEN, name, row.line, details))
        else:
            site.owners[one.file] = f"{name}:{row.line}"
            yield one


def write(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the redirects: files beside the pages, without the theme around them.

    A generator, so that it runs when the pages of all others have been written.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return
    found = list(redirects(app, builder))
    for redirect in found:
        if not _can_be_file(redirect.file):
            continue
        path = Path(builder.outdir, unquote(redirect.new))
        if path.suffix == ".xml" and path.is_file():  # a feed: readers of feeds read no page
            write_file(builder, redirect.file, path.read_text(encoding="utf-8"))
        else:
            write_file(builder, redirect.file, _page(app, builder, redirect))
    if found:
        base = f"{urlsplit(site_address(app)).path.rstrip('/')}/"
        rules = {f"{base}{one.old}": urljoin(base, one.new) for one in found}
        for name, text in redirect_rules.FILES.items():
            write_file(builder, name, text(rules))
    yield from ()


def _page(app: Sphinx, builder: StandaloneHTMLBuilder, redirect: Redirect) -> str:
    address = quote(redirect.file.removesuffix("index.html"))
    outside = "://" in redirect.new
    values = {
        "language": (app.config.language or "en").replace("_", "-"),
        "title": redirect.title,
        "script": relative_uri(address, f"_static/{_SCRIPT}"),
        "url": redirect.new if outside else relative_uri(address, redirect.new) or "./",
        "canonical": urljoin(site_address(app), redirect.new) if site_address(app) else "",
    }
    return str(builder.templates.render("publication/redirect.html", values))


def _can_be_file(path: str) -> bool:
    """Tell whether this machine can have a file at *path*."""
    steps = path.split("/")
    if any(len(step.encode()) > 255 for step in steps):
        return False
    return os.name != "nt" or not any(_NO_NAME & set(step) for step in steps)


def setup(app: Sphinx) -> None:
    """Write redirects after all pages."""
    app.connect("html-collect-pages", write, priority=990)
