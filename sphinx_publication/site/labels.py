"""Pages for authors, categories, places and languages: one index for each kind, one page a label.

Labels that differ only in spelling ("Historia", "historia") share a slug, and so one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sphinx.locale import get_translation

from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.posts import Post
from sphinx_publication.model.slugs import slug
from sphinx_publication.site.listing import Above, Entry, Group, Listing
from sphinx_publication.site.overview import Overview

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class Catalogue:
    """One kind of label."""

    #: Page name of its index.
    index: str
    #: Title of its index.
    title: str
    #: Title of a label's page, with ``%(name)s``.
    page_title: str
    #: The page name of a label.
    page: Callable[[str], str]
    #: The labels of a post.
    labels: Callable[[Post], tuple[str, ...]]


def catalogues(view: Overview) -> tuple[Catalogue, ...]:
    """Return the kinds of label that have pages; topics have a module of their own."""
    place = view.addresses
    return (
        Catalogue(
            place.authors,
            _("Authors"),
            _("Posts by %(name)s"),
            place.author,
            lambda post: post.authors,
        ),
        Catalogue(
            place.categories,
            _("Categories"),
            _("Posts in the category %(name)s"),
            place.category,
            lambda post: post.categories,
        ),
        Catalogue(
            place.locations,
            _("Places"),
            _("Posts from %(name)s"),
            place.location,
            lambda post: post.locations,
        ),
        Catalogue(
            place.languages,
            _("Languages"),
            _("Posts in %(name)s"),
            place.language,
            lambda post: post.languages,
        ),
    )


def listings(view: Overview, language: str) -> Iterator[Listing]:
    """Yield the index of each kind of label that posts bear, and a page for each label."""
    for catalogue in catalogues(view):
        found = _by_label(view, catalogue)
        if not found:
            continue
        names = sorted(found, key=lambda name: sort_key(name, language))
        entries = tuple(
            Entry(name, view.target(catalogue.page(name)), len(found[name])) for name in names
        )
        yield Listing(catalogue.index, catalogue.title, catalogue.title, (Group(entries=entries),))
        above = Above(catalogue.title, view.target(catalogue.index))
        for name in names:
            yield Listing(
                catalogue.page(name),
                catalogue.page_title % {"name": name},
                _("Posts"),
                (Group(posts=tuple(found[name])),),
                has_feed=True,
                parents=(above,),
            )


def _by_label(view: Overview, catalogue: Catalogue) -> dict[str, list[Post]]:
    """Return the posts of each label; the newest spelling names those that share a page."""
    names: dict[str, str] = {}
    found: dict[str, list[Post]] = {}
    for post in view.posts:
        for name in dict.fromkeys(
            names.setdefault(slug(label), label) for label in catalogue.labels(post)
        ):
            found.setdefault(name, []).append(post)
    return found
