"""Listings onto the site: each a page of its own, or the end of the document an author wrote.

Which listings there are is asked of the modules of each kind (`archives`, `topics`, `labels` …)
once, when all documents have been read. A document that ends in a listing is written anew when the
listing has changed, though its own text has not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.model import dates
from sphinx_publication.site import (
    archives,
    cite_book,
    labels,
    list_pages,
    series_pages,
    topics,
    toplist_views,
    yearbook_pages,
)
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import LOOKS
from sphinx_publication.site.changes import changed
from sphinx_publication.site.listing import Listing
from sphinx_publication.site.most_read import Readers
from sphinx_publication.site.overview import Overview, overview
from sphinx_publication.site.page_parts import below_title, end_of_text, printed
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.page_views import page_views
from sphinx_publication.site.summaries import unresolved

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def listings(env: BuildEnvironment) -> tuple[Listing, ...]:
    """Return every listing of the publication."""
    noted: tuple[Listing, ...] = getattr(env, "publication_listings", ())
    return noted


def listing_of(env: BuildEnvironment, docname: str) -> Listing | None:
    """Return the listing that ends an author's document; None for most."""
    ended: dict[str, Listing] = getattr(env, "publication_listed", {})
    return ended.get(docname)


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note the listings, and return the documents whose listing has changed since last."""
    view, language = overview(env), app.config.language
    if is_ablog_site(app.config) or not view.posts:
        found: tuple[Listing, ...] = ()
    else:
        found = tuple(list_pages.parted(_all(env, view, language), view.addresses))
    env.publication_listings = found  # type: ignore[attr-defined]
    ended = {
        docname: listing for listing in found if (docname := view.document_at(listing.page_name))
    }
    env.publication_listed = ended  # type: ignore[attr-defined]
    shown = {
        docname: repr((listing, [unresolved(app, post) for post in listing.posts]))
        for docname, listing in ended.items()
    }
    # Pages of no document are written whenever any is.
    read = repr([listing.most_read for listing in found])
    return [
        *changed(env, f"listed_{app.builder.name}", shown),
        *changed(env, f"read_{app.builder.name}", {app.config.root_doc: read}),
    ]


def _all(env: BuildEnvironment, view: Overview, language: str) -> Iterator[Listing]:
    """Yield the listings of every kind, each whole."""
    yield from archives.listings(view, language, _readers(env))
    yield from topics.listings(view, language)
    yield from labels.listings(view, language)
    yield from series_pages.listings(view, language)
    yield from toplist_views.listings(env, language)
    for listing in yearbook_pages.listings(view, language):
        yield cite_book.cited(env, listing)


def _readers(env: BuildEnvironment) -> Readers:
    zone = ZoneInfo(env.config.publication_timezone)
    return Readers(
        page_views(env),
        {post.key: post for post in overview(env).posts},
        env.config.language or "en",
        dates.now().astimezone(zone).date(),
    )


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield a page for each listing whose address no author's document has."""
    view = overview(app.env) if listings(app.env) else None
    for listing in listings(app.env):
        if view and not view.document_at(listing.page_name):
            page = PageView(app, listing.page_name)
            context = {
                "title": listing.title,
                "publication_kind": "list",
                "listing": listing,
                "view": page,
                LOOKS: (
                    page.author(listing),
                    page.connections_url(listing),
                    [page.summary(post) for group in listing.groups for post in group.posts],
                ),
            }
            yield listing.page_name, context, "publication/listing.html"


def end_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End an author's document with the listing that has its address.

    The listing stands before the document's reference list, which is always last; a book to fetch
    stands below the title.
    """
    listing = listing_of(app.env, docname)
    if listing is None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    section: nodes.Element = next(iter(doctree.findall(nodes.section)), doctree)
    values = {"listing": listing, "view": PageView(app, docname)}
    section.insert(end_of_text(section), printed(app, "publication/listing_end.html", values))
    if listing.books and listing.groups:
        section.insert(below_title(section), printed(app, "publication/book.html", values))


def setup(app: Sphinx) -> None:
    """Note listings after reading, write them with the pages."""
    app.connect("env-updated", note, priority=300)
    app.connect("html-collect-pages", pages)
    app.connect("doctree-resolved", end_document, priority=700)
