"""How to cite a yearbook, on its page: as the book's colophon says, and as files beside the book.

The builder of yearbooks keeps what the colophon formats, so that page and book say the same. A book
that has not been made says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.bibliography.citable import book
from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.site.citing_views import CiteWork
from sphinx_publication.site.downloads import in_each_format
from sphinx_publication.site.files import write_file
from sphinx_publication.site.listing import Book, Listing
from sphinx_publication.site.overview import overview

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.yearbooks import Volume


def cited(env: BuildEnvironment, listing: Listing) -> Listing:
    """Return the page of a yearbook with how to cite it; any other listing as it is."""
    view = overview(env)
    volumes = {view.addresses.yearbook(one.name): one for one in view.volumes}
    volume = volumes.get(listing.page_name)
    if volume is None:
        return listing
    return replace(listing, books=tuple(_with(env, one, volume) for one in listing.books))


def _with(env: BuildEnvironment, shown: Book, volume: Volume) -> Book:
    view = overview(env)
    record = view.records.get(volume.name)
    if record is None or not record.work:
        return shown
    folder, library = view.addresses.yearbooks, citation_domain(env).library
    source = book(record.work, env.config.language or "en")
    work = CiteWork(
        name="cite-book",
        title=shown.name,
        reference=library.formatted(record.work),
        downloads=tuple(in_each_format(lambda suffix: f"{folder}/{volume.name}{suffix}", source)),
    )
    return replace(shown, cited=work)


def files(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    """Yield the files of all books: path from the site's root, and text."""
    noted: tuple[Listing, ...] = getattr(env, "publication_listings", ())
    for listing in noted:
        for one in listing.books:
            for file in one.cited.downloads if one.cited else ():
                yield file.path, file.text


def write(app: Sphinx) -> list[object]:
    """Write the files; there are no pages to add."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        for path, text in files(app.env):
            write_file(app.builder, path, text)
    return []


def setup(app: Sphinx) -> None:
    """Write the files with the pages."""
    app.connect("html-collect-pages", write)
