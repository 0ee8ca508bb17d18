"""Entities: the topics, organisations, people, laws, events and programmes that have a page.

An entity is known by the slug of its page, and in texts by its names: its title, the abbreviation
in brackets at the title's end, and its aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from sphinx_publication.model.addresses import Addresses
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.suggestions import nearest

#: Every kind of entity, as front matter names it.
KINDS = ("topic", "organisation", "person", "law", "event", "programme")
#: Kinds of what is written about; the others are those who act.
SUBJECTS = frozenset({"topic", "law", "event", "programme"})
#: Kinds whose names are names of one thing: written with a capital, inflected only by a genitive s.
PROPER = frozenset({"organisation", "person", "programme"})
#: What roles and links may call a kind, besides its own name; "entity" is any kind.
SHORT = {"org": "organisation", "entity": ""}

_BRACKETS = re.compile(r"(?P<name>.*\S)\s*\((?P<inside>[^()]+)\)")
_ABBREVIATION = re.compile(r"(?=(?:.*[^\W\d_a-zà-öø-ÿ]){2})\S+")


def parse(target: str) -> tuple[str, str] | None:
    """Return kind and name of a link such as "topic:finsam"; None for any other."""
    kind, colon, name = unquote(target).partition(":")
    kind = SHORT.get(kind, kind)
    return (kind, name.strip()) if colon and (kind in KINDS or not kind) and name.strip() else None


def kind_at(address: str, said: str, place: Addresses) -> str:
    """Return the kind of the page at *address*: the one *said*, or its folder's; "" for most."""
    folder = address.rstrip("/").rpartition("/")[0]
    return said or {place.topics: "topic", place.organisations: "organisation"}.get(folder, "")


@dataclass(frozen=True)
class Entity:
    """One entity."""

    #: One of `KINDS`.
    kind: str
    #: The last part of its page's address; no other entity of its kind has it.
    slug: str
    #: The title of its page: "Inspektionen för socialförsäkringen (ISF)".
    title: str
    docname: str
    #: Other names, as the author wrote them.
    aliases: tuple[str, ...] = ()
    description: str = ""
    #: Names of the entities that it has to do with.
    about: tuple[str, ...] = ()
    #: Whether its names in texts become links.
    autolink: bool = True

    @property
    def name(self) -> str:
        """The title without brackets at its end: "Inspektionen för socialförsäkringen"."""
        match = _BRACKETS.fullmatch(self.title)
        return match["name"] if match else self.title

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once, as texts write them.

        A title begins with a capital because it is a title: "Samverkan" is "samverkan" in a text,
        unless the kind, or another capital ("Better Care Fund"), makes it the name of one thing.
        """
        match = _BRACKETS.fullmatch(self.title)
        inside = match["inside"] if match and _ABBREVIATION.fullmatch(match["inside"]) else ""
        found = (self._in_text(self.name), inside, *self.aliases)
        return tuple(dict.fromkeys(name for name in found if name))

    def _in_text(self, name: str) -> str:
        if self.kind in PROPER or any(char.isupper() for char in name[1:]):
            return name
        return name[:1].lower() + name[1:]


class Register:
    """All entities, to be asked for by name."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.all = tuple(entities)
        self._pages = {entity.docname: entity for entity in self.all}
        #: By what is theirs alone, mostly: the slug of the page, and of its title.
        self._first: dict[str, list[Entity]] = {}
        #: By every name.
        self._any: dict[str, list[Entity]] = {}
        for entity in self.all:
            own = {entity.slug, slug(entity.name)}
            for name in own:
                self._first.setdefault(name, []).append(entity)
            for name in own | {slug(text) for text in (entity.title, *entity.names)}:
                self._any.setdefault(name, []).append(entity)

    def at(self, docname: str) -> Entity | None:
        """Return the entity whose page a document is; None for none."""
        return self._pages.get(docname)

    def find(self, name: str, kind: str = "") -> list[Entity]:
        """Return the entities that *name* (a slug, title or alias) can mean, of one *kind* or any.

        One whose page or title has the name goes before those that have it as an alias.
        """
        for known in (self._first, self._any):
            found = [one for one in known.get(slug(name), ()) if kind in ("", one.kind)]
            if found:
                return found
        return []

    def nearest(self, name: str, kind: str = "") -> tuple[str, ...]:
        """Return up to three known names that look like *name*, the nearest first."""
        known: dict[str, str] = {}
        for entity in self.all:
            if kind in ("", entity.kind):
                known |= {slug(text): text for text in (*reversed(entity.names), entity.name)}
        close = nearest(slug(name), sorted(known))
        return tuple(dict.fromkeys(known[found] for found in close))
