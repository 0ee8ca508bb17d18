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
class Knowledge:
    """All that the document tells."""

    publication: PublicationFacts
    #: Newest first.
    posts: tuple[PostFacts, ...]
    sources: tuple[SourceFacts, ...]
    citations: tuple[CitationFacts, ...]
    entities: tuple[EntityFacts, ...]
    mentions: tuple[MentionFacts, ...]
    links: tuple[LinkFacts, ...]


def document(knowledge: Knowledge, schema: str) -> dict[str, Any]:
    """Return the JSON document; *schema* is the address of its schema.

    Sources stand by key, entities by address; citations, mentions and links by page, and there in
    the order of the text, which is the order in which they are given.
    """
    told: dict[str, Any] = {"$schema": schema, "version": VERSION, **plain(knowledge)}
    told["sources"].sort(key=lambda one: one["key"])
    told["entities"].sort(key=lambda one: (one["address"], one["kind"]))
    for name in ("citations", "mentions"):
        told[name].sort(key=lambda one: one["page"])
    told["links"].sort(key=lambda one: one["from"])
    return told


def text(document: Mapping[str, Any]) -> str:
    """Return a document as the text of its file: each record on a line of its own."""
    parts = (f"{json.dumps(name)}: {_part(value)}" for name, value in document.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _part(value: Any) -> str:
    if not isinstance(value, list):
        return _json(value)
    lines = ",\n".join(map(_json, value))
    return f"[\n{lines}\n]" if lines else "[]"


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
