"""CSL-JSON, as doi.org answers it, to a `Source`: the way back from `bibliography.csl`.

Only what a reference needs is taken, and only what stands there. Titles lose the tags and entities
that publishers leave in them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_publication.model import identifiers
from sphinx_publication.model.sources import Name, Source

#: biblatex's type for CSL's, and for the words of registration agencies that get into its place.
_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "book-chapter": "incollection", "chapter": "incollection",
    "dataset": "dataset", "dissertation": "thesis", "edited-book": "collection",
    "journal-article": "article", "monograph": "book", "paper-conference": "inproceedings",
    "post-weblog": "online", "proceedings-article": "inproceedings", "report": "report",
    "software": "software", "thesis": "thesis", "webpage": "online",
}  # fmt: skip
_SUBTYPES = {
    "article-magazine": "magazine", "article-newspaper": "newspaper", "post-weblog": "blogpost",
}  # fmt: skip
#: The roles, by CSL's name.
_ROLES = {"author": "author", "editor": "editor", "translator": "translator"}
#: Fields that are taken as they stand.
_PLAIN = {
    "volume": "volume", "page": "pages", "edition": "edition", "publisher-place": "location",
    "version": "version",
}  # fmt: skip
#: babel's names for the languages that publishers mostly name.
_LANGUAGES = {
    "da": "danish", "de": "german", "en": "english", "fi": "finnish", "fr": "french",
    "nb": "norsk", "nn": "nynorsk", "no": "norsk", "sv": "swedish",
}  # fmt: skip
#: What no file of text may hold (XML 1.0, section 2.2).
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def source(item: Mapping[str, Any]) -> Source:
    """Return the work that a CSL-JSON *item* describes; its key is ""."""
    kind = str(item.get("type") or "")
    fields = {name: value for name, value in _fields(item, kind) if value}
    people = {
        role: tuple(_names(item[variable]))
        for variable, role in _ROLES.items()
        if isinstance(item.get(variable), list)
    }
    names = {role: found for role, found in people.items() if found}
    return Source("", _TYPES.get(kind, "misc"), names, fields)


def text(value: Any) -> str:
    """Return words without tags, entities and line ends; of a list, its first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str | int):
        return ""
    words = html.unescape(_TAG.sub("", html.unescape(str(value))))
    return " ".join(_CONTROL.sub(" ", words).split())


def langid(tag: str) -> str:
    """Return biblatex's name for a language tag ("sv", "sv-SE"); "" for one not known."""
    return _LANGUAGES.get(tag.lower().partition("-")[0], "")


def _fields(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    entry = _TYPES.get(kind, "misc")
    yield "title", text(item.get("title"))
    yield "subtitle", text(item.get("subtitle"))
    container = text(item.get("container-title"))
    if entry in ("incollection", "inproceedings"):
        yield "booktitle", container
    elif entry == "article":
        yield "journaltitle", container
    yield "date", _date(item.get("issued"))
    yield "entrysubtype", _SUBTYPES.get(kind, "")
    yield "series", text(item.get("collection-title")) if entry != "article" else ""
    yield "number", text(item.get("issue") if entry == "article" else item.get("number"))
    for variable, field in _PLAIN.items():
        yield field, text(item.get(variable))
    if entry in ("report", "thesis"):
        yield "institution", text(item.get("publisher"))
    elif entry != "article":
        yield "publisher", text(item.get("publisher"))
    yield "isbn", _first(item.get("ISBN"), identifiers.isbn)
    yield "issn", _first(item.get("ISSN"), identifiers.issn)
    doi = identifiers.doi(text(item.get("DOI"))) or ""
    yield "doi", doi
    yield "url", "" if doi else (identifiers.safe_address(text(item.get("URL"))) or "")
    yield "langid", langid(text(item.get("language")))


def _first(values: Any, check: Any) -> str:
    """Return the first of some identifiers that checks; "" for none."""
    found = values if isinstance(values, list) else [values]
    return next((good for one in found if (good := check(text(one)))), "")


def _date(value: Any) -> str:
    """Return CSL's date-parts as ISO 8601 has them: 2013, 2013-12 or 2013-12-17."""
    try:
        parts = [int(part) for part in value["date-parts"][0]]
    except (TypeError, KeyError, IndexError, ValueError):
        return ""
    return "-".join(f"{part:0{4 if n == 0 else 2}}" for n, part in enumerate(parts[:3]))


def _names(people: list[Any]) -> Iterator[Name]:
    for one in people:
        if not isinstance(one, dict):
            continue
        literal = text(one.get("literal") or one.get("name"))
        family, given = text(one.get("family")), text(one.get("given"))
        prefix = text(one.get("non-dropping-particle") or one.get("dropping-particle"))
        if family:
            yield Name(family, given, prefix, text(one.get("suffix")))
        elif literal or given:
            yield Name(literal=literal or given)
