"""New sources: made uniform, given a key, held against those that there are, and written.

Nothing is made up: a field that nobody has told stays away, and is named. A work that is in the
publication's files already (by DOI, ISBN, or title and year) is not written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copymode

from sphinx_publication.authoring import bib_files, keys
from sphinx_publication.bibliography import checks, reader
from sphinx_publication.bibliography.dates import date_of, year_in
from sphinx_publication.bibliography.exports import published
from sphinx_publication.locale.console import _
from sphinx_publication.model import identifiers
from sphinx_publication.model.problems import Problem
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.sources import Source

#: Fields that a reference of a type cannot do without, besides title, date and author.
_NEEDED = {
    "article": ("journaltitle",), "book": ("publisher",), "collection": ("publisher",),
    "incollection": ("booktitle", "publisher"), "inproceedings": ("booktitle",),
    "online": ("url",), "report": ("institution",), "thesis": ("institution",),
}  # fmt: skip
#: What the parts of a date are called in BibTeX.
_PARTS = frozenset({"day", "month", "year"})
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)


class NotWritten(Exception):
    """The file of sources cannot take an entry; the message says why."""


@dataclass(frozen=True)
class Twin:
    """A source that is there already."""

    #: The one that was to be added, and the key of the one that there is.
    source: Source
    key: str
    #: An identifier says so; else title and year alone.
    is_sure: bool = True


@dataclass(frozen=True)
class Addition:
    """A source ready to be written."""

    source: Source
    #: Names of fields that a reference needs and nobody has told.
    missing: tuple[str, ...]
    #: What is wrong with values that were given.
    problems: tuple[Problem, ...]


class Shelf:
    """The sources that there are, and those that are added."""

    def __init__(self, sources: Mapping[str, Source], short_names: Mapping[str, str]) -> None:
        self._short_names = short_names
        self._taken: set[str] = set()
        #: Key by what tells a work apart.
        self._marks: dict[str, str] = {}
        for source in sources.values():
            self._take(source)

    def add(self, source: Source, key: str = "") -> Addition | Twin:
        """Return *source* as it is to be written, under *key* or one of its own, or its twin.

        A *key* that somebody chose says that a work of the same title and year is another.
        """
        source = _uniform(source)
        twin = self.twin(source)
        if twin is not None and (twin.is_sure or not key):
            return twin
        if key in self._taken:
            return Twin(source, key)
        source = replace(source, key=key or keys.key(source, self._taken, self._short_names))
        self._take(source)
        return Addition(source, tuple(_missing(source)), tuple(checks.problems(source)))

    def twin(self, source: Source) -> Twin | None:
        """Return the same work where it is there already."""
        for mark, is_sure in _marks(source):
            if mark in self._marks:
                return Twin(source, self._marks[mark], is_sure)
        return None

    def _take(self, source: Source) -> None:
        self._taken.add(source.key)
        for mark, _is_sure in _marks(source):
            self._marks.setdefault(mark, source.key)


def write(path: Path, additions: list[Addition]) -> None:
    """Write the sources into the .bib file at *path*; whatever else it holds stays as it is.

    Raises NotWritten where that cannot be.
    """
    path = path.resolve()
    data = path.read_bytes() if path.is_file() else b""
    try:
        before = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotWritten(_("%s is not in UTF-8; save it as UTF-8 first") % path.name) from error
    crlf = "\r\n" in before
    text = old = before.replace("\r\n", "\n")
    for one in additions:
        text = bib_files.with_entry(text, one.source)
    _read_again(path, old, text, additions)
    mark = "\ufeff" if data.startswith("\ufeff".encode()) else ""
    after = mark + (text.replace("\n", "\r\n") if crlf else text)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(after.encode())
    if path.is_file():
        copymode(path, beside)
    beside.replace(path)


def _read_again(path: Path, old: str, text: str, additions: list[Addition]) -> None:
    """Make sure that the new text holds what the old one did, and the new sources."""
    expected = {
        key: (source.names, source.fields)
        for key, source in reader.read_text(old, path.name).sources.items()
    }
    expected |= {one.source.key: (one.source.names, one.source.fields) for one in additions}
    found = reader.read_text(text, path.name).sources
    if {key: (source.names, source.fields) for key, source in found.items()} != expected:
        raise NotWritten(
            _("%s cannot take the entry without harm to another; it was left as it is") % path.name
        )


def _uniform(source: Source) -> Source:
    """Return *source* in the words of the house: one date, bare identifiers, no private files."""
    fields = {name: value for name, value in published(source).fields.items() if value}
    if date := _one_date(source):
        fields = {name: value for name, value in fields.items() if name not in _PARTS}
        fields["date"] = date
    if doi := identifiers.doi(fields.get("doi", "")):
        fields["doi"] = doi
        if _DOI_ADDRESS.match(fields.get("url", "")):
            del fields["url"]
    return replace(source, fields=fields, path="", line=0)


def _one_date(source: Source) -> str:
    """Return year, month and day as one date (ISO 8601); "" where they are no plain date."""
    when = None if source.get("date") else date_of(source)
    if when is None or when.start is None or when.end is not None or when.start.season:
        return ""
    return "-".join(f"{part:0{4 if n == 0 else 2}}" for n, part in enumerate(when.start.parts))


def _marks(source: Source) -> Iterator[tuple[str, bool]]:
    """Yield what tells a work apart, and whether it does so for sure."""
    for one in identifiers.identifiers_of(source):
        if one.scheme == "DOI" and one.valid:
            yield f"doi:{one.value.casefold()}", True
        elif one.scheme == "ISBN" and one.valid:
            yield f"isbn:{_isbn_13(one.value)}", True
    year = year_in(date_of(source))
    if source.title and year:
        yield f"title:{slug(source.get('title'))} {year}", False
        yield f"title:{slug(source.title)} {year}", False


def _isbn_13(isbn: str) -> str:
    """Return the first twelve digits of an ISBN in its long form."""
    digits = re.sub(r"[^0-9X]", "", isbn.upper())
    return digits[:12] if len(digits) == 13 else f"978{digits[:9]}"


def _missing(source: Source) -> Iterator[str]:
    if not source.title:
        yield "title"
    if not (source.names.get("author") or source.names.get("editor")):
        yield "author"
    if date_of(source) is None:
        yield "date"
    for field in _NEEDED.get(source.type, ()):
        if not source.get(field, *(("organization", "school") if field == "institution" else ())):
            yield field
