"""Ranked lists: places that authors mark in posts, put together by list and year.

A list ("Årets tio i topp") may come in several parts, from ten to six in one post and from five to
one in another. `rankings` puts the parts together: ties share a number, a place that no part names
is missing, and where two documents name a place differently the first stands and `mistakes` tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.slugs import slug

#: A heading or line that is a place: "10. Utvecklingsdagar".
PLACE = re.compile(r"(?P<number>[1-9]\d{0,2})[.):]\s+(?P<title>\S.*)", re.DOTALL)
#: What an author says that a place is about: "10 samverkan, utvärdering".
TOPICS = re.compile(r"(?P<number>\d+)[.:]?\s+(?P<labels>\S.*)")
#: A number in an option, such as a year.
YEAR = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True)
class Place:
    """One place as an author wrote it."""

    number: int
    title: str
    #: Id of the very place in its document.
    anchor: str
    #: Line in the author's file; 0 when unknown.
    line: int = 0
    #: What it is about, as labels; empty where its title alone tells.
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """The places that one ``toplist`` directive marks."""

    #: Name of the list.
    name: str
    #: 0: that of the post's date.
    year: int
    docname: str
    #: The author's file, and the line of the directive.
    path: str
    line: int
    #: Ids of the sections around it, outermost first.
    sections: tuple[str, ...]
    #: In the order of the text.
    places: tuple[Place, ...]
    #: How many places the whole list has; 0 where the author does not say.
    length: int = 0
    #: What stands for places that no part names; "" for the usual words.
    missing: str = ""


@dataclass(frozen=True)
class Source:
    """A part with the post that it stands in."""

    part: Part
    #: None in a page that is no post.
    post: Post | None
    year: int

    @property
    def sort_key(self) -> tuple[bool, datetime | None, str, int]:
        """Older posts first, then pages."""
        moment = self.post.date if self.post else None
        return (self.post is None, moment, self.part.docname, self.part.line)


@dataclass(frozen=True)
class Entry:
    """One place of a list, and where it is marked."""

    place: Place
    source: Source
    #: What it is about, as keys that places about the same share.
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A place of the list, its ties included, or some that are missing."""

    #: The same number twice, or the two ends of a missing stretch in the list's order.
    first: int
    last: int
    #: Empty where the places are missing.
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Toplist:
    """The whole list of one year."""

    name: str
    year: int
    #: In the order of its first part: from the last place to the first, or from the first.
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]
    #: What the authors say of missing places; "" for the usual words.
    missing: str

    @property
    def is_countdown(self) -> bool:
        """Whether the list ends with the first place."""
        return len(self.rows) > 1 and self.rows[0].first > self.rows[-1].last

    def at(self, number: int) -> Row | None:
        """Return the row of a place; None for one past the list or behind a tie."""
        for row in self.rows:
            if min(row.first, row.last) <= number <= max(row.first, row.last):
                return row
        return None


@dataclass(frozen=True)
class Recurrence:
    """A subject that is on the list of several years."""

    #: The key that its places share.
    subject: str
    #: Newest year first.
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Ranking:
    """A list through the years."""

    name: str
    #: The last part of its address.
    slug: str
    #: Newest first.
    years: tuple[Toplist, ...]
    #: What comes back, the most frequent first.
    recurring: tuple[Recurrence, ...]

    @property
    def length(self) -> int:
        """How many places the longest of the lists has."""
        return max(max(row.first, row.last) for year in self.years for row in year.rows)


def blocks(content: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each line at the margin, with the indented and blank ones that go on from it.

    *content* is what stands in a directive; each comes with its place in it, counted from 0.
    """
    start, lines = 0, list[str]()
    for number, line in enumerate(content):
        if line.strip() and not line[0].isspace():
            if lines:
                yield start, lines
            start, lines = number, [line]
        elif lines:
            lines.append(line.strip())
    if lines:
        yield start, lines


def rankings(
    parts: Iterable[Part], posts: Iterable[Post], subject: Callable[[str], str] = slug
) -> tuple[Ranking, ...]:
    """Return the lists of *parts*, by slug.

    *subject* returns the key of what a label or title names, so that places under different names
    are seen to be about one thing. A part without a year, in a page that is no
    post, is left out, as is a name that no address can be made of.
    """
    lists: dict[str, dict[int, list[Source]]] = defaultdict(lambda: defaultdict(list))
    for source in _sources(parts, posts):
        name = slug(source.part.name)
        if source.year and name:
            lists[name][source.year].append(source)
    return tuple(_ranking(name, lists[name], subject) for name in sorted(lists))


def of_year(found: Iterable[Ranking], year: int) -> tuple[Toplist, ...]:
    """Return the whole lists of one year, for its book."""
    return tuple(one for ranking in found for one in ranking.years if one.year == year)


def mistakes(parts: Iterable[Part], posts: Iterable[Post]) -> Iterator[Problem]:
    """Yield what is wrong between the parts: no year, or a place named differently in two files."""
    lists: dict[tuple[str, int], list[Source]] = defaultdict(list)
    for source in _sources(parts, posts):
        part = source.part
        if source.year:
            lists[slug(part.name), source.year].append(source)
        else:
            yield Problem(Kind.TOPLIST_YEAR_MISSING, part.path, part.line, {"list": part.name})
    for (_name, year), sources in sorted(lists.items()):
        for first, second in _settle(sources)[1]:
            place, part = second.place, second.source.part
            taken = first.source.part
            details = {
                "list": part.name,
                "year": year,
                "number": place.number,
                "title": place.title,
                "other": first.place.title,
                "first": f"{taken.path}:{first.place.line or taken.line}",
            }
            yield Problem(Kind.TOPLIST_PLACE_TAKEN, part.path, place.line or part.line, details)


def _sources(parts: Iterable[Part], posts: Iterable[Post]) -> list[Source]:
    """Return the parts with their posts and years, in their order."""
    by_document: dict[str, list[Post]] = defaultdict(list)
    for one in posts:
        by_document[one.docname].append(one)
    found = []
    for part in parts:
        post = _post(part, by_document.get(part.docname, ()))
        found.append(Source(part, post, part.year or (post.date.year if post else 0)))
    return sorted(found, key=lambda source: source.sort_key)


def _post(part: Part, posts: Iterable[Post]) -> Post | None:
    """Return the innermost post around a part."""
    by_section = {post.section: post for post in posts}
    inner = [section for section in part.sections if section in by_section]
    return by_section[inner[-1]] if inner else by_section.get("")


def _ranking(
    name: str, years: Mapping[int, Sequence[Source]], subject: Callable[[str], str]
) -> Ranking:
    lists = tuple(_toplist(year, years[year], subject) for year in sorted(years, reverse=True))
    return Ranking(lists[0].name, name, lists, tuple(_recurring(lists)))


def _toplist(year: int, sources: Sequence[Source], subject: Callable[[str], str]) -> Toplist:
    entries = {
        number: tuple(Entry(e.place, e.source, _subjects(e.place, subject)) for e in found)
        for number, found in _settle(sources)[0].items()
    }
    countdown = _counts_down(sources[0].part)
    return Toplist(
        name=sources[0].part.name,
        year=year,
        rows=_rows(entries, max(source.part.length for source in sources), countdown),
        sources=tuple(sources),
        missing=next((s.part.missing for s in reversed(sources) if s.part.missing), ""),
    )


def _settle(
    sources: Sequence[Source],
) -> tuple[dict[int, list[Entry]], list[tuple[Entry, Entry]]]:
    """Return who has each place, and the pairs of claims that contradict each other.

    Within a document a number may stand several times: a tie. Another document may repeat it.
    """
    taken: dict[int, list[Entry]] = {}
    disputes = []
    for source in sources:
        for place in source.part.places:
            holders = taken.setdefault(place.number, [])
            entry = Entry(place, source, ())
            if slug(place.title) in {slug(holder.place.title) for holder in holders}:
                continue
            if holders and holders[0].source.part.docname != source.part.docname:
                disputes.append((holders[0], entry))
            else:
                holders.append(entry)
    return taken, disputes


def _counts_down(part: Part) -> bool:
    numbers = [place.number for place in part.places]
    return any(one > other for one, other in pairwise(numbers))


def _rows(
    entries: Mapping[int, tuple[Entry, ...]], length: int, countdown: bool
) -> tuple[Row, ...]:
    """Return the rows of a list; places behind a tie (6, 6, 8) are not missing."""
    behind_ties = {
        number + more for number, found in entries.items() for more in range(1, len(found))
    }
    last = max(length, *entries)
    numbers = [n for n in range(1, last + 1) if n in entries or n not in behind_ties]
    rows: list[Row] = []
    for number in reversed(numbers) if countdown else numbers:
        found = entries.get(number, ())
        if not found and rows and not rows[-1].entries:
            rows[-1] = Row(rows[-1].first, number)
        else:
            rows.append(Row(number, number, found))
    return tuple(rows)


def _subjects(place: Place, subject: Callable[[str], str]) -> tuple[str, ...]:
    """Return what a place is about: what its author says, else what its title says."""
    return tuple(dict.fromkeys(subject(label) for label in place.topics or (place.title,)))


def _recurring(lists: Iterable[Toplist]) -> Iterator[Recurrence]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for one in lists:
        for row in one.rows:
            for entry in row.entries:
                for subject in entry.subjects:
                    found[subject].append(entry)
    years = {name: len({entry.source.year for entry in entries}) for name, entries in found.items()}
    for name in sorted(found, key=lambda name: (-years[name], name)):
        if years[name] > 1:
            yield Recurrence(name, tuple(found[name]))
