"""`Source` records to CSL-JSON items (https://citeproc-js.readthedocs.io, CSL 1.0.2 appendices).

An item holds a source's data in the words of CSL; how it looks is the style's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sphinx_publication.bibliography.dates import date_of
from sphinx_publication.bibliography.documents import document_of
from sphinx_publication.bibliography.languages import language_tag
from sphinx_publication.model import identifiers
from sphinx_publication.model.sources import Name, Source

#: CSL's type for each of biblatex's (manual, section 2.1).
TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "bibnote": "document",
    "book": "book", "bookinbook": "chapter", "booklet": "pamphlet", "collection": "book",
    "commentary": "book", "conference": "paper-conference", "customa": "document",
    "customb": "document", "customc": "document", "customd": "document", "custome": "document",
    "customf": "document", "dataset": "dataset", "electronic": "webpage", "image": "graphic",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia", "jurisdiction": "legal_case", "legal": "treaty",
    "legislation": "legislation", "letter": "personal_communication", "manual": "report",
    "mastersthesis": "thesis", "misc": "document", "movie": "motion_picture", "music": "song",
    "mvbook": "book", "mvcollection": "book", "mvproceedings": "book", "mvreference": "book",
    "online": "webpage", "patent": "patent", "performance": "performance",
    "periodical": "periodical", "phdthesis": "thesis", "proceedings": "book",
    "reference": "book", "report": "report", "review": "review", "set": "document",
    "software": "software", "standard": "standard", "suppbook": "chapter",
    "suppcollection": "chapter", "suppperiodical": "article-journal", "techreport": "report",
    "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture",
    "www": "webpage", "xdata": "document",
}  # fmt: skip

#: What entrysubtype makes of a type.
SUBTYPES = {
    "blog": "post-weblog", "blogpost": "post-weblog", "forum": "post",
    "magazine": "article-magazine", "newspaper": "article-newspaper",
}  # fmt: skip

#: The word for a work whose type says it, as biblatex's localisation keys.
GENRES = {
    "mastersthesis": "mathesis", "phdthesis": "phdthesis", "post-weblog": "blogpost",
    "techreport": "techreport",
}  # fmt: skip

#: The CSL variable for each role.
ROLES = {
    "author": "author", "bookauthor": "container-author", "director": "director",
    "editor": "editor", "translator": "translator",
}  # fmt: skip

#: The fields that need no thought.
PLAIN = {
    "abstract": "abstract", "chapter": "chapter-number", "edition": "edition", "isbn": "ISBN",
    "issn": "ISSN", "note": "note", "pages": "page", "pagetotal": "number-of-pages",
    "part": "part-number", "series": "collection-title", "shorttitle": "title-short",
    "venue": "event-place", "version": "version", "volume": "volume",
    "volumes": "number-of-volumes",
}  # fmt: skip

#: Where the number of a work counts within its series.
_IN_SERIES = frozenset({"book", "chapter", "paper-conference", "thesis", "entry-encyclopedia"})

#: Parts of something that has editors of its own.
CONTRIBUTIONS = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})

_RANGE = re.compile(r"\d+-\d+")
_DASHES = re.compile(r"\s*[-–—]+\s*")

#: A word of the publication's language for a biblatex localisation key, or the key itself.
Words = Callable[[str], str]


def is_known(entry_type: str) -> bool:
    """Whether *entry_type* (in lower case) is one of biblatex's or BibTeX's."""
    return entry_type in TYPES


def item(source: Source, words: Words = str, year_suffix: str = "") -> dict[str, Any]:
    """*source* as a CSL-JSON item."""
    kind = _type(source)
    data: dict[str, Any] = {"id": source.key, "type": kind}
    for role, variable in ROLES.items():
        if people := source.names.get(role):
            data[variable] = [_name(name) for name in people]
    data.update({PLAIN[name]: text for name, text in source.fields.items() if name in PLAIN})
    if kind.startswith("article"):
        data.pop("collection-title", None)  # a journal's series ("newseries")
    if pages := data.get("page"):
        data["page"] = _DASHES.sub("-", pages)
    data.update(_titles(source, kind))
    data.update(_numbers(source, kind))
    data.update(_publisher(source, kind))
    data.update(_dates(source))
    data.update(_links(source))
    if genre := source.get("type") or GENRES.get(source.type) or GENRES.get(kind):
        data["genre"] = _capitalised(words(genre))
    if status := source.get("pubstate"):
        data["status"] = words(status)
    if document := document_of(source):
        data.update(type=document.csl_type, number=document.label)
    if language := language_tag(source.get("langid", "language")):
        data["language"] = language
    if year_suffix:
        data["year-suffix"] = year_suffix
    return {variable: value for variable, value in data.items() if value}


def _type(source: Source) -> str:
    kind = TYPES.get(source.type, "document")
    if kind in ("webpage", "article-journal", "document"):
        return SUBTYPES.get(source.get("entrysubtype").lower(), kind)
    return kind


def _name(name: Name) -> dict[str, str]:
    """A name as CSL-JSON has it. "And others" has no form there; `formatting` knows this one."""
    if name.others:
        return {"literal": "others"}
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family, "given": name.given,
        "non-dropping-particle": name.prefix, "suffix": name.suffix,
    }  # fmt: skip
    return {part: text for part, text in parts.items() if text}


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(source: Source, name: str) -> str:
    return ": ".join(filter(None, (source.get(f"{name}title"), source.get(f"{name}subtitle"))))


def _titles(source: Source, kind: str) -> dict[str, str]:
    title, whole = source.title, _joined(source, "main")
    container = _joined(source, "journal") or _joined(source, "book")
    if kind in ("webpage", "post-weblog", "post"):
        container = container or source.get("organization")
        if container in _creators(source):
            container = ""
    elif kind in CONTRIBUTIONS:
        container = ": ".join(filter(None, (whole, container)))
    elif kind == "book":
        container = ""  # a booktitle is there for its chapters to inherit
    if whole and kind not in CONTRIBUTIONS:
        title = f"{whole}: {title}" if title else whole
    if kind == "periodical":
        title = title or container
        container = ""
    return {
        "title": title,
        "container-title": container,
        "event-title": _joined(source, "event"),
        "original-title": source.get("origtitle"),
    }


def _numbers(source: Source, kind: str) -> dict[str, str]:
    number, issue = source.get("number"), _range(source.get("issue"))
    if kind.startswith("article") or kind in ("periodical", "review", "post-weblog"):
        return {"issue": _range(number) or issue, "number": source.get("eid")}
    if kind in _IN_SERIES:
        return {"collection-number": number, "issue": issue}
    return {"number": number, "issue": issue}


def _range(number: str) -> str:
    """*number* with an en dash, if it is two numbers with a hyphen between them."""
    return re.sub(r"(\d+)-(\d+)", "\\1–\\2", number) if _RANGE.fullmatch(number) else number


def _creators(source: Source) -> set[str]:
    """How the publisher might repeat the author, if the author is an organisation."""
    people = source.names.get("author") or source.names.get("editor") or ()
    bodies = [name.literal or name.family for name in people if not name.given]
    if not bodies or len(bodies) < len(people):
        return set()
    return {joint.join(bodies) for joint in (" och ", " & ", " and ", ", ")}


def publisher(source: Source) -> str:
    """Who published *source*, be it the author or not."""
    kind = _type(source)
    names: tuple[str, ...] = ("publisher", "institution", "organization", "howpublished")
    if kind in ("report", "thesis"):
        names = ("institution", "publisher", "organization", "howpublished")
    if kind in ("webpage", "post-weblog", "post"):
        names = ("publisher",)
    found = source.get(*names)
    return "" if found.startswith(("http:", "https:")) else found


def _publisher(source: Source, kind: str) -> dict[str, str]:
    """The publisher, unless it is the author."""
    found = publisher(source)
    if not found or found in _creators(source):
        return {}
    if kind in ("legislation", "bill", "legal_case"):
        return {"authority": found, "publisher-place": source.get("location")}
    return {"publisher": found, "publisher-place": source.get("location")}


def _dates(source: Source) -> dict[str, Any]:
    found = {
        "issued": date_of(source), "accessed": date_of(source, "url"),
        "original-date": date_of(source, "orig"), "event-date": date_of(source, "event"),
    }  # fmt: skip
    return {variable: when.csl for variable, when in found.items() if when}


def _links(source: Source) -> Mapping[str, str]:
    doi = identifiers.doi(source.get("doi")) or source.get("doi")
    url = source.get("url")
    eprint, archive = source.get("eprint"), source.get("eprinttype").lower()
    if not url and not doi and eprint and archive in ("", "arxiv"):
        url = f"https://arxiv.org/abs/{eprint.removeprefix('arXiv:')}"
    if not url and source.get("howpublished").startswith(("http:", "https:")):
        url = source.get("howpublished")
    return {"DOI": doi, "URL": url}
