"""Sources as RIS records, by the list of tags of Research Information Systems.

A line is a tag of two signs, two spaces, a hyphen, a space and the value; a record begins with TY
and ends with ER. Values hold no line ends, and are otherwise written as they are: RIS knows no
escapes. A date is YYYY/MM/DD/other information, where the other information is a season or a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sphinx_publication.bibliography.dates import When, date_of
from sphinx_publication.bibliography.exports.csljson import csl_json
from sphinx_publication.model.identifiers import safe_address
from sphinx_publication.model.sources import Name, Source

#: RIS' type for biblatex types that CSL knows no type for.
_ENTRY_TYPES = {
    "artwork": "ART", "conference": "CPAPER", "image": "ART", "movie": "MPCT", "music": "MUSIC",
    "proceedings": "CONF", "mvproceedings": "CONF", "video": "VIDEO",
}  # fmt: skip

#: RIS' type for CSL's; all others are GEN.
_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "bill": "BILL", "book": "BOOK", "chapter": "CHAP", "dataset": "DATA",
    "entry-encyclopedia": "ENCYC", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "UNPB", "motion_picture": "MPCT", "pamphlet": "PAMP",
    "paper-conference": "CPAPER", "patent": "PAT", "periodical": "JFULL",
    "personal_communication": "PCOMM", "post": "ELEC", "post-weblog": "BLOG", "report": "RPRT",
    "review": "JOUR", "software": "COMP", "song": "SOUND", "standard": "STAND", "thesis": "THES",
    "treaty": "LEGAL", "webpage": "ELEC",
}  # fmt: skip

#: The tag for each role.
_ROLES = {"author": "AU", "director": "A2", "bookauthor": "A3", "editor": "ED", "translator": "A4"}

#: The tag for each CSL variable, in the order of the record.
_TEXTS = {
    "title": "TI", "title-short": "ST", "container-title": "T2", "collection-title": "T3",
    "original-title": "OP", "event-title": "C3", "volume": "VL", "issue": "IS", "number": "M1",
    "collection-number": "M1", "number-of-volumes": "NV", "chapter-number": "SE", "edition": "ET",
    "publisher": "PB", "authority": "PB", "publisher-place": "CY", "ISBN": "SN", "ISSN": "SN",
    "genre": "M3", "DOI": "DO", "URL": "UR", "language": "LA", "abstract": "AB", "note": "N1",
    "annote": "N1", "status": "N1", "citation-label": "LB",
}  # fmt: skip

#: What RIS has no tag for stands in notes, with its biblatex name.
_NOTED = ("addendum", "titleaddon", "howpublished", "shorthand", "eprint", "archivedate")

_PAGES = re.compile(r"([^-,;\s]+)-([^-,;\s]+)")
_SPACES = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
_KEYWORDS = re.compile(r"[,;]")


def ris(source: Source) -> str:
    """*source* as a record, without a line end after its ER."""
    lines = ((tag, _SPACES.sub(" ", value).strip()) for tag, value in _lines(source))
    return "\n".join(f"{tag}  - {value}" for tag, value in lines if value or tag == "ER")


def ris_file(sources: Iterable[Source]) -> str:
    """A RIS file of *sources*, in their order."""
    return "\n".join(f"{ris(source)}\n" for source in sources)


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    item = csl_json(source)
    yield "TY", _ENTRY_TYPES.get(source.type) or _TYPES.get(item["type"], "GEN")
    yield "ID", source.key
    for role, tag in _ROLES.items():
        for name in source.names.get(role, ()):
            yield tag, _name(name)
    yield from _dates(source)
    for variable, tag in _TEXTS.items():
        yield tag, item.get(variable, "")
    yield from _pages(item)
    for word in _KEYWORDS.split(item.get("keyword", "")):
        yield "KW", word
    yield "UR", archive if safe_address(archive := source.get("archiveurl")) else ""
    for field in _NOTED:
        if text := source.get(field):
            yield "N1", f"{field}: {text}"
    yield "ER", ""


def _name(name: Name) -> str:
    if name.others:
        return "et al."
    return name.literal or ", ".join(filter(None, (name.surname, name.given, name.suffix)))


def _pages(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    pages = str(item.get("page", ""))
    both = _PAGES.fullmatch(pages)
    yield "SP", both[1] if both else pages
    yield "EP", both[2] if both else str(item.get("number-of-pages", "")) if not pages else ""


def _dates(source: Source) -> Iterator[tuple[str, str]]:
    when = date_of(source)
    if when and when.start:
        yield "PY", f"{when.start.year:04}"
    yield "DA", _date(when)
    yield "Y2", _date(date_of(source, "url"))


def _date(when: When | None) -> str:
    """As RIS has it: 2013/12/17, or 2013///autumn."""
    if when is None:
        return ""
    if when.start is None:
        return f"///{when.literal}"
    parts = [f"{part:02}" for part in when.start.parts]
    parts[0] = f"{when.start.year:04}"
    is_plain = when.end is None and not (when.unfinished or when.circa or when.start.season)
    other = "" if is_plain else when.written
    return "/".join([*parts, "", ""][:3] + ([other] if other else [])).rstrip("/")
