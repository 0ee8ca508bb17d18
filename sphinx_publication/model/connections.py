"""Connections of a topic: what its posts are also about, cite and mention, and when it happened.

A neighbourhood holds the few topics, sources and organisations that most of the topic's posts
share with it; a timeline puts posts, sources and dated pages under their years. Cost grows with
what the posts hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

#: How many of each a neighbourhood holds at most: twelve with the topic itself.
TOPICS, SOURCES, ORGANISATIONS = 4, 4, 3


@dataclass(frozen=True)
class Text:
    """What one post of the topic has to do with."""

    #: Slugs of its topics, this one among them.
    topics: Set[str] = frozenset()
    #: Keys of the sources that it cites.
    sources: Set[str] = frozenset()
    #: Documents of the organisations that it mentions.
    organisations: Set[str] = frozenset()


@dataclass(frozen=True)
class Tie:
    """Something in the neighbourhood, by its slug, key or document."""

    name: str
    #: In how many of the topic's posts.
    count: int


@dataclass(frozen=True)
class Neighbourhood:
    """What is nearest to a topic: most posts first, of equals by name."""

    topics: tuple[Tie, ...] = ()
    sources: tuple[Tie, ...] = ()
    organisations: tuple[Tie, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.topics or self.sources or self.organisations)


def neighbourhood(topic: str, texts: Iterable[Text]) -> Neighbourhood:
    """Return the neighbourhood of the topic with the slug *topic*, from its posts."""
    texts = tuple(texts)
    return Neighbourhood(
        _most((name for text in texts for name in text.topics if name != topic), TOPICS),
        _most((key for text in texts for key in text.sources), SOURCES),
        _most((name for text in texts for name in text.organisations), ORGANISATIONS),
    )


def _most(names: Iterable[str], limit: int) -> tuple[Tie, ...]:
    counted = Counter(names)
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    return tuple(Tie(name, counted[name]) for name in ranked[:limit])


class What(IntEnum):
    """What a moment of a timeline is, in the order of a year without days."""

    EVENT = 0
    SOURCE = 1
    POST = 2


@dataclass(frozen=True)
class Moment:
    """One thing that happened in a year."""

    year: int
    what: What
    #: What it is known by: a document, a source's or a post's key.
    name: str
    #: The day, where that is known.
    day: date | None = None


def timeline(moments: Iterable[Moment]) -> tuple[tuple[int, tuple[Moment, ...]], ...]:
    """Return *moments* by year, the oldest first.

    Within a year: events, then sources, then posts, each by day where it has one and then by name.
    """
    years: dict[int, list[Moment]] = {}
    for moment in set(moments):
        years.setdefault(moment.year, []).append(moment)
    return tuple((year, tuple(sorted(years[year], key=_place))) for year in sorted(years))


def _place(moment: Moment) -> tuple[int, date, str]:
    return (moment.what, moment.day or date.min, moment.name)
