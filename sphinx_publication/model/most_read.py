"""The most read posts of a year, or of all time: in places, without parting those that are equal.

Two that were read as often share a place, and the next has the place that it would have had
otherwise (1, 2, 2, 4). What is known of how the figures were made goes with the list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sphinx_publication.model.statistics import Source, Statistics

#: How many a list shows; it grows to `MOST` rather than part equals.
USUAL, MOST = 10, 15


@dataclass(frozen=True)
class Place:
    """One post in the list."""

    number: int
    #: The post's key.
    key: str
    views: int
    #: Whether another has the same place.
    is_shared: bool = False


@dataclass(frozen=True)
class MostRead:
    """The list."""

    places: tuple[Place, ...]
    #: How the figures were made.
    sources: frozenset[Source]
    #: The months of the year that no post has a figure for.
    missing: tuple[int, ...] = ()


def of_year(
    statistics: Statistics, year: int, posts: Mapping[str, date], today: date
) -> MostRead | None:
    """Return the most read posts of a year; None where no figure tells of it.

    *posts* has the day of every post by its key. Months before the first post of all, and those
    that are not over, are not missed.
    """
    views = statistics.of_year(year)
    oldest = min(posts.values(), default=today)
    first = oldest.month if oldest.year == year else 1
    last = today.month - 1 if today.year == year else 12
    missing = statistics.missing_months(year, first, last)
    return _listed(views, posts.keys(), statistics.sources_of(year), missing)


def of_all_time(statistics: Statistics, posts: Collection[str]) -> MostRead | None:
    """Return the posts that were read most in all; None where nothing is known."""
    every = ((key, statistics.in_all(key)) for key in statistics.views)
    views = {key: count for key, count in every if count is not None}
    return _listed(views, posts, statistics.sources_of())


def _listed(
    views: Mapping[str, int],
    posts: Collection[str],
    sources: frozenset[Source],
    missing: tuple[int, ...] = (),
) -> MostRead | None:
    order = sorted(
        (key for key, count in views.items() if count and key in posts),
        key=lambda key: (-views[key], key),
    )
    counts = [views[key] for key in order]
    places = tuple(
        Place(counts.index(count) + 1, key, count, counts.count(count) > 1)
        for key, count in zip(order, counts, strict=True)
    )
    shown = cut(counts, USUAL, MOST)
    return MostRead(places[:shown], sources, missing) if shown else None


def cut(counts: list[int], usual: int, most: int) -> int:
    """Return how many of falling *counts* to show, so that no two equals are parted.

    They are *usual* many, up to *most* where equals would be parted, and fewer where even those
    are too many.
    """
    if len(counts) <= usual:
        return len(counts)
    last = counts[usual - 1]
    through = sum(count >= last for count in counts)
    return through if through <= most else sum(count > last for count in counts)
