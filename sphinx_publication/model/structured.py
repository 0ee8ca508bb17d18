"""Structured data for machines that read pages: posts and sources in the words of schema.org.

Each function returns one node of JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/). `script` is the
one place where such data becomes text that may stand in an HTML page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sphinx_publication.model.identifiers import identifiers_of, safe_address
from sphinx_publication.model.posts import Post
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
class Person:
    """Who wrote a post."""

    name: str
    #: Address of the page about them.
    url: str
    #: What the person is: "forskare vid …".
    role: str = ""
    description: str = ""
    #: Addresses of pages elsewhere that are about nobody else.
    same_as: tuple[str, ...] = ()
    #: "0000-0002-1825-0097"; "" for unknown.
    orcid: str = ""


@dataclass(frozen=True)
class Site:
    """The publication."""

    name: str
    #: Its address.
    url: str
    language: str
    #: Address of the texts' licence; "" where none is named.
    licence: str = ""


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
    kind = type_of(item)
    node: Node = {
        "@type": kind,
        "@id": work_id(page),
        "name": item.get("title") or label,
        "author": _people(source.names.get("author", ())),
        "editor": _people(source.names.get("editor", ())),
        "translator": _people(source.names.get("translator", ())),
        "datePublished": _date(item.get("issued") or {}),
        "publisher": _publisher(item),
        "inLanguage": item.get("language"),
        "isPartOf": _whole(item, kind),
        "pagination": item.get("page") if kind in _WITH_PAGES else None,
        "url": safe_address(str(item.get("URL", ""))),
        "archivedAt": safe_address(source.get("archiveurl")),
        "mainEntityOfPage": page,
        **_numbers(source, item, kind),
    }
    return {name: value for name, value in node.items() if value}


def posting(
    post: Post,
    site: Site,
    *,
    url: str,
    authors: Iterable[Person],
    keywords: Iterable[str],
    cited: Iterable[Node],
    comments: int = 0,
) -> Node:
    """Return a post at the address *url*; *cited* are the sources that it cites, as `brief`.

    *comments* is how many readers' comments its page shows.
    """
    node: Node = {
        "@type": "BlogPosting",
        "@id": url,
        "headline": post.title,
        "description": post.description,
        "datePublished": post.date.isoformat(),
        "dateModified": post.updated.isoformat(),
        "author": [_author(one) for one in authors],
        "publisher": {"@type": "Organization", "name": site.name, "url": site.url},
        "isPartOf": {"@type": "Blog", "@id": site.url, "name": site.name},
        "articleSection": list(post.categories),
        "keywords": list(keywords),
        "inLanguage": site.language,
        "license": site.licence,
        "url": post.external_link or post.canonical_link or url,
        "mainEntityOfPage": url.partition("#")[0],
        "citation": list(cited),
        "commentCount": comments,
    }
    return {name: value for name, value in node.items() if value}


def profile(person: Person, site: Site) -> Node:
    """Return the page about an author, with who the author is."""
    numbers = [{"@type": "PropertyValue", "propertyID": "ORCID", "value": person.orcid}]
    who: Node = {
        **_author(person),
        "jobTitle": person.role if _is_person(person) else "",
        "description": person.description or ("" if _is_person(person) else person.role),
        "identifier": numbers if person.orcid else [],
        "sameAs": list(person.same_as),
    }
    return {
        "@type": "ProfilePage",
        "@id": person.url,
        "isPartOf": {"@type": "Blog", "@id": site.url, "name": site.name},
        "inLanguage": site.language,
        "mainEntity": {name: value for name, value in who.items() if value},
    }


def brief(node: Node) -> Node:
    """Return what names the work *node* elsewhere: its type, id and name."""
    return {name: node[name] for name in ("@type", "@id", "name")}


def _author(person: Person) -> Node:
    kind = "Person" if _is_person(person) else "Organization"
    return {
        "@type": kind,
        "@id": f"{person.url}#author",
        "name": person.name,
        "url": person.url,
    }


def _is_person(person: Person) -> bool:
    """Tell a person's name from one of one word, taken for a signature that several share."""
    return " " in person.name


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


def _publisher(item: Mapping[str, Any]) -> Node | None:
    name = item.get("publisher") or item.get("authority")
    return {"@type": "Organization", "name": name} if name else None


def _whole(item: Mapping[str, Any], kind: str) -> Node | None:
    """Return what the work is a part of: a book, a site, or a journal's volume and issue."""
    name = item.get("container-title")
    if not name:
        return None
    if kind in ("BlogPosting", "WebPage"):
        return {"@type": "Blog" if kind == "BlogPosting" else "WebSite", "name": name}
    if kind == "Chapter" or item.get("type") == "paper-conference":
        return {"@type": "Book", "name": name}
    whole: Node = {"@type": "Periodical", "name": name}
    if item.get("ISSN"):
        whole["issn"] = item["ISSN"]
    for part, number in (("Volume", "volume"), ("Issue", "issue")):
        if item.get(number):
            property_name = f"{part.lower()}Number"
            whole = {"@type": f"Publication{part}", property_name: item[number], "isPartOf": whole}
    return whole


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
