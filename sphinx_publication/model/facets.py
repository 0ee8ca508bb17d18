"""What the results of a search can be narrowed by: kind, date, topics, authors and cited sources.

All but the kind is told by the publication's knowledge (``model.knowledge``, as parsed JSON), by
the page's address. `table` and `cited` turn it into small files that the search page loads, joined
to results by the ids that the search index gives its pages. The same publication always gives the
same bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from sphinx_publication.model.entities import SUBJECTS

#: Kinds of pages that stand for a year, which their address tells.
_YEARLY = frozenset({"yearbook", "toplist"})
_YEAR = re.compile(r"(?:^|/)(\d{4})/")

#: What a field of a work's "keyword" begins with when it names a topic.
_TOPIC = "topic:"


@dataclass(frozen=True)
class Facets:
    """What one page is and has to do with. Pages are named by their addresses."""

    #: "post", "topic", "source" and so on.
    kind: str
    #: "2013-12-17", or the year alone; "" where neither is known.
    date: str
    topics: frozenset[str]
    authors: frozenset[str]
    #: Sources that the page cites; a source's own page stands for itself.
    sources: frozenset[str]


class Known:
    """What the knowledge, as its JSON document has it, tells of pages."""

    def __init__(self, knowledge: Mapping[str, Any]) -> None:
        """Read the document; one without lists tells nothing."""
        #: The name of what pages have to do with: "amnen/finsam/" is "Finansiell samordning".
        self.names: dict[str, str] = {}
        self._dates: dict[str, str] = {}
        self._topics: dict[str, set[str]] = defaultdict(set)
        self._authors: dict[str, set[str]] = defaultdict(set)
        self._sources: dict[str, set[str]] = defaultdict(set)
        self._read_entities(knowledge.get("entities", ()))
        self._read_posts(knowledge.get("posts", ()))
        self._read_sources(knowledge.get("sources", ()), knowledge.get("entities", ()))
        self._read_citations(knowledge.get("citations", ()), knowledge.get("sources", ()))

    def facets(self, address: str, kind: str) -> Facets:
        """Return the facets of the page at *address*, which says itself that it is of *kind*."""
        date = self._dates.get(address, "")
        if not date and kind in _YEARLY and (year := _YEAR.search(address)):
            date = year[1]
        return Facets(
            kind,
            date,
            frozenset(self._topics.get(address, ())),
            frozenset(self._authors.get(address, ())),
            frozenset(self._sources.get(address, ())),
        )

    def _read_entities(self, entities: Iterable[Mapping[str, Any]]) -> None:
        subjects = {one["address"] for one in entities if one["kind"] in SUBJECTS}
        for one in entities:
            self._topics[one["address"]] |= subjects & {one["address"], *one.get("about", ())}
            self.names[one["address"]] = one["name"]

    def _read_posts(self, posts: Iterable[Mapping[str, Any]]) -> None:
        for one in posts:
            address = one["address"].partition("#")[0]
            self._dates[address] = one["published"][:10]
            self._topics[address] |= {label["address"] for label in one["tags"]}
            self._authors[address] |= {label["address"] for label in one["authors"]}
            for label in one["authors"]:
                self._authors[label["address"]].add(label["address"])
            for label in (*one["tags"], *one["authors"]):
                self.names.setdefault(label["address"], label["name"])

    def _read_sources(
        self, sources: Iterable[Mapping[str, Any]], entities: Iterable[Mapping[str, Any]]
    ) -> None:
        by_name = {
            name.casefold(): one["address"]
            for one in entities
            if one["kind"] in SUBJECTS
            for name in (*one.get("aliases", ()), one["name"])
        }
        for one in sources:
            address = one["address"]
            self._dates[address] = str(one.get("year") or "")
            named = (name.casefold() for name in _topics(one["csl"].get("keyword", "")))
            self._topics[address] |= {by_name[name] for name in named if name in by_name}
            self._sources[address].add(address)
            self.names[address] = one["label"]

    def _read_citations(
        self, citations: Iterable[Mapping[str, Any]], sources: Iterable[Mapping[str, Any]]
    ) -> None:
        addresses = {one["key"]: one["address"] for one in sources}
        for one in citations:
            self._sources[one["page"]].add(addresses[one["source"]])


def _topics(keywords: str) -> Iterator[str]:
    """Yield the topics that the keywords of a work name."""
    for keyword in keywords.split(","):
        if keyword.strip().startswith(_TOPIC):
            yield keyword.strip().removeprefix(_TOPIC).strip()


def table(pages: Mapping[str, Facets], names: Mapping[str, str]) -> dict[str, Any]:
    """Return what the search page loads of all pages; *pages* are by the ids of the index.

    ``kinds`` holds each kind once; ``topics`` and ``authors`` hold pairs of the last part of an
    address and a name. ``pages`` has a list for each facet, in the order of the list of ids: dates,
    and the places of kinds, topics and authors in the lists above.
    """
    rows = [facets for _name, facets in sorted(pages.items())]
    kinds = sorted({one.kind for one in rows})
    topics = _named((one.topics for one in rows), names)
    authors = _named((one.authors for one in rows), names)
    return {
        "kinds": kinds,
        "topics": _pairs(topics, names),
        "authors": _pairs(authors, names),
        "pages": {
            "id": sorted(pages),
            "kind": [kinds.index(one.kind) for one in rows],
            "date": [one.date for one in rows],
            "topic": [_places(one.topics, topics) for one in rows],
            "author": [_places(one.authors, authors) for one in rows],
        },
    }


def cited(pages: Mapping[str, Facets], names: Mapping[str, str]) -> dict[str, Any]:
    """Return the sources of all pages, as `table` has the rest: apart, for few readers ask for one.

    ``sources`` holds pairs; ``pages`` a list of places for each page, in the order of the ids.
    """
    rows = [facets for _name, facets in sorted(pages.items())]
    sources = _named((one.sources for one in rows), names)
    return {
        "sources": _pairs(sources, names),
        "pages": [_places(one.sources, sources) for one in rows],
    }


def leaf(address: str) -> str:
    """Return the last part of an address: what search addresses call the page by."""
    return unquote(address.rstrip("/").rpartition("/")[2])


def _named(sets: Iterable[Set[str]], names: Mapping[str, str]) -> dict[str, int]:
    """Return the addresses in the sets that have names, by address, with their places."""
    every = sorted({one for found in sets for one in found if one in names})
    return {address: number for number, address in enumerate(every)}


def _pairs(addresses: Iterable[str], names: Mapping[str, str]) -> list[list[str]]:
    return [[leaf(one), names[one]] for one in addresses]


def _places(addresses: Set[str], places: Mapping[str, int]) -> list[int]:
    return sorted(places[one] for one in addresses if one in places)
