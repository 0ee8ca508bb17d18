"""Series: posts that belong together and are read in order, part by part.

A post says in its front matter which series it belongs to and which part of it it is. A series is
known by the slug of its name; its parts stand in the order of their numbers, then of their dates.
An author may write a page for it, whose title names it then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind
from sphinx_publication.model.slugs import slug


@dataclass(frozen=True)
class SeriesDocument:
    """A page that an author wrote for a series."""

    docname: str
    title: str
    #: The last part of its address.
    slug: str
    description: str = ""


@dataclass(frozen=True)
class Membership:
    """What the front matter of a post says of its series, as written."""

    post: Post
    #: Name of the series; "" where only a part is given.
    name: str
    #: "" where none is given.
    part: str = ""

    @property
    def number(self) -> int | None:
        """The part as a number from 1; None where it is none."""
        return int(self.part) if self.part.isdecimal() and int(self.part) else None


@dataclass(frozen=True)
class Member:
    """A post with its place in its series."""

    post: Post
    #: The number that readers see.
    part: int


@dataclass(frozen=True)
class Series:
    """A series and its published parts, in order."""

    name: str
    #: The last part of its address.
    slug: str
    #: The author's page; "" where there is none.
    docname: str
    description: str
    members: tuple[Member, ...]

    @property
    def count(self) -> int:
        """How many parts there are, those included that are only counted past."""
        return max(len(self.members), *(member.part for member in self.members))


@dataclass(frozen=True)
class Place:
    """Where a post stands in its series."""

    series: Series
    part: int
    previous: Member | None
    next: Member | None


@dataclass(frozen=True)
class Mistake:
    """Something wrong in the front matter of a post."""

    kind: Kind
    docname: str
    #: The key of the front matter that is wrong.
    field: str
    details: Mapping[str, object]


def memberships(
    posts: Iterable[Post], metadata: Mapping[str, Mapping[str, Any]]
) -> tuple[Membership, ...]:
    """Return what the posts' documents say of series, oldest post first.

    *metadata* is Sphinx's front matter by document. A document of several posts is one part, shown
    by its first post.
    """
    found: dict[str, Membership] = {}
    for post in sorted(posts, key=lambda post: (post.docname, post.order)):
        front = metadata.get(post.docname, {})
        name, part = (_text(front.get(key)) for key in ("series", "part"))
        if name or part:
            found.setdefault(post.docname, Membership(post, name if slug(name) else "", part))
    return tuple(sorted(found.values(), key=lambda one: one.post.sort_key))


def series(
    found: Iterable[Membership], documents: Iterable[SeriesDocument] = ()
) -> tuple[Series, ...]:
    """Return the series of *found* (oldest post first), by slug.

    Posts without a usable part follow the numbered ones, by date.
    """
    pages = _pages(documents)
    groups = _groups(found, pages)
    return tuple(_series(name, groups[name], pages.get(name)) for name in sorted(groups))


def places(found: Iterable[Series]) -> dict[str, Place]:
    """Return where each post stands in its series, by the post's key."""
    return {
        member.post.key: Place(one, member.part, before, after)
        for one in found
        for before, member, after in zip(
            (None, *one.members), one.members, (*one.members[1:], None), strict=False
        )
    }


def mistakes(
    found: Sequence[Membership], documents: Iterable[SeriesDocument] = ()
) -> Iterator[Mistake]:
    """Yield what is wrong with the parts of *found* (oldest post first): taken, missing, no number.

    Where no post of a series gives a part, dates alone decide, and nothing is missing.
    """
    for one in found:
        if not one.name:
            yield Mistake(Kind.SERIES_UNNAMED, one.post.docname, "part", {"part": one.part})
    for _name, group in sorted(_groups(found, _pages(documents)).items()):
        yield from _mistakes_of(group)


def _pages(documents: Iterable[SeriesDocument]) -> dict[str, SeriesDocument]:
    """Return the authors' pages by the slugs of all that they are called."""
    documents = tuple(documents)
    titles = {slug(document.title): document for document in documents}
    return titles | {document.slug: document for document in documents}


def _groups(
    found: Iterable[Membership], pages: Mapping[str, SeriesDocument]
) -> dict[str, list[Membership]]:
    """Return the posts of each series, by the last part of its address."""
    groups: dict[str, list[Membership]] = defaultdict(list)
    for one in found:
        if one.name:
            name = slug(one.name)
            groups[pages[name].slug if name in pages else name].append(one)
    return groups


def _mistakes_of(group: list[Membership]) -> Iterator[Mistake]:
    taken: dict[int, Membership] = {}
    for one in group:
        number, details = one.number, {"series": one.name, "part": one.part}
        if number is None:
            continue
        first = taken.setdefault(number, one)
        if first is not one:
            details["first"] = first.post.docname
            yield Mistake(Kind.SERIES_PART_TAKEN, one.post.docname, "part", details)
    free = next(number for number in range(1, len(group) + 2) if number not in taken)
    for one in group:
        details = {"series": one.name, "part": one.part, "free": str(free)}
        if one.number is None and one.part:
            yield Mistake(Kind.SERIES_PART_INVALID, one.post.docname, "part", details)
        elif not one.part and any(other.part for other in group):
            yield Mistake(Kind.SERIES_PART_MISSING, one.post.docname, "series", details)
    for number in sorted(taken):
        if number > 1 and number - 1 not in taken:
            one = taken[number]
            details = {"series": one.name, "part": one.part, "missing": str(number - 1)}
            yield Mistake(Kind.SERIES_GAP, one.post.docname, "part", details)


def _series(name: str, group: list[Membership], document: SeriesDocument | None) -> Series:
    numbered = sorted(
        (one for one in group if one.number), key=lambda one: (one.number or 0, one.post.sort_key)
    )
    last = max((one.number or 0 for one in numbered), default=0)
    members = [Member(one.post, one.number or 0) for one in numbered]
    rest = (one for one in group if not one.number)
    members += [Member(one.post, number) for number, one in enumerate(rest, last + 1)]
    if document is None:
        return Series(group[0].name, name, "", "", tuple(members))
    return Series(
        document.title, document.slug, document.docname, document.description, tuple(members)
    )


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
