"""Any .bib file, BibTeX or biblatex, to `Source` records; nothing that it holds is lost.

Of two entries with one key the first stands and the others are set aside. An entry of unknown type,
with a name that cannot be taken apart, or that breaks off, is kept as far as it was read. A missing
file is empty. Each of these is reported with file, line and key, and the rest is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx_publication.bibliography import checks, csl, latex, names, notes
from sphinx_publication.bibliography.commands import Entry, month_macros, read_commands
from sphinx_publication.bibliography.encoding import decode
from sphinx_publication.bibliography.inheritance import inherit
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.sources import Name, Source

#: Fields that are taken as they stand (biblatex manual, section 2.2.1, "verbatim" and "uri").
VERBATIM = frozenset(
    {
        "archiveurl",
        "doi",
        "eprint",
        "file",
        "pdf",
        "url",
        "urlraw",
        "urn",
        "verba",
        "verbb",
        "verbc",
    }
)

#: Fields in which "~" is no space, but says that a date is not certain.
DATES = frozenset({"archivedate", "date", "eventdate", "origdate", "urldate"})

#: BibTeX's names for fields, and biblatex's (manual, section 2.2.5).
ALIASES = {
    "address": "location", "annote": "annotation", "archiveprefix": "eprinttype",
    "journal": "journaltitle", "key": "sortkey", "pdf": "file", "primaryclass": "eprintclass",
    "school": "institution",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """What some .bib files hold."""

    #: By key, in the order of the files.
    sources: Mapping[str, Source]
    #: The entries whose key was taken; the one in `sources` stands.
    duplicates: tuple[Source, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Draft:
    """An entry on its way to be a source: names and values still as they were written."""

    entry: Entry
    path: str


def read(paths: Iterable[str | Path]) -> Reading:
    """The entries of the files *paths*, read in this order; @strings hold from file to file."""
    problems: list[Problem] = []
    drafts: list[_Draft] = []
    macros = month_macros()
    for path in map(str, paths):
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            problems.append(_problem(Kind.BIB_FILE_MISSING, path, 0, reason=error.strerror))
            continue
        text, odd = decode(data, path)
        problems.extend(odd)
        drafts.extend(_drafts(text, path, macros, problems))
    return _reading(drafts, problems)


def read_text(text: str, path: str) -> Reading:
    """The entries of *text*, which comes from no file; *path* stands for one in messages."""
    text, odd = decode(text.encode("utf-8", "replace"), path)
    problems = list(odd)
    return _reading(list(_drafts(text, path, month_macros(), problems)), problems)


def _drafts(
    text: str, path: str, macros: dict[str, str], problems: list[Problem]
) -> Iterator[_Draft]:
    for entry in read_commands(text, macros):
        problems.extend(_entry_problems(entry, path))
        if entry.key:
            yield _Draft(entry, path)


def _reading(drafts: Iterable[_Draft], problems: list[Problem]) -> Reading:
    sources: dict[str, Source] = {}
    duplicates: list[Source] = []
    for source in _sources(drafts, problems):
        first = sources.setdefault(source.key, source)
        if first is not source:
            duplicates.append(source)
            problems.append(
                _problem(Kind.BIB_KEY_TAKEN, source.path, source.line, key=source.key,
                         first=f"{first.path}:{first.line}")
            )  # fmt: skip
    inherited, missing = inherit(sources)
    problems.extend(missing)
    return Reading(inherited, tuple(duplicates), tuple(problems))


def _problem(kind: Kind, path: str, line: int, **details: object) -> Problem:
    return Problem(kind, path, line, details)


def _entry_problems(entry: Entry, path: str) -> Iterator[Problem]:
    """What is wrong with the way *entry* is written."""
    if entry.fault:
        name = f"'{entry.key}'" if entry.key else f"that begins on line {entry.line}"
        yield _problem(
            Kind.BIB_ENTRY_BROKEN, path, entry.fault.line, entry=name, reason=entry.fault.reason
        )
    for name in entry.undefined:
        yield _problem(Kind.BIB_STRING_UNKNOWN, path, entry.line, key=entry.key, string=name)


def _sources(drafts: Iterable[_Draft], problems: list[Problem]) -> Iterator[Source]:
    for draft in drafts:
        entry, path = draft.entry, draft.path
        if not csl.is_known(entry.type):
            problems.append(
                _problem(Kind.BIB_TYPE_UNKNOWN, path, entry.line, key=entry.key, type=entry.type)
            )
        yield _source(entry, path, problems)


def _source(entry: Entry, path: str, problems: list[Problem]) -> Source:
    people: dict[str, tuple[Name, ...]] = {}
    fields: dict[str, str] = {}
    source = Source(entry.key, entry.type, people, fields, path, entry.line)
    for written, value in notes.unpack(entry.fields):
        field = ALIASES.get(written, written)
        if field in people or field in fields:
            if written == field:
                problems.append(_field_twice(source, field))
        elif field in names.FIELDS:
            found = names.parse(value)
            people[field] = found.names
            problems.extend(
                _problem(Kind.BIB_NAME, path, entry.line, key=entry.key, field=field, name=name)
                for name in found.malformed
            )
        else:
            fields[field] = _text(field, value)
    problems.extend(checks.problems(source))
    return source


def _text(field: str, value: str) -> str:
    if field in VERBATIM:
        return latex.verbatim(value)
    text = latex.plain(value)
    return text.replace("\N{NO-BREAK SPACE}", "~") if field in DATES else text


def _field_twice(source: Source, field: str) -> Problem:
    return _problem(Kind.BIB_FIELD_TWICE, source.path, source.line, key=source.key, field=field)
