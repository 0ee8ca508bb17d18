"""Yearbooks: a volume for each year that has published posts, and those that conf.py asks for.

The names of the files are decided here, from the project's name and the volume's alone, so that
the builder that writes them and the pages that list them agree without knowing each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sphinx_publication.model.posts import Post, by_year
from sphinx_publication.model.slugs import slug

_YEARS = re.compile(r"\s*(?P<first>\d{4})\s*(?:[-\u2013]\s*(?P<last>\d{4})\s*)?")


class Edition(StrEnum):
    """The forms that a volume comes in."""

    SCREEN = "screen"
    PRINT = "print"
    EPUB = "epub"


#: The editions that are PDF files, set by Typst.
PDF_EDITIONS = (Edition.SCREEN, Edition.PRINT)


@dataclass(frozen=True)
class Plan:
    """A volume that conf.py asks for, besides those of the single years."""

    #: The last part of its address, and of its files' names.
    name: str
    title: str
    #: The first and last year that it covers; 0 for no bound.
    first: int = 0
    last: int = 0
    #: Slugs of the topics or categories of which a post must have one; empty for all posts.
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Volume:
    """One yearbook."""

    #: The last part of its address: "2013", "2010-2014".
    name: str
    #: Its own title; "" for the volume of a year, which is called after the year.
    title: str
    #: What stands large on the cover: "2013", "2010–2014".
    label: str
    #: File name without ending: "samordningsbloggen-2013".
    stem: str
    #: The posts in the order of the book, oldest first.
    posts: tuple[Post, ...]
    #: The topics that chose the posts; empty for all posts of the years.
    topics: tuple[str, ...] = ()
    #: What the name of the file of the print edition adds.
    print_word: str = "tryck"

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have posts in it, the oldest first."""
        return tuple(sorted({post.date.year for post in self.posts}))

    @property
    def year(self) -> int | None:
        """The year, of the volume of a year; None for one that conf.py asks for."""
        return None if self.title else self.posts[0].date.year

    def file_name(self, edition: Edition) -> str:
        """Return the name of a file, without a folder: "samordningsbloggen-2013.pdf"."""
        endings = {
            Edition.SCREEN: ".pdf",
            Edition.PRINT: f"-{self.print_word}.pdf",
            Edition.EPUB: ".epub",
        }
        return self.stem + endings[edition]

    @property
    def record_name(self) -> str:
        """Name of the file that says what became of the volume."""
        return f"{self.stem}.json"

    @property
    def cover_name(self) -> str:
        """Name of the picture of the cover."""
        return f"{self.stem}.png"


def plans(configured: Mapping[str, Any]) -> tuple[Plan, ...]:
    """Return the plans of ``publication_yearbooks`` in conf.py.

    Each is a dictionary by name, with ``title`` and at least one of ``years`` ("2010-2014") and
    ``topics`` (a list). Raises ValueError with what is wrong.
    """
    return tuple(_plan(name, entry) for name, entry in configured.items())


def _plan(name: str, entry: Any) -> Plan:
    where = f"publication_yearbooks['{name}']"
    if not isinstance(entry, Mapping):
        raise ValueError(f"{where} in conf.py must be a dictionary")
    unknown = sorted(set(entry) - {"title", "years", "topics"})
    if unknown:
        raise ValueError(f"{where} in conf.py: unknown '{unknown[0]}'; known: title, years, topics")
    if name != slug(name) or re.fullmatch(r"\d{4}", name):
        raise ValueError(f"{where} in conf.py: a name is of a-z, 0-9 and -, and no single year")
    if not str(entry.get("title", "")).strip():
        raise ValueError(f"{where} in conf.py needs a 'title'")
    years = _YEARS.fullmatch(str(entry.get("years", "")))
    if "years" in entry and years is None:
        raise ValueError(f"{where} in conf.py: write 'years' as '2010-2014' or '2013'")
    topics = entry.get("topics", ())
    topics = (topics,) if isinstance(topics, str) else tuple(topics)
    if years is None and not topics:
        raise ValueError(f"{where} in conf.py needs 'years' or 'topics'")
    first = int(years["first"]) if years else 0
    last = int(years["last"] or first) if years else 0
    return Plan(name, str(entry["title"]).strip(), first, last, tuple(slug(one) for one in topics))


def volumes(
    posts: Iterable[Post],
    project: str,
    wanted: Iterable[Plan] = (),
    *,
    print_word: str = "tryck",
    topics_of: Callable[[Post], Iterable[str]] | None = None,
) -> tuple[Volume, ...]:
    """Return the volumes of *posts*: of each year, newest first, then those *wanted* with posts.

    *project* and *print_word* name their files. *topics_of* returns the slugs of a post's topics;
    without it they are the slugs of its tags and categories.
    """
    stem = slug(project) or "yearbook"
    every = tuple(posts)
    chosen: list[tuple[Plan, list[Post]]] = [
        (Plan(str(year), ""), list(entries)) for year, entries in by_year(every).items()
    ]
    for plan in wanted:
        chosen.append((plan, [one for one in every if _belongs(one, plan, topics_of or _labels)]))
    return tuple(_volume(plan, found, stem, print_word) for plan, found in chosen if found)


def without_posts(wanted: Iterable[Plan], made: Iterable[Volume]) -> list[str]:
    """Return the names of the volumes that were *wanted* and have no post to be *made* of."""
    names = {volume.name for volume in made}
    return [plan.name for plan in wanted if plan.name not in names]


def _volume(plan: Plan, posts: list[Post], stem: str, print_word: str) -> Volume:
    found = tuple(sorted(posts, key=lambda post: post.sort_key))
    return Volume(
        name=plan.name,
        title=plan.title,
        label=_label(plan, found),
        stem=f"{stem}-{plan.name}",
        posts=found,
        topics=plan.topics,
        print_word=print_word,
    )


def _labels(post: Post) -> Iterable[str]:
    return (slug(label) for label in (*post.tags, *post.categories))


def _belongs(post: Post, plan: Plan, topics_of: Callable[[Post], Iterable[str]]) -> bool:
    year = post.date.year
    if (plan.first and year < plan.first) or (plan.last and year > plan.last):
        return False
    return not plan.topics or not set(plan.topics).isdisjoint(topics_of(post))


def _label(plan: Plan, posts: tuple[Post, ...]) -> str:
    first = plan.first or posts[0].date.year
    last = plan.last or posts[-1].date.year
    return str(first) if first == last else f"{first}\u2013{last}"
