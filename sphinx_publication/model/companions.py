"""How a source is used in the publication: how often a year, and beside which other sources.

Both are counted by posts. A post that cites a source five times cites it once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_publication.model.citations import Citers

#: How many companions a source's page names.
SHOWN = 8


@dataclass(frozen=True)
class YearCount:
    """In how many posts of a year a source is cited."""

    year: int
    count: int


@dataclass(frozen=True)
class Companion:
    """A source that is cited in the same posts as another."""

    key: str
    #: How many posts cite both.
    count: int


def by_year(found: Citers) -> tuple[YearCount, ...]:
    """Return how many posts cite the source, for each year with any, the oldest first."""
    years = Counter(citing.post.date.year for citing in found.posts)
    return tuple(YearCount(year, count) for year, count in sorted(years.items()))


def companions(
    cited: Mapping[str, Citers], order: Mapping[str, int], most: int = SHOWN
) -> dict[str, tuple[Companion, ...]]:
    """Return for each key the sources cited beside it, most often first, at most *most*.

    Those with the same count stand in *order*, which gives each known key its place; other keys are
    left out.
    """
    in_post: dict[str, list[str]] = {}
    for key in sorted(cited.keys() & order.keys(), key=order.__getitem__):
        for citing in cited[key].posts:
            in_post.setdefault(citing.post.key, []).append(key)
    beside: dict[str, Counter[str]] = {}
    for keys in in_post.values():
        for key in keys:
            beside.setdefault(key, Counter()).update(other for other in keys if other != key)
    return {
        key: tuple(
            Companion(other, count)
            for other, count in sorted(counts.items(), key=lambda item: (-item[1], order[item[0]]))[
                :most
            ]
        )
        for key, counts in beside.items()
        if counts
    }
