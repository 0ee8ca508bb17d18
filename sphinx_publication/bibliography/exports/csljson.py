"""Sources as CSL-JSON items, valid against CSL 1.0.2's ``csl-data.json``.

Programs of readers (Zotero, pandoc, citeproc) take them as they are. Names and fields that CSL has
no variable for stand under ``custom``, by their biblatex names, so that nothing is lost on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from sphinx_publication.bibliography import csl
from sphinx_publication.model.identifiers import safe_address
from sphinx_publication.model.sources import Name, Source

#: Fields that `csl.item` leaves out because no style prints them, and their variables.
_DATA = {
    "annotation": "annote", "keywords": "keyword", "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher", "shorthand": "citation-label",
    "shortjournal": "container-title-short",
}  # fmt: skip

#: Fields whose data are in variables that more than one field makes.
_MADE_OF = frozenset({
    "booksubtitle", "booktitle", "date", "day", "doi", "eid", "eventdate", "eventtitle",
    "institution", "issue", "journalsubtitle", "journaltitle", "langid", "language", "location",
    "mainsubtitle", "maintitle", "month", "number", "origdate", "origtitle", "pubstate",
    "publisher", "subtitle", "title", "type", "url", "urldate", "year",
})  # fmt: skip

#: CSL 1.0.2's schema has another name for this than its specification.
_RENAMED = {"part-number": "part"}


def csl_json(source: Source, words: csl.Words | None = None) -> dict[str, Any]:
    """*source* as a CSL-JSON item.

    *words* gives the words for biblatex's localisation keys ("phdthesis"); English without it.
    """
    item = csl.item(source, words or _english_word)
    item = {_RENAMED.get(variable, variable): value for variable, value in item.items()}
    item |= {variable: source.fields[name] for name, variable in _DATA.items() if source.get(name)}
    if not item.keys() & {"publisher", "authority"} and (publisher := csl.publisher(source)):
        item["publisher"] = publisher  # styles leave it out where it is the author
    custom = _custom(source)
    if "URL" in item and not safe_address(item["URL"]):
        custom["url"] = item.pop("URL")
    if custom:
        item["custom"] = custom
    return item


def csl_json_file(sources: Iterable[Source]) -> str:
    """A CSL-JSON file of *sources*, in their order."""
    items = [csl_json(source) for source in sources]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _custom(source: Source) -> dict[str, Any]:
    """What CSL has no variable for, by its biblatex names."""
    known = _MADE_OF | _DATA.keys() | csl.PLAIN.keys()
    found: dict[str, Any] = {
        role: [_parts(name) for name in people]
        for role, people in source.names.items()
        if role not in csl.ROLES
    }
    found.update({name: text for name, text in source.fields.items() if name not in known and text})
    return found


def _parts(name: Name) -> dict[str, str]:
    return {part: text for part, text in vars(name).items() if text}


def _english_word(key: str) -> str:
    return _english().get(key.lower(), key)


@cache
def _english() -> Mapping[str, str]:
    """The English words for biblatex's localisation keys."""
    resource = files("sphinx_publication.bibliography") / "locales" / "en.xml"
    terms = etree.fromstring(resource.read_bytes()).iterfind(".//{*}term")
    return {str(term.get("name")).removeprefix("x-"): str(term.text) for term in terms}
