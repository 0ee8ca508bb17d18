"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Pure.

The same record makes the Atom feed beside it, so that the two never disagree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE = "application/feed+json"
#: File name of the feeds, beside that of each Atom feed.
NAME = "feed.json"


@dataclass(frozen=True)
class Author:
    """Who wrote an entry."""

    name: str
    #: Address of the page about them; "" for none.
    url: str = ""


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself."""

    title: str
    #: Its own address.
    address: str
    #: Address of the page that it goes with.
    page: str
    #: As BCP 47 has it: "sv".
    language: str
    author: str
    description: str = ""
    #: Address of the feed with what is older than this one holds; "" for none.
    older: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of a feed: a post."""

    #: Its permanent address on this site.
    id: str
    title: str
    #: Where it is read, on this site or another.
    url: str
    published: datetime
    updated: datetime
    authors: tuple[Author, ...]
    tags: tuple[str, ...]
    #: What it is about, in plain words; "" for nothing.
    summary: str
    #: The post as HTML; "" for nothing.
    content: str


def text(channel: Channel, items: Iterable[Item]) -> str:
    """Return the feed as a file; *items* are the newest first."""
    told: dict[str, Any] = {
        "version": VERSION,
        "title": channel.title,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "next_url": channel.older,
        "description": channel.description,
        "language": channel.language,
        "authors": [{"name": channel.author}],
        "items": [_item(one) for one in items],
    }
    told = {name: value for name, value in told.items() if value or name == "items"}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _item(one: Item) -> dict[str, Any]:
    is_elsewhere = one.url != one.id
    told: dict[str, Any] = {
        "id": one.id,
        "url": one.id,
        "external_url": one.url if is_elsewhere else "",
        "title": one.title,
        "summary": one.summary,
        "content_html": one.content,
        "date_published": one.published.isoformat(),
        "date_modified": one.updated.isoformat(),
        "authors": [_author(author) for author in one.authors],
        "tags": list(one.tags),
    }
    if not one.content:  # an item has content_html, content_text or both
        told["content_text"] = one.summary or one.title
    return {name: value for name, value in told.items() if value}


def _author(author: Author) -> dict[str, str]:
    return {"name": author.name} | ({"url": author.url} if author.url else {})
