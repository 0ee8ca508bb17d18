"""Structured data for machines that read pages: posts, sources and authors in schema.org's words.

Each function returns one node of JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/). `script` is the
one place where such data becomes text that may stand in an HTML page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sphinx_publication.model.identifiers import identifiers_of, safe_address
from sphinx_publication.model.page_records import Author, Named, PageRecord, Publication
from sphinx_publication.model.sources import Name, Source

Node = dict[str, Any]

#: schema.org's type for each of CSL's.
TYPES = {
    "article-journal": "ScholarlyArticle", "article-magazine": "Article",
    "article-newspaper": "NewsArticle", "bill": "Legislation", "book": "Book",
    "chapter": "Chapter", "dataset": "Dataset", "entry-encyclopedia": "Article",
    "graphic": "VisualArtwork", "legislation": "Legislation", "manuscript": "Manuscript",
    "motion_picture": "VideoObject", "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical", "post": "DiscussionForumPosting", "post-weblog": "BlogPosting",
    "report": "Report", "review": "Review", "software": "SoftwareApplication",
    "song": "AudioObject", "thesis": "Thesis", "webpage": "WebPage",
}  # fmt: skip

#: Types that may have the property ``pagination``.
_WITH_PAGES = frozenset({"Article", "Chapter", "NewsArticle", "Report", "ScholarlyArticle"})

_CONTEXT = "https://schema.org"


@dataclass(frozen=True)
class Profile:
    """What is known of an author, besides the name."""

    #: What the author is: "forskare vid …".
    role: str = ""
    description: str = ""
    #: Addresses of pages elsewhere that are about nobody else.
    same_as: tuple[str, ...] = ()


def document(nodes: Iterable[Node]) -> Node:
    """Return a document of *nodes*: the node itself where there is only one."""
    found = list(nodes)
    if len(found) == 1:
        return {"@context": _CONTEXT, **found[0]}
    return {"@context": _CONTEXT, "@graph": found}


def script(data: Mapping[str, Any]) -> str:
    """Return *data* as an element for the head of an HTML page.

    No text in it can end the element or begin another: "<", ">" and "&" are written as JSON
    escapes, which the HTML standard leaves alone and JSON reads back (JSON-LD 1.1, section 7.3).
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def type_of(item: Mapping[str, Any]) -> str:
    """Return schema.org's type of a CSL-JSON item."""
    return TYPES.get(str(item.get("type")), "CreativeWork")


def work_id(page: str) -> str:
    """Return what a source is called in JSON-LD, by the address of its page."""
    return f"{page}#work"


def work(source: Source, item: Mapping[str, Any], *, page: str, label: str) -> Node:
    """Return a source; *item* is its CSL-JSON, *label* its name where it has no title."""
    kind, editors = type_of(item), source.names.get("editor", ())
    node: Node = {
        "@type": kind,
        "@id": work_id(page),
        "name": item.get("title") or label,
        "author": _people(source.names.get("author", ())),
        # schema.org has ``editor`` for persons alone
        "editor": _people(one for one in editors if not one.literal),
        "contributor": _people(one for one in editors if one.literal),
        "translator": _people(source.names.get("translator", ())),
        "datePublished": _date(item.get("issued") or {}),
        "publisher": organisation(item.get("publisher") or item.get("authority") or ""),
        "inLanguage": item.get("language"),
        "isPartOf": _whole(item, kind),
        "pagination": item.get("page") if kind in _WITH_PAGES else None,
        "url": safe_address(str(item.get("URL", ""))),
        "archivedAt": safe_address(source.get("archiveurl")),
        "mainEntityOfPage": page,
        **_numbers(source, item, kind),
    }
    return said(node)


def posting(record: PageRecord) -> Node:
    """Return a post; the sources that it cites are told by their ids, on their own pages."""
    publication, series = record.publication, record.series
    node: Node = {
        "@type": "BlogPosting",
        "@id": record.address,
        "headline": record.title,
        "description": record.description,
        "datePublished": record.published.isoformat() if record.published else "",
        "dateModified": record.revised.isoformat() if record.revised else "",
        "author": [_author(one) for one in record.authors],
        "publisher": organisation(publication.publisher),
        "isPartOf": [whole(publication), *([part_of_series(series)] if series else [])],
        "position": record.part if series else None,
        "articleSection": [one.name for one in record.categories],
        "keywords": [one.name for one in record.topics],
        "inLanguage": record.language,
        "license": publication.licence_url,
        "url": record.canonical if record.canonical != record.address else "",
        "mainEntityOfPage": "" if record.is_whole_page else record.address.partition("#")[0],
        "image": record.picture.address if record.picture else "",
        "isBasedOn": {"@id": work_id(record.original.address)} if record.original else None,
        "citation": [{"@id": work_id(one.address)} for one in record.cites],
        "commentCount": record.comments,
    }
    return said(node)


def profile(record: PageRecord, author: Author, known: Profile) -> Node:
    """Return the page about an author, with who the author is."""
    numbers = [{"@type": "PropertyValue", "propertyID": "ORCID", "value": author.orcid}]
    who: Node = {
        **_author(author),
        "jobTitle": "" if author.is_body else known.role,
        "description": known.description or (known.role if author.is_body else ""),
        "identifier": numbers if author.orcid else [],
        "sameAs": list(known.same_as),
    }
    return {
        "@type": "ProfilePage",
        "@id": record.address,
        "isPartOf": whole(record.publication),
        "inLanguage": record.language,
        "mainEntity": said(who),
    }


def whole(publication: Publication) -> Node:
    """Return the publication as what its pages are a part of."""
    return {"@type": "Blog", "@id": publication.address, "name": publication.name}


def part_of_series(series: Named) -> Node:
    """Return a series as what its parts are a part of."""
    return {"@type": "CreativeWorkSeries", "@id": f"{series.address}#series", "name": series.name}


def organisation(name: str) -> Node | None:
    """Return an organisation of which only the name is known; None without one."""
    return {"@type": "Organization", "name": name} if name else None


def said(node: Node) -> Node:
    """Return *node* without the properties that say nothing."""
    return {name: value for name, value in node.items() if value}


def _author(author: Author) -> Node:
    return said(
        {
            "@type": "Organization" if author.is_body else "Person",
            "@id": f"{author.address}#author",
            "name": author.name,
            "givenName": author.given,
            "familyName": author.family,
            "url": author.address,
        }
    )


def _people(names: Iterable[Name]) -> list[Node]:
    return [_name(name) for name in names if not name.others]


def _name(name: Name) -> Node:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    if not name.given:
        return {"@type": "Person", "name": name.surname}
    whole = " ".join(filter(None, (name.given, name.surname, name.suffix)))
    return {"@type": "Person", "name": whole, "givenName": name.given, "familyName": name.surname}


def _date(issued: Mapping[str, Any]) -> str:
    """Return the day, month or year (the first of a range) as ISO 8601 has it."""
    parts = (issued.get("date-parts") or [[]])[0]
    if not parts or not 0 < int(parts[0]) < 10000:
        return ""
    return "-".join([f"{int(parts[0]):04}", *(f"{int(part):02}" for part in parts[1:])])


def _whole(item: Mapping[str, Any], kind: str) -> Node | None:
    """Return what the work is a part of: a book, a site, or a journal's volume and issue."""
    name = item.get("container-title")
    if not name:
        return None
    if kind in ("BlogPosting", "WebPage"):
        return {"@type": "Blog" if kind == "BlogPosting" else "WebSite", "name": name}
    if kind == "Chapter" or item.get("type") == "paper-conference":
        return {"@type": "Book", "name": name}
    found: Node = {"@type": "Periodical", "name": name}
    if item.get("ISSN"):
        found["issn"] = item["ISSN"]
    for part, number in (("Volume", "volume"), ("Issue", "issue")):
        if item.get(number):
            property_name = f"{part.lower()}Number"
            found = {"@type": f"Publication{part}", property_name: item[number], "isPartOf": found}
    return found


def _numbers(source: Source, item: Mapping[str, Any], kind: str) -> Node:
    """Return the numbers that the work is known by, and the addresses that they make."""
    valid = [one for one in identifiers_of(source) if one.valid]
    own = [one for one in valid if one.scheme != "ISSN" and (kind, one.scheme) != ("Book", "ISBN")]
    node: Node = {
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value} for one in own
        ],
        "isbn": [one.value for one in valid if (kind, one.scheme) == ("Book", "ISBN")],
        "sameAs": [one.url for one in own if one.url],
    }
    number = item.get("number")
    if kind == "Report":
        node["reportNumber"] = number
    if kind == "Legislation":
        node["legislationIdentifier"] = number
        node["legislationDate"] = _date(item.get("issued") or {})
    return node
