"""The posts that the feed of the latest no longer holds: a feed for each year (RFC 5005, 4).

A reader that has been away follows from the latest to the newest year, and on to the oldest; each
post stands in its year, and the latest in both. In JSON Feed 1.1 ``next_url`` leads the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from sphinx_publication.model.posts import Post, by_year

_NAMESPACE = "http://purl.org/syndication/history/1.0"


@dataclass(frozen=True)
class Chain:
    """The feeds around one, by their paths from the site's root; "" where there is none."""

    #: That of the latest posts, of an archive.
    current: str = ""
    #: The archive of what is older.
    older: str = ""
    #: The archive of what is newer.
    newer: str = ""


#: Around a feed that holds all there is.
ALONE = Chain()


@dataclass(frozen=True)
class Archive:
    """The posts of one year, newest first."""

    year: int
    path: str
    posts: tuple[Post, ...]
    chain: Chain


def archives(
    posts: tuple[Post, ...], current: str, path_of: Callable[[int], str]
) -> Iterator[Archive]:
    """Yield the archives of *posts*, newest first; *current* is the path of the latest."""
    years = by_year(posts)
    paths = ["", *map(path_of, years), ""]
    for place, (year, of_year) in enumerate(years.items(), 1):
        chain = Chain(current, newer=paths[place - 1], older=paths[place + 1])
        yield Archive(year, paths[place], of_year, chain)


class _History(BaseExtension):  # type: ignore[misc]
    """Says of a feed that it is an archive."""

    def extend_ns(self) -> dict[str, str]:
        """Return the namespace of RFC 5005."""
        return {"fh": _NAMESPACE}

    def extend_atom(self, feed: Any) -> Any:
        """Add the element to what the feed says of itself, before its entries."""
        etree.SubElement(feed, f"{{{_NAMESPACE}}}archive")
        return feed


def join(generator: FeedGenerator, chain: Chain, site: str, media_type: str) -> None:
    """Let a feed lead to those around it; *site* is the address that paths start from."""
    relations = {"current": chain.current, "prev-archive": chain.older, "next-archive": chain.newer}
    for relation, path in relations.items():
        if path:
            generator.link(href=f"{site}{path}", rel=relation, type=media_type)
    if chain.current:
        generator.register_extension("history", _History, None, atom=True, rss=False)
