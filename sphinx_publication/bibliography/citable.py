"""The publication's own posts as works that others cite: a `Source` of a page's record.

So a post is formatted by the publication's style and exported in every format, as any source is.
Nothing is filled in that the record does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_publication.bibliography.exports.bibtex import escape
from sphinx_publication.bibliography.languages import langid
from sphinx_publication.bibliography.names import parse
from sphinx_publication.model.page_records import Author, PageRecord
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.sources import Name, Source


def citable(record: PageRecord) -> Source:
    """Return the post as a source of a bibliography."""
    publication = record.publication
    fields = {
        "title": record.title,
        "entrysubtype": "blogpost",
        "organization": publication.name,
        "date": record.published.date().isoformat() if record.published else "",
        "url": record.canonical,
        "langid": langid(record.language),
        "issn": publication.issn,
        "publisher": publication.publisher if publication.publisher != publication.name else "",
        "abstract": record.description,
        "keywords": ", ".join(topic.name for topic in record.topics),
    }
    names = tuple(map(name, record.authors))
    return Source(
        key=key(record),
        type="online",
        names={"author": names} if names else {},
        fields={field: text for field, text in fields.items() if text},
    )


def book(item: Mapping[str, Any], language: str) -> Source:
    """Return a volume of the publication as a source, by the CSL-JSON item that it is cited by."""
    issued = (item.get("issued") or {}).get("date-parts") or [[""]]
    fields = {
        "title": str(item["title"]),
        "date": str(issued[0][0]),
        "publisher": str(item.get("publisher", "")),
        "isbn": str(item.get("ISBN", "")),
        "url": str(item.get("URL", "")),
        "langid": langid(language),
    }
    names = {role: tuple(map(_part, item[role])) for role in ("author", "editor") if role in item}
    return Source(
        key=slug(str(item["title"])),
        type="book",
        names=names,
        fields={field: text for field, text in fields.items() if text},
    )


def _part(name: Mapping[str, str]) -> Name:
    literal = name.get("literal", "")
    if literal:
        return Name(literal=literal)
    return Name(family=name.get("family", ""), given=name.get("given", ""))


def key(record: PageRecord) -> str:
    """Return the key under which others have the post: no other post of any publication has it."""
    path = record.address.removeprefix(record.publication.address)
    return slug(f"{record.publication.name} {path}")


def name(author: Author) -> Name:
    """Return an author's name in its parts, as BibTeX takes "Anna af Ek" apart."""
    is_plain = " " in author.name and escape(author.name) == author.name
    if author.is_body or not is_plain:
        return Name(literal=author.name)
    found = parse(author.name).names
    return found[0] if len(found) == 1 else Name(literal=author.name)
