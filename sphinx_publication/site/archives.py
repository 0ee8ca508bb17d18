"""Archives: a page for all posts, each year and each month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.posts import Post, by_year
from sphinx_publication.site.list_pages import LENGTH, SLACK
from sphinx_publication.site.listing import Above, Entry, Group, Listing
from sphinx_publication.site.most_read import Readers
from sphinx_publication.site.overview import Overview

#: How many posts stand on the page of all posts where these are many.
LATEST = 20

#: From how many posts on the page of a year lists its months alone.
MANY = 120

_ = get_translation("sphinx_publication")


def listings(view: Overview, language: str, readers: Readers) -> Iterator[Listing]:
    """Yield the page of all posts, by year, and the pages of years, by month, and of months."""
    place = view.addresses
    years = by_year(view.posts)
    is_long = len(view.posts) > LENGTH + SLACK
    whole = Above(_("All posts"), view.target(place.posts))
    yield Listing(
        place.posts,
        _("All posts"),
        _("Posts"),
        _latest(view, years) if is_long else _by_year(view, years),
        most_read=readers.of_all_time(),
    )
    for year, posts in years.items():
        months = _by_month(posts)
        yield Listing(
            place.year(year),
            _("Posts of %(year)s") % {"year": year},
            _("Posts"),
            _months(view, year, months, language),
            parents=(whole,),
            most_read=readers.of_year(year),
        )
        above = Above(str(year), view.target(place.year(year)))
        for month, found in months.items():
            name = dates.month_name(year, month, language)
            yield Listing(
                place.month(year, month),
                _("Posts of %(month)s") % {"month": name},
                _("Posts"),
                (Group(posts=found),),
                parents=(whole, above),
            )


def _by_year(view: Overview, years: Mapping[int, tuple[Post, ...]]) -> tuple[Group, ...]:
    """Return all posts under their years."""
    return tuple(
        Group(str(year), view.target(view.addresses.year(year)), posts)
        for year, posts in years.items()
    )


def _latest(view: Overview, years: Mapping[int, tuple[Post, ...]]) -> tuple[Group, ...]:
    """Return the newest posts, and the years where the others are."""
    entries = tuple(
        Entry(str(year), view.target(view.addresses.year(year)), len(posts))
        for year, posts in years.items()
    )
    return (
        Group(_("By year"), entries=entries, is_row=True),
        Group(_("The latest"), posts=view.posts[:LATEST]),
    )


def _months(
    view: Overview, year: int, months: Mapping[int, tuple[Post, ...]], language: str
) -> tuple[Group, ...]:
    """Return a year's posts under their months; of a year of many posts, the months alone."""
    named = [
        (
            dates.month_name(year, month, language).capitalize(),
            view.target(view.addresses.month(year, month)),
            posts,
        )
        for month, posts in months.items()
    ]
    if sum(map(len, months.values())) > MANY:
        return (Group(entries=tuple(Entry(name, at, len(posts)) for name, at, posts in named)),)
    return tuple(Group(name, at, posts) for name, at, posts in named)


def _by_month(posts: Iterable[Post]) -> dict[int, tuple[Post, ...]]:
    """Return one year's posts by month, in the order given."""
    months: dict[int, list[Post]] = {}
    for post in posts:
        months.setdefault(post.date.month, []).append(post)
    return {month: tuple(found) for month, found in months.items()}
