"""Long lists in pages: a listing of more posts than a page holds becomes several listings.

The first keeps the listing's address; the others stand below it ("kategorier/historia/sida-2").
They are counted from the oldest post, so that a new one changes the first page alone, until that
is so long that another is split off.
Feeds and the sitemap still see all posts of the first. Lists with headings of their own, and those
of books and series, whose order is told, stay whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx.locale import get_translation

from sphinx_publication.model.addresses import Addresses
from sphinx_publication.site.listing import Above, Entry, Group, Listing

_ = get_translation("sphinx_publication")

#: How many posts a page holds.
LENGTH = 40

#: How many more the first may hold, rather than that there be one of fewer than so many.
SLACK = 10


def parted(listings: Iterable[Listing], place: Addresses) -> Iterator[Listing]:
    """Yield the listings, those that are too long in pages."""
    for listing in listings:
        if _is_long(listing):
            yield from _pages(listing, place)
        else:
            yield listing


def _is_long(listing: Listing) -> bool:
    if listing.books or len(listing.groups) != 1:
        return False
    group = listing.groups[0]
    return not (group.heading or group.marks) and len(group.posts) > LENGTH + SLACK


def _pages(listing: Listing, place: Addresses) -> Iterator[Listing]:
    posts = listing.posts
    others = math.ceil((len(posts) - LENGTH - SLACK) / LENGTH)
    starts = [0, *range(len(posts) - others * LENGTH, len(posts), LENGTH)]
    names = [listing.page_name]
    names += [place.part_of(listing.page_name, number) for number in range(2, len(starts) + 1)]
    for at, (name, start) in enumerate(zip(names, starts, strict=True)):
        end = starts[at + 1] if at + 1 < len(starts) else len(posts)
        page = replace(
            listing,
            page_name=name,
            groups=(Group(posts=posts[start:end]),),
            pages=tuple(Entry(str(number), one, 0) for number, one in enumerate(names, 1)),
            number=at + 1,
        )
        if at == 0:
            yield replace(page, whole=posts)
            continue
        title = _("%(title)s, page %(number)s") % {"title": listing.title, "number": at + 1}
        above = Above(listing.title, listing.page_name)
        parents = (*listing.parents, above)
        yield replace(
            page,
            title=title,
            heading=title,
            lead="",
            has_feed=False,
            parents=parents,
            most_read=None,
        )
