"""The outward links of a publication and where they stand: in texts, and in sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urlsplit

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.identifiers import ADDRESS_FIELDS, identifiers_of
from sphinx_publication.model.sources import Source

_SCHEMES = frozenset({"http", "https"})
_IN_HTML = re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_KEYS = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, order=True)
class Place:
    """Where a link stands."""

    #: The file, as seen from the publication's folder.
    path: str
    line: int
    #: The key of the source that has the address; "" for a link in a text.
    source: str = ""


@dataclass(frozen=True)
class Link:
    """An outward address, without fragment, and the places that lead to it."""

    address: str
    places: tuple[Place, ...]
    #: The documents that cite the sources among the places.
    cited_in: tuple[str, ...] = ()


def links(publication: Publication) -> tuple[Link, ...]:
    """Return the outward links of what is published or will be, by address.

    Addresses of the publication itself (``html_baseurl``) are left to `check`.
    """
    own = str(publication.project.settings["html_baseurl"] or "").rstrip("/")
    found: dict[str, set[Place]] = defaultdict(set)
    for address, place in _all(publication):
        bare = urldefrag(address.strip()).url
        if _is_outward(bare) and not (own and f"{bare}/".startswith(f"{own}/")):
            found[bare].add(place)
    citing = _citing(publication.documents)
    return tuple(
        Link(address, tuple(sorted(places)), _cited_in(places, citing))
        for address, places in sorted(found.items())
    )


def _all(publication: Publication) -> Iterator[tuple[str, Place]]:
    for document in publication.documents:
        for address, line in _of_document(document):
            yield address, Place(document.path, line)
    root = publication.project.root
    for source in publication.reading.sources.values():
        path = source.path.removeprefix(f"{root}/")
        for address in _of_source(source):
            yield address, Place(path, source.line, source.key)


def _of_document(document: Document) -> Iterator[tuple[str, int]]:
    for link in document.content.links:
        yield link.target, link.line
    for piece in document.content.html:
        for found in _IN_HTML.finditer(piece.text):
            line = piece.line + piece.text.count("\n", 0, found.start())
            yield unescape(found[1] or found[2] or ""), line


def _of_source(source: Source) -> Iterator[str]:
    yield from (source.get(field) for field in ADDRESS_FIELDS)
    yield from (one.url for one in identifiers_of(source) if one.valid)


def _is_outward(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in _SCHEMES and bool(parts.hostname)
    except ValueError:
        return False


def _citing(documents: Iterable[Document]) -> Mapping[str, tuple[str, ...]]:
    """Return the documents that cite each source, by its key."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for document in documents:
        for cited in document.content.citations:
            for key in _KEYS.sub("", cited.target).split(","):
                found[key.strip().lstrip("-")][document.path] = None
    return {key: tuple(paths) for key, paths in found.items()}


def _cited_in(places: Iterable[Place], citing: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    keys = {place.source for place in places if place.source}
    return tuple(sorted({path for key in keys for path in citing.get(key, ())}))
