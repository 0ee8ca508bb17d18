"""The package document: what the book is, what files it has, and how it can be read.

EPUB 3.3, and the metadata of EPUB Accessibility 1.1. Conformance to WCAG is claimed by a person
who has looked, never by this code alone: see `Facts.certifier`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree
from sphinx.locale import get_translation

from sphinx_publication.yearbook import escape
from sphinx_publication.yearbook.epub.xhtml import XML, Element, serialised

_ = get_translation("sphinx_publication")

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
#: What is claimed where somebody has evaluated the book (EPUB Accessibility 1.1, section 4).
STANDARD = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@dataclass(frozen=True)
class Facts:
    """The book, as libraries know it."""

    identifier: str
    title: str
    language: str
    creators: tuple[str, ...]
    publisher: str
    rights: str
    #: Address of the licence; "" for none.
    licence: str
    description: str
    subjects: tuple[str, ...]
    modified: datetime
    #: The series that the volumes make, and the number of this one in it.
    series: str
    position: str
    #: Name of the PDF whose pages the list of pages counts.
    pdf: str
    #: Who has found that the book conforms to `STANDARD`; "" for nobody.
    certifier: str = ""


@dataclass(frozen=True)
class Item:
    """One file of the book."""

    name: str
    media_type: str
    #: EPUB's words for special files: "nav", "cover-image", "mathml".
    properties: str = ""
    #: Whether it is a page, to be read in order.
    is_page: bool = False

    @property
    def id(self) -> str:
        """Its id in the package."""
        return "item-" + "".join(char if char.isalnum() else "-" for char in self.name)


@dataclass(frozen=True)
class Abilities:
    """How the book can be read."""

    #: Whether there are pictures besides the cover.
    pictures: bool
    #: Whether one of them may move.
    moving: bool
    formulas: bool
    #: Whether the pages of the PDF are marked.
    pages: bool
    index: bool = False

    def features(self) -> Iterator[str]:
        """Yield schema.org's names for what helps readers."""
        yield from ("tableOfContents", "readingOrder", "structuralNavigation", "ARIA")
        yield from ("displayTransformability", "alternativeText", "unlocked")
        if self.pages:
            yield from ("pageBreakMarkers", "pageNavigation")
        if self.formulas:
            yield "MathML"
        if self.index:
            yield "index"

    def summary(self) -> str:
        """Return in a few sentences what readers with disabilities can expect."""
        sentences = [
            _("All text can be read aloud, enlarged and recoloured; headings, lists, tables, notes "
              "and languages are marked."),
            _("Pictures have text alternatives.") if self.pictures else "",
            _("Formulas are written as MathML.") if self.formulas else "",
            _("The pages of the PDF edition are marked and listed.") if self.pages else "",
        ]  # fmt: skip
        return " ".join(str(sentence) for sentence in sentences if sentence)


def package(facts: Facts, items: Sequence[Item], abilities: Abilities) -> bytes:
    """Return the package document."""
    root = etree.Element(f"{{{_OPF}}}package", nsmap={None: _OPF, "dc": _DC})
    root.set("version", "3.0")
    root.set("unique-identifier", "identifier")
    root.set(f"{{{XML}}}lang", facts.language)
    _add(root, "metadata", [*_what(facts), *_access(facts, abilities)])
    _add(root, "manifest", (_made("item", **_attributes(item)) for item in items))
    _add(root, "spine", (_made("itemref", idref=item.id) for item in items if item.is_page))
    return serialised(root)


def _attributes(item: Item) -> dict[str, str]:
    return {
        "id": item.id,
        "href": item.name,
        "media-type": item.media_type,
        "properties": item.properties,
    }


def _what(facts: Facts) -> Iterator[Element]:
    modified = facts.modified.astimezone(UTC)
    yield _dc("identifier", facts.identifier, id="identifier")
    yield _dc("title", facts.title)
    yield _dc("language", facts.language)
    for number, name in enumerate(facts.creators, 1):
        yield _dc("creator", name, id=f"creator-{number}")
        yield _meta("role", "aut", refines=f"#creator-{number}", scheme="marc:relators")
    yield from (
        _dc(name, value)
        for name, value in (
            ("publisher", facts.publisher),
            ("date", f"{facts.modified:%Y-%m-%d}"),
            ("description", facts.description),
            ("rights", facts.rights),
            *(("subject", subject) for subject in facts.subjects),
        )
        if value
    )
    yield _meta("dcterms:modified", f"{modified:%Y-%m-%dT%H:%M:%SZ}")
    if facts.licence:
        yield _made("link", rel="dcterms:license", href=facts.licence)
    if facts.position:
        yield _meta("belongs-to-collection", facts.series, id="series")
        yield _meta("collection-type", "series", refines="#series")
        yield _meta("group-position", facts.position, refines="#series")


def _access(facts: Facts, abilities: Abilities) -> Iterator[Element]:
    yield _meta("schema:accessMode", "textual")
    if abilities.pictures:
        yield _meta("schema:accessMode", "visual")
    yield _meta("schema:accessModeSufficient", "textual")
    for feature in abilities.features():
        yield _meta("schema:accessibilityFeature", feature)
    # "unknown" alone: nobody has watched whether a moving picture flashes.
    yield _meta("schema:accessibilityHazard", "unknown" if abilities.moving else "none")
    yield _meta("schema:accessibilitySummary", abilities.summary())
    if abilities.pages:
        yield _dc("source", facts.pdf, id="pages")
        yield _meta("source-of", "pagination", refines="#pages")
        yield _meta("pageBreakSource", facts.pdf)
    if facts.certifier:
        yield _meta("dcterms:conformsTo", STANDARD, id="conformance")
        yield _meta("a11y:certifiedBy", facts.certifier, refines="#conformance")


def _made(tag: str, text: str = "", **attributes: str) -> Element:
    made = etree.Element(f"{{{_OPF}}}{tag}")
    made.text = escape.clean(text) or None
    for name, value in attributes.items():
        if value:
            made.set(name, escape.clean(value))
    return made


def _dc(tag: str, text: str, **attributes: str) -> Element:
    made = _made(tag, text, **attributes)
    made.tag = f"{{{_DC}}}{tag}"
    return made


def _meta(name: str, value: str, **attributes: str) -> Element:
    return _made("meta", value, **attributes, property=name)


def _add(root: Element, tag: str, content: Iterable[Element]) -> None:
    root.append(_made(tag))
    root[-1].extend(content)
