"""``crossref`` and ``xdata``: fields that an entry takes over from another (biblatex, 2.4.1).

A chapter takes its book's title as ``booktitle``; what it has itself always stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.sources import Name, Source

#: Fields that belong to one entry alone.
OWN = frozenset({
    "crossref", "entryset", "entrysubtype", "execute", "ids", "indextitle", "keywords", "label",
    "options", "presort", "related", "relatedtype", "shorthand", "shorttitle", "sortkey",
    "sortname", "sorttitle", "xdata", "xref",
})  # fmt: skip

#: The types that are a part of something, and the name they have for the whole's title.
_PARTS = {
    "article": "journal", "bookinbook": "book", "inbook": "book", "incollection": "book",
    "inproceedings": "book", "conference": "book", "inreference": "book", "suppbook": "book",
    "suppcollection": "book", "suppperiodical": "journal",
}  # fmt: skip
_MULTIVOLUME = frozenset({"mvbook", "mvcollection", "mvproceedings", "mvreference"})
_TITLES = ("title", "subtitle", "titleaddon")


def inherit(sources: Mapping[str, Source]) -> tuple[dict[str, Source], tuple[Problem, ...]]:
    """*sources* with what they inherit, and a problem for each parent that is missing."""
    done: dict[str, Source] = {}
    problems: list[Problem] = []
    for key in sources:
        _complete(key, sources, done, (), problems)
    return {key: done[key] for key in sources}, tuple(problems)


def _complete(
    key: str,
    sources: Mapping[str, Source],
    done: dict[str, Source],
    descendants: tuple[str, ...],
    problems: list[Problem],
) -> Source:
    if key in done:
        return done[key]
    source = sources[key]
    for field, parent in _parents(source):
        if parent not in sources or parent in (*descendants, key):
            details = {"key": key, "field": field, "parent": parent}
            problems.append(Problem(Kind.BIB_PARENT_MISSING, source.path, source.line, details))
            continue
        whole = _complete(parent, sources, done, (*descendants, key), problems)
        source = _merge(source, whole, field == "xdata")
    done[key] = source
    return source


def _parents(source: Source) -> Iterator[tuple[str, str]]:
    for field in ("xdata", "crossref"):
        for parent in source.get(field).split(","):
            if parent.strip():
                yield field, parent.strip()


def _merge(source: Source, parent: Source, same_names: bool) -> Source:
    """*source* with the fields of *parent* that it lacks."""
    fields: dict[str, str] = {}
    for name, value in parent.fields.items():
        if name not in OWN:
            fields[name if same_names else _inherited_name(name, source, parent)] = value
    names: dict[str, tuple[Name, ...]] = dict(parent.names)
    if not same_names and source.type in ("inbook", "bookinbook", "suppbook"):
        names = {"bookauthor" if role == "author" else role: who for role, who in names.items()}
    if source.type == "inbook" and "author" not in source.names and "bookauthor" in names:
        names["author"] = names["bookauthor"]
    if "date" in source.fields or "year" in source.fields:
        for name in ("date", "year", "month", "day"):
            fields.pop(name, None)
    return replace(source, fields={**fields, **source.fields}, names={**names, **source.names})


def _inherited_name(field: str, source: Source, parent: Source) -> str:
    if field not in _TITLES:
        return field
    whole = "main" if parent.type in _MULTIVOLUME else _PARTS.get(source.type)
    return f"{whole}{field}" if whole else field
