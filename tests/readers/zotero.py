"""What Zotero makes of a page without a translator of its own: its "Embedded Metadata" rules.

As its translators of that name and of RDF are documented to work: RDF first (Dublin Core before
OpenGraph), then Highwire tags, which replace what RDF said, then what is left in plain HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .page import Page

_NAMESPACES = {
    "dc": "dc", "dcterms": "dcterms", "og": "og", "article": "article", "prism": "prism",
}  # fmt: skip
_DC = re.compile(r"https?://purl\.org/dc/elements/1\.[01]/", re.IGNORECASE)
#: Some of Zotero's item types, by which DC.type may name them.
_TYPES = frozenset({"blogPost", "book", "journalArticle", "magazineArticle", "report", "webpage"})


@dataclass(frozen=True)
class Item:
    """An item of a Zotero library."""

    type: str
    title: str
    #: Family and given name; a name of one part has no given name.
    creators: tuple[tuple[str, str], ...]
    date: str
    publication: str
    language: str
    url: str
    rights: str
    abstract: str
    tags: tuple[str, ...]


def item(page: Page) -> Item:
    """Return the item that Zotero would save."""
    statements = _statements(page)
    highwire = {name: text for name, text in page.metas if name.startswith("citation_")}

    def rdf(*names: str) -> list[str]:
        return next((statements[name] for name in names if statements.get(name)), [])

    def first(*names: str) -> str:
        return next(iter(rdf(*names)), "")

    names = page.contents("citation_author", "citation_authors")
    creators = [creator for text in names for creator in _authors(text)]
    creators = creators or [_split(text) for text in rdf("dc:creator", "dcterms:creator")]
    subjects = rdf("dc:subject", "dcterms:subject")
    keywords = [
        word.strip() for text in page.contents("citation_keywords") for word in text.split(";")
    ]
    return Item(
        type=_type(first("dc:type", "dcterms:type"), first("og:type"), highwire),
        title=highwire.get("citation_title") or first("dc:title", "og:title"),
        creators=tuple(creators),
        date=highwire.get("citation_date")
        or highwire.get("citation_publication_date")
        or first("dc:date", "article:published_time"),
        publication=highwire.get("citation_journal_title") or first("dc:source", "og:site_name"),
        language=highwire.get("citation_language") or first("dc:language"),
        url=highwire.get("citation_public_url") or first("og:url") or page.address,
        rights=first("dc:rights", "dcterms:rights"),
        abstract=highwire.get("citation_abstract")
        or first("dc:description", "og:description")
        or next(iter(page.contents("description")), ""),
        tags=tuple(subjects or filter(None, keywords)),
    )


def _statements(page: Page) -> dict[str, list[str]]:
    """Return what the page says by namespace and property, each value in order."""
    prefixes = dict(_NAMESPACES)
    for rel, address in page.links:
        if match := re.match(r"schema\.([a-zA-Z]+)", rel):
            prefixes[match[1].lower()] = "dc" if _DC.match(address) else address
    found: dict[str, list[str]] = {}
    for name, content in page.metas:
        prefix, _sign, rest = re.sub(r"[.:_]", " ", name, count=1).partition(" ")
        if prefix.lower() in prefixes and rest:
            key = f"{prefixes[prefix.lower()]}:{rest[0].lower()}{rest[1:]}"
            found.setdefault(key, []).append(content)
    return found


def _type(dublin: str, graph: str, highwire: dict[str, str]) -> str:
    if graph in ("website", "book"):
        return {"website": "webpage", "book": "book"}[graph]
    if dublin in _TYPES:
        return dublin
    return (
        "journalArticle" if {"citation_title", "citation_journal_title"} & highwire.keys() else ""
    )


def _authors(text: str) -> list[tuple[str, str]]:
    """Return the authors of one tag: several between semicolons, or "A B, C D" for two."""
    names = re.split(r"\s*;\s*", text)
    if len(names) == 1:
        parts = re.split(r"\s*,\s*", text)
        if len(parts) > 1 and " " in parts[0] and " " in parts[1]:
            names = parts
    return [_split(name) for name in names if re.search(r"[^\s,-.;]", name)]


def _split(name: str) -> tuple[str, str]:
    """Return family and given name: parted by a comma, or else the last word and those before."""
    if "," in name:
        family, _comma, given = name.partition(",")
        return family.strip(), given.strip()
    given, _space, family = name.strip().rpartition(" ")
    return family, given
