"""The page that servers give out where there is none: ``404.html`` at the root, with search.

A server shows it at any address, however deep; so all its links begin at the root of the host, with
the path of ``html_baseurl`` where the site stands below one. Hosts of static sites find it by its
name; nginx and Apache are told of it. Neither search engines nor the site's own search, nor the
sitemap, have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from sphinx.locale import get_translation

from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import LOOKS, NOT_FOUND, PublicationBuilder
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation("sphinx_publication")

#: An address in a tag that Sphinx has made.
_ADDRESS = re.compile(r'(?<= )(href|src)="([^"]*)"')


def _page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if isinstance(app.builder, PublicationBuilder) and not is_ablog_site(app.config):
        place = overview(app.env).addresses
        context = {
            "title": _("The page is not here"),
            "publication_kind": "not-found",
            "search_page": place.search,
            "posts_page": overview(app.env).target(place.posts),
            LOOKS: "",
        }
        yield NOT_FOUND, context, "publication/not_found.html"


def _begin_at_root(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Let what builds links for the page's templates build them from the root; before others."""
    if templatename != "publication/not_found.html":
        return
    root = urlsplit(site_address(app)).path or "/"
    builder = app.builder

    def pathto(other: str, resource: bool = False, baseuri: str | None = None) -> str:
        return urljoin(root, other if resource else builder.get_target_uri(other))

    context["pathto"] = pathto
    context["content_root"] = root
    context["pageurl"] = None
    for name in ("css_tag", "js_tag"):
        context[name] = _from_root(context[name], root)


def _rest(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Do the same to links that others have made ready; after them."""
    if templatename != "publication/not_found.html":
        return
    root = context["content_root"]
    context["metatags"] = _from_root(str, root)(context.get("metatags", ""))
    for feed in context.get("feeds", ()):
        feed["href"] = urljoin(root, feed["href"])


def _from_root(tag: Callable[[Any], str], root: str) -> Callable[[Any], str]:
    """Return what makes a tag, with the addresses in it beginning at *root*."""

    def made(file: Any) -> str:
        return _ADDRESS.sub(lambda match: f'{match[1]}="{urljoin(root, match[2])}"', tag(file))

    return made


def setup(app: Sphinx) -> None:
    """Write the page with the others."""
    app.connect("html-collect-pages", _page)
    app.connect("html-page-context", _begin_at_root, priority=50)
    app.connect("html-page-context", _rest, priority=950)
