"""Posts: dated texts, in the order in which readers meet them.

`published` turns what ablog notes for each document into frozen `Post` records, newest first.
ablog's records are plain dictionaries, so nothing here needs ablog or Sphinx.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Post:
    """One published post."""

    #: The document that holds the post.
    docname: str
    #: Id of the section that is the post; "" when the whole document is.
    section: str
    #: Place of the post in its document, counted from 1.
    order: int
    title: str
    #: When it was published, in the publication's time zone.
    date: datetime
    #: When it was last revised; never before `date`.
    updated: datetime
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    #: One or two plain sentences, from the front matter; "" when the author wrote none.
    description: str = ""
    #: Old page names that lead to the post.
    redirects: tuple[str, ...] = ()
    canonical_link: str = ""
    external_link: str = ""
    #: Not published: only a preview shows it.
    draft: bool = False

    def __repr__(self) -> str:
        """Tell all about the post; put together once, for the digest of every list asks for it."""
        return self._told

    @cached_property
    def _told(self) -> str:
        told = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self))
        return f"{type(self).__name__}({', '.join(told)})"

    @cached_property
    def key(self) -> str:
        """What no other post shares: the document, and the section where it has one."""
        return f"{self.docname}#{self.section}" if self.section else self.docname

    @property
    def sort_key(self) -> tuple[datetime, str, int]:
        """Older first; posts of one moment by their document."""
        return (self.date, self.docname, self.order)


def published(
    records: Mapping[str, Iterable[Mapping[str, Any]]],
    *,
    zone: str,
    now: datetime,
    metadata: Mapping[str, Mapping[str, Any]] | None = None,
    default_authors: tuple[str, ...] = (),
    preview: bool = False,
) -> tuple[Post, ...]:
    """Return the published posts of ablog's *records*, newest first.

    *metadata* is Sphinx's front matter by document; *default_authors* stand in where a post names
    none. A post without a date, or dated after *now*, is left out; in *preview* one dated after
    *now* is kept.
    """
    metadata = metadata or {}
    posts = [
        _post(record, zone, metadata.get(docname, {}), default_authors)
        for docname, entries in records.items()
        for record in entries
        if record.get("date") is not None
    ]
    kept = [post for post in posts if preview or post.date <= now]
    return tuple(sorted(kept, key=lambda post: post.sort_key, reverse=True))


def by_year(posts: Iterable[Post]) -> dict[int, tuple[Post, ...]]:
    """Return posts by the year of their date, newest year first, each year in the order given."""
    years: dict[int, list[Post]] = {}
    for post in posts:
        years.setdefault(post.date.year, []).append(post)
    return {year: tuple(years[year]) for year in sorted(years, reverse=True)}


def _post(
    record: Mapping[str, Any],
    zone: str,
    metadata: Mapping[str, Any],
    default_authors: tuple[str, ...],
) -> Post:
    moment = _aware(record["date"], zone)
    updated = record.get("update")
    return Post(
        docname=record["docname"],
        section=record.get("section") or "",
        order=record.get("order") or 1,
        title=record["title"],
        date=moment,
        updated=max(moment, _aware(updated, zone)) if updated else moment,
        authors=_labels(record.get("author")) or default_authors,
        categories=_labels(record.get("category")),
        tags=_labels(record.get("tags")),
        locations=_labels(record.get("location")),
        languages=_labels(record.get("language")),
        description=" ".join(str(metadata.get("description") or "").split()),
        redirects=_labels(record.get("redirect")),
        canonical_link=record.get("canonical_link") or "",
        external_link=record.get("external_link") or "",
        draft=bool(record.get("draft")),
    )


def _aware(moment: date, zone: str) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def _labels(value: Iterable[str] | str | None) -> tuple[str, ...]:
    """Return each label once, in the author's order, without empty ones."""
    if isinstance(value, str):
        value = [value]
    return tuple(dict.fromkeys(label.strip() for label in value or () if label and label.strip()))
