"""What an organisation wrote or published: the sources that name it, by its whole name.

Names are compared by their slugs, so capitals, accents and the kind of apostrophe do not matter; a
name that is only part of another ("Socialstyrelsen" in "Riksförsäkringsverket och Socialstyrelsen")
is not that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_publication.model.slugs import slug
from sphinx_publication.model.sources import Source

#: The roles of those who wrote or put together a work.
WRITERS = ("author", "editor")
#: The fields that name who published it.
PUBLISHERS = ("institution", "publisher", "organization", "school")

_BRACKETS = re.compile(r"(?P<name>.*\S)\s*\((?P<short>[^()]+)\)")


@dataclass(frozen=True)
class Work:
    """A source that an organisation wrote, published, or both."""

    key: str
    wrote: bool
    published: bool


@dataclass(frozen=True)
class Body:
    """An organisation, as far as its names go."""

    title: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The slugs of its names: the title with and without brackets at its end, and aliases."""
        match = _BRACKETS.fullmatch(self.title)
        found = (self.title, match["name"] if match else "", *self.aliases)
        return frozenset(slug(name) for name in found if name)


class Works:
    """All sources by the names of those who wrote and published them."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._wrote: dict[str, dict[str, None]] = {}
        self._published: dict[str, dict[str, None]] = {}
        for key, source in sources.items():
            for name in writers(source):
                self._wrote.setdefault(slug(name), {})[key] = None
            for name in publishers(source):
                self._published.setdefault(slug(name), {})[key] = None

    def of(self, body: Body) -> dict[str, Work]:
        """Return the works of an organisation by key, in the order of the sources' names."""
        wrote = {key for name in body.names for key in self._wrote.get(name, ())}
        published = {key for name in body.names for key in self._published.get(name, ())}
        return {key: Work(key, key in wrote, key in published) for key in sorted(wrote | published)}


def writers(source: Source) -> Iterator[str]:
    """Yield the organisations that wrote or edited a source."""
    for role in WRITERS:
        for name in source.names.get(role, ()):
            if name.literal:
                yield name.literal
            elif name.family and not name.given:
                yield name.surname


def publishers(source: Source) -> Iterator[str]:
    """Yield who published a source, each name once."""
    yield from dict.fromkeys(name for field in PUBLISHERS if (name := source.get(field)))


def people(source: Source) -> Iterable[str]:
    """Return everybody who wrote or edited a source, as an index lists them: "Ham, Chris"."""
    found = [
        name.literal or ", ".join(filter(None, (name.surname, name.given)))
        for role in WRITERS
        for name in source.names.get(role, ())
        if not name.others
    ]
    return tuple(dict.fromkeys(filter(None, found)))
