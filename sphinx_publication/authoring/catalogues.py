"""What public catalogues know of a work: doi.org by its DOI, Libris and Open Library by its ISBN.

Each answers with a `Source` without a key, made of what the catalogue says and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sphinx_publication.authoring import csl_items
from sphinx_publication.authoring.csl_items import text
from sphinx_publication.authoring.network import Fetch, NoAnswer, NotFound
from sphinx_publication.bibliography import names
from sphinx_publication.locale.console import _
from sphinx_publication.model.sources import Name, Source

_CSL_JSON = "application/vnd.citationstyles.csl+json"
_JSON = "application/json"
_DOI = "https://doi.org/"
#: https://librisbloggen.kb.se: Xsearch, the open interface of Libris.
_LIBRIS = "https://libris.kb.se/xsearch?format=json&n=5&query=isbn:"
#: https://openlibrary.org/dev/docs/api/books
_OPEN_LIBRARY = "https://openlibrary.org/api/books?format=json&jscmd=data&bibkeys=ISBN:"

#: ISBN of Sweden.
_SWEDISH = re.compile(r"(?:978)?91")
_LIFE = re.compile(r",\s*\d{4}-(?:\d{4})?\s*$")
_MEDIUM = re.compile(r"\s*\[[^\]]*\]")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_LIBRIS_LANGUAGES = {"dan": "da", "eng": "en", "fin": "fi", "fre": "fr", "ger": "de", "nor": "no",
                     "swe": "sv"}  # fmt: skip


def by_doi(doi: str, fetch: Fetch) -> Source:
    """Return what doi.org says of *doi*, a bare one. Raises NoAnswer or NotFound."""
    item = _answer(fetch(_DOI + quote(doi, safe="/:;()._~-"), _CSL_JSON))
    if not item.get("title"):
        raise NoAnswer(_("it answers in a way that is not understood"))
    return csl_items.source({**item, "DOI": doi})


def by_isbn(isbn: str, fetch: Fetch) -> Source:
    """Return what a catalogue says of *isbn*. Raises NotFound where none has it, or NoAnswer."""
    digits = re.sub(r"[^0-9X]", "", isbn.upper())
    asked = [_from_libris, _from_open_library]
    if not _SWEDISH.match(digits):
        asked.reverse()
    silence: NoAnswer | None = None
    for ask in asked:
        try:
            return ask(digits, isbn, fetch)
        except NotFound:
            continue
        except NoAnswer as error:
            silence = error
    raise silence or NotFound(isbn)


def _from_libris(digits: str, isbn: str, fetch: Fetch) -> Source:
    found = _answer(fetch(_LIBRIS + digits, _JSON)).get("xsearch")
    records = found.get("list") if isinstance(found, dict) else None
    record = next(
        (one for one in records or () if isinstance(one, dict) and one.get("title")), None
    )
    if record is None:
        raise NotFound(isbn)
    title, _colon, subtitle = _MEDIUM.sub("", text(record["title"])).partition(" : ")
    place, _colon, publisher = text(record.get("publisher")).rpartition(" : ")
    year = _YEAR.search(text(record.get("date")))
    language = _LIBRIS_LANGUAGES.get(text(record.get("language")), "")
    return _book(
        tuple(_libris_names(record.get("creator"))),
        title=title.partition(" / ")[0],
        subtitle=subtitle.partition(" / ")[0],
        date=year[0] if year else "",
        publisher=publisher.strip(" ,;"),
        location=place.strip(" ,;[]"),
        isbn=isbn,
        langid=csl_items.langid(language),
    )


def _libris_names(value: Any) -> Iterator[Name]:
    for one in value if isinstance(value, list) else [value]:
        written = _LIFE.sub("", text(one))
        family, comma, given = written.partition(", ")
        if written:
            yield Name(family, given.strip(" ,")) if comma else Name(literal=written)


def _from_open_library(digits: str, isbn: str, fetch: Fetch) -> Source:
    record = _answer(fetch(_OPEN_LIBRARY + digits, _JSON)).get(f"ISBN:{digits}")
    if not isinstance(record, dict) or not record.get("title"):
        raise NotFound(isbn)
    year = _YEAR.search(text(record.get("publish_date")))
    people = " and ".join(_called(record, "authors"))
    return _book(
        names.parse(people).names,
        title=text(record.get("title")),
        subtitle=text(record.get("subtitle")),
        date=year[0] if year else "",
        publisher=next(_called(record, "publishers"), ""),
        location=next(_called(record, "publish_places"), ""),
        isbn=isbn,
    )


def _called(record: dict[str, Any], key: str) -> Iterator[str]:
    for one in record.get(key) or ():
        if isinstance(one, dict) and (name := text(one.get("name"))):
            yield name


def _book(authors: tuple[Name, ...], **fields: str) -> Source:
    known = {name: value for name, value in fields.items() if value}
    return Source("", "book", {"author": authors} if authors else {}, known)


def _answer(body: bytes) -> dict[str, Any]:
    """Return the JSON object of an answer."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NoAnswer(_("it answers in a way that is not understood"))
    return found
