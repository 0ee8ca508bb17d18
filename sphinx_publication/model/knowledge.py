"""The publication's knowledge as data: records of what it says, as one JSON document.

Each record below is an object of the document, each field a property of the same name; what is
None is left out. ``knowledge.schema.json`` in `site` describes them for those who use the file. All
addresses are relative to ``publication.address``, the only place where the site's own stands. The
same publication always gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

#: What JSON has itself: most of what records hold.
_AS_THEY_ARE = frozenset({str, int, bool, float})

_json = json.JSONEncoder(ensure_ascii=False).encode

#: Raised when a change would break a program that reads the document.
VERSION = 1


@dataclass(frozen=True)
class Licence:
    """What others may do with the texts."""

    name: str
    url: str | None = None


@dataclass(frozen=True)
class PublicationFacts:
    """The publication itself."""

    title: str
    #: A language tag: "sv", "pt-BR".
    language: str
    #: The site's address, ending in a slash; None where it is not known.
    address: str | None = None
    author: str | None = None
    licence: Licence | None = None
    #: When the newest post was last revised.
    updated: str | None = None


@dataclass(frozen=True)
class Label:
    """A name with a page."""

    name: str
    address: str


@dataclass(frozen=True)
class PostFacts:
    """One published post."""

    address: str
    title: str
    #: RFC 3339.
    published: str
    updated: str
    authors: tuple[Label, ...]
    categories: tuple[Label, ...]
    tags: tuple[Label, ...]
    description: str
    #: How often its page was viewed, by year; None where that is not known.
    views: Mapping[str, int] | None = None


@dataclass(frozen=True)
class SourceFacts:
    """One work of the bibliography."""

    key: str
    address: str
    #: The entry's biblatex type.
    type: str
    #: "Ham & Walsh, 2013".
    label: str
    csl: Mapping[str, Any]
    year: int | None = None


@dataclass(frozen=True)
class CitationFacts:
    """One source cited at one place."""

    source: str
    page: str
    #: Id of the place in its page.
    anchor: str
    sentence: str
    #: Title of the section; "" for the page's own.
    section: str
    #: Address of the post; None on a page that is no post.
    post: str | None = None
    before: str | None = None
    after: str | None = None
    locator: str | None = None


@dataclass(frozen=True)
class EntityFacts:
    """A topic, organisation, person, law, event or programme."""

    address: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    #: Addresses of the entities that it has to do with.
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class MentionFacts:
    """An entity named at one place."""

    entity: str
    page: str
    anchor: str
    #: The name as the text has it.
    words: str
    sentence: str
    section: str
    #: "author", "automatic" or "none".
    link: str
    post: str | None = None


@dataclass(frozen=True)
class LinkFacts:
    """A link of an author's from one page to another."""

    #: "from" in the document.
    from_: str
    #: Id of the place in the page that it stands on.
    anchor: str
    to: str
    #: The linked words.
    words: str
    sentence: str
    section: str
    post: str | None = None


@dataclass(frozen=True)
class PageFacts:
    """What the text of one page tells, in its order: each record as its `line`."""

    address: str
    citations: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """All that the document tells."""

    publication: PublicationFacts
    #: Newest first.
    posts: tuple[PostFacts, ...]
    sources: tuple[SourceFacts, ...]
    entities: tuple[EntityFacts, ...]
    pages: tuple[PageFacts, ...]


def text(knowledge: Knowledge, schema: str) -> str:
    """Return the JSON document, each record on a line; *schema* is the address of its schema.

    Sources stand by key, entities by address; citations, mentions and links by page, and there in
    the order of the text.
    """
    pages = sorted(knowledge.pages, key=lambda one: one.address)
    sources = sorted(knowledge.sources, key=lambda one: one.key)
    entities = sorted(knowledge.entities, key=lambda one: (one.address, one.kind))
    parts = {
        "$schema": _json(schema),
        "version": _json(VERSION),
        "publication": line(knowledge.publication),
        "posts": _list(map(line, knowledge.posts)),
        "sources": _list(map(line, sources)),
        "citations": _list(one for page in pages for one in page.citations),
        "entities": _list(map(line, entities)),
        "mentions": _list(one for page in pages for one in page.mentions),
        "links": _list(one for page in pages for one in page.links),
    }
    told = ",\n".join(f"{_json(name)}: {value}" for name, value in parts.items())
    return f"{{\n{told}\n}}\n"


def line(record: Any) -> str:
    """Return a record as the text of its line."""
    return _json(plain(record))


def _list(lines: Iterable[str]) -> str:
    told = ",\n".join(lines)
    return f"[\n{told}\n]" if told else "[]"


def plain(value: Any) -> Any:
    """Return a record as dictionaries and lists, without what is None."""
    if value.__class__ in _AS_THEY_ARE:
        return value
    if is_dataclass(value):
        told = {}
        for name, said in _names(value.__class__):
            one = getattr(value, name)
            if one is not None:
                told[said] = one if one.__class__ in _AS_THEY_ARE else plain(one)
        return told
    if isinstance(value, Mapping):
        return {name: plain(value[name]) for name in sorted(value)}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(one) for one in value]
    return value


@cache
def _names(record: type[Any]) -> tuple[tuple[str, str], ...]:
    """Return the names of a record's fields, and those of its properties."""
    return tuple((field.name, field.name.rstrip("_")) for field in fields(record))
