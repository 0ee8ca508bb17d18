"""The places that the header and the colophon lead to.

A project names them in ``html_theme_options``, as pairs of a label and an address, a document or a
URL. Where it names none, the header leads to what the publication has: posts, topics,
organisations, sources and yearbooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.model.addresses import Addresses
from sphinx_publication.site.changes import changed
from sphinx_publication.site.listing_pages import listings
from sphinx_publication.site.overview import overview

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")

#: Sphinx's function that makes an address relative to the page.
Pathto = Callable[..., str]


@dataclass(frozen=True)
class Place:
    """A link to a place in the publication."""

    label: str
    href: str
    #: "page" when the reader is there, "true" when the page lies below it, else "".
    current: str = ""


def place(label: str, target: str, address: str, pathto: Pathto) -> Place:
    """Return a link to *target* (page name, document, file or URL) from the page at *address*."""
    if re.match(r"[a-z][a-z0-9+.-]*:|[/#]", target):
        return Place(label, target)
    target = target.rstrip("/")
    if "." in target.rpartition("/")[2]:
        return Place(label, pathto(target, True))
    here = address.rstrip("/")
    current = "page" if here == target else "true" if here.startswith(f"{target}/") else ""
    return Place(label, pathto(target), current)


def address_in_navigation(pagename: str, is_post: bool, places: Addresses) -> str:
    """Return where a page lies for the header: posts, and lists of posts, lie below the posts."""
    base = pagename.partition("/")[0]
    by_date = re.fullmatch(r"\d{4}(/\d{2})?", pagename) is not None
    if is_post or by_date or base in (places.authors, places.categories):
        return f"{places.posts}/{pagename}"
    return places.page(pagename)


def what_there_is(env: BuildEnvironment) -> tuple[tuple[str, str], ...]:
    """Return label and page name of each collection that the publication has."""
    noted: tuple[tuple[str, str], ...] | None = getattr(env, "publication_places", None)
    return tuple(_collections(env)) if noted is None else noted


def _collections(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    view = overview(env)
    names = view.addresses
    pages = {listing.page_name for listing in listings(env)}
    if citation_domain(env).library.sources:
        pages.add(names.sources)
    for label, page_name in (
        (_("Posts"), names.posts),
        (_("Topics"), names.topics),
        (_("Organisations"), names.organisations),
        (_("Sources"), names.sources),
        (_("Yearbooks"), names.yearbooks),
    ):
        if page_name in pages or view.document_at(page_name):
            yield label, page_name


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return every document when there is more, or less, to lead to than last time."""
    found = tuple(_collections(env))
    env.publication_places = found  # type: ignore[attr-defined]
    shown = repr(found)
    return changed(env, f"navigation_{app.builder.name}", dict.fromkeys(env.found_docs, shown))


def setup(app: Sphinx) -> None:
    """Look at the collections once all listings are noted."""
    app.connect("env-updated", note, priority=800)
