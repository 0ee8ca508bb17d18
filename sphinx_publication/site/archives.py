"""Archives: a page for all posts, each year and each month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.posts import Post, by_year
from sphinx_publication.site.listing import Entry, Group, Listing
from sphinx_publication.site.most_read import Readers
from sphinx_publication.site.overview import Overview

_ = get_translation("sphinx_publication")


def listings(view: Overview, language: str, readers: Readers) -> Iterator[Listing]:
    """Yield the page of all posts, by year, and the pages of years, by month, and of months."""
    place = view.addresses
    years = by_year(view.posts)
    whole = Entry(_("All posts"), view.target(place.posts), len(view.posts))
    yield Listing(
        place.posts,
        _("All posts"),
        _("Posts"),
        tuple(
            Group(str(year), view.target(place.year(year)), posts) for year, posts in years.items()
        ),
        most_read=readers.of_all_time(),
    )
    for year, posts in years.items():
        months = _by_month(posts)
        yield Listing(
            place.year(year),
            _("Posts of %(year)s") % {"year": year},
            _("Posts"),
            tuple(
                Group(
                    dates.month_name(year, month, language).capitalize(),
                    view.target(place.month(year, month)),
                    found,
                )
                for month, found in months.items()
            ),
            parents=(whole,),
            most_read=readers.of_year(year),
        )
        above = Entry(str(year), view.target(place.year(year)), len(posts))
        for month, found in months.items():
            name = dates.month_name(year, month, language)
            yield Listing(
                place.month(year, month),
                _("Posts of %(month)s") % {"month": name},
                _("Posts"),
                (Group(posts=found),),
                parents=(whole, above),
            )


def _by_month(posts: Iterable[Post]) -> dict[int, tuple[Post, ...]]:
    """Return one year's posts by month, in the order given."""
    months: dict[int, list[Post]] = {}
    for post in posts:
        months.setdefault(post.date.month, []).append(post)
    return {month: tuple(found) for month, found in months.items()}
