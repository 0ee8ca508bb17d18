"""Rules about front matter: its keys and values are those of the schema for the kind of page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sphinx_publication.checking import schema
from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model import dates
from sphinx_publication.model.entities import KINDS
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.suggestions import Suggestion, nearest

_KEY = re.compile(r"([^\s#:'\"][^:#]*?)\s*:(?:\s|$)")
#: Words that authors write for keys that exist.
_MEANT = {
    "authors": "author",
    "beskrivning": "description",
    "categories": "category",
    "datum": "date",
    "etikett": "tags",
    "etiketter": "tags",
    "forfattare": "author",
    "författare": "author",
    "ingress": "description",
    "kategori": "category",
    "kategorier": "category",
    "redirects": "redirect",
    "rubrik": "title",
    "sammanfattning": "description",
    "serie": "series",
    "tag": "tags",
    "tagg": "tags",
    "taggar": "tags",
    "titel": "title",
    "utkast": "draft",
    "ämnen": "tags",
}
_CURLY = "”“„’‘‚"
#: Keys that have their own messages, or are read as text of any kind.
_ELSEWHERE = frozenset({"retelling", "part", "kind"})


def page_kind(document: Document, publication: Publication) -> str:
    """Return which definition of the schema a document answers to."""
    if document.is_post:
        return "post"
    place, folder = publication.addresses, publication.folder_of(document)
    if folder == place.sources:
        return "source"
    if folder == place.yearbooks:
        return "yearbook"
    if folder == place.authors:
        return "author"
    if folder == place.series:
        return "series"
    return "entity" if publication.kind_of(document) in KINDS else "page"


def invalid(document: Document, publication: Publication) -> Iterator[Problem]:
    """The front matter is YAML."""
    if document.fault is not None:
        yield document.fault


def twice(document: Document, publication: Publication) -> Iterator[Problem]:
    """Each key stands once; YAML would silently take the last."""
    first: dict[str, int] = {}
    for number, line in enumerate(document.text.split("\n")[: document.front.length], 1):
        if match := _KEY.match(line):
            known = first.setdefault(match[1], number)
            if known != number:
                yield document.problem(Kind.FRONT_MATTER_TWICE, number, key=match[1], first=known)


def keys(document: Document, publication: Publication) -> Iterator[Problem]:
    """No key is a slip of a known one; others belong to other programs."""
    known = schema.keys(page_kind(document, publication))
    everywhere = schema.all_keys()
    for key in document.front.values:
        small = key.strip().casefold()
        if key in everywhere:
            if key in ("aliases", "about") and key not in known:
                kinds = ", ".join(KINDS[1:])
                yield document.at(Kind.ALIAS_WITHOUT_KIND, key, field=key, kinds=kinds)
        elif small in everywhere:
            yield document.at(Kind.FRONT_MATTER_KEY_CASE, key, key=key, known=small)
        else:
            likely = sorted(one for one in known if not one.startswith("no"))
            meant = _MEANT.get(small)
            near = (meant,) if meant else nearest(small, likely, cutoff=0.8)
            if near and near[0] not in document.front.values:
                yield document.at(Kind.FRONT_MATTER_KEY, key, key=key, hint=Suggestion(near[:1]))


def values(document: Document, publication: Publication) -> Iterator[Problem]:
    """Each value is what the schema says."""
    kind = page_kind(document, publication)
    for key in schema.wrong_keys(kind, document.front.values):
        if key in _ELSEWHERE:
            continue
        value = document.value(key)
        if value is None:  # nothing after the colon: not given
            continue
        example = _shown(schema.example(kind, key))
        yield document.at(
            Kind.FRONT_MATTER_VALUE, key, key=key, value=_shown(value), example=example
        )


def quotes(document: Document, publication: Publication) -> Iterator[Problem]:
    """No name or date is in curly quotation marks, which YAML takes for letters."""
    for key in ("date", "author", "category", "tags", "series"):
        for one in document.names(key):
            if one[0] in _CURLY and one[-1] in _CURLY:
                yield document.at(Kind.FRONT_MATTER_QUOTES, key, value=one.strip(_CURLY))


def moments(document: Document, publication: Publication) -> Iterator[Problem]:
    """The date of an event or law is a date or a year."""
    value = document.value("date")
    if document.is_post or value is None or page_kind(document, publication) != "entity":
        return
    if re.fullmatch(r"\d{4}(?:-\d{2})?", str(value)):
        return
    try:
        dates.parse(value, publication.project.zone.key)
    except (ValueError, OverflowError):
        yield document.at(
            Kind.FRONT_MATTER_VALUE, "date", key="date", value=_shown(value), example="2014-04-28"
        )


def retelling(document: Document, publication: Publication) -> Iterator[Problem]:
    """A retelling names its original."""
    value = document.value("retelling")
    if value and not (isinstance(value, dict) and value.get("of")):
        yield document.at(Kind.RETELLING_INCOMPLETE, "retelling")


def _shown(value: Any, depth: int = 0) -> str:
    """Return a value as YAML has it in one line; what lies deep in it, as dots."""
    if isinstance(value, list | dict) and depth > 1:
        return "…"
    if isinstance(value, list):
        return f"[{', '.join(_shown(one, depth + 1) for one in value[:9])}]"
    if isinstance(value, dict):
        pairs = list(value.items())[:9]
        return f"{{{', '.join(f'{key}: {_shown(one, depth + 1)}' for key, one in pairs)}}}"
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(str(value).split())[:80]
