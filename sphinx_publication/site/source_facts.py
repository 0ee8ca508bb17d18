"""The facts of a source that its page lists: kind, publisher, language, identifiers, topics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from sphinx.locale import get_translation

from sphinx_publication.bibliography.languages import language_tag
from sphinx_publication.model import dates
from sphinx_publication.model.identifiers import Identifier, identifiers_of
from sphinx_publication.model.works import publishers
from sphinx_publication.site.source_words import kind_of_source, word_of_kind

if TYPE_CHECKING:
    from sphinx_publication.model.sources import Source
    from sphinx_publication.site.source_desk import Desk

_ = get_translation("sphinx_publication")

#: Where numbers lead that have no resolver of their own.
_CATALOGUES = {
    "ISBN": "https://search.worldcat.org/isbn/",
    "ISSN": "https://portal.issn.org/resource/ISSN/",
}


@dataclass(frozen=True)
class Term:
    """One thing that is said of a source."""

    text: str
    #: Address on another site.
    href: str = ""
    #: Page name, or docname, in this site.
    page: str = ""
    #: What the page is asked for, "?" included.
    query: str = ""


@dataclass(frozen=True)
class Fact:
    """A label, and what is said under it."""

    label: str
    terms: tuple[Term, ...]


def facts(desk: Desk, key: str) -> Iterator[Fact]:
    """Yield what is known of a source besides its reference."""
    source, about = desk.sources[key], desk.about(key)
    index = desk.domain.addresses.sources
    yield Fact(_("Type"), (Term(kind_of_source(source)),))
    kind = Term(word_of_kind(about.kind), page=index, query=f"?kind={about.kind}")
    yield Fact(_("Kind"), (kind,))
    if found := tuple(Term(name) for name in publishers(source)):
        yield Fact(_("Publisher"), found)
    if name := language_name(source, desk.language):
        yield Fact(_("Language"), (Term(name),))
    yield from _identifiers(source)
    if about.topics:
        named = (desk.topic(topic) for topic in about.topics)
        yield Fact(_("Topics"), tuple(Term(name, page=target) for name, target in named))


def language_name(source: Source, language: str) -> str:
    """Return the name of a source's language, in the language of the publication."""
    tag = language_tag(source.get("langid", "language"))
    try:
        own = Locale.parse(language.replace("-", "_"))
        return str(Locale.parse(tag, sep="-").get_display_name(own)) if tag else ""
    except (UnknownLocaleError, ValueError):
        return ""


def day(written: str, language: str) -> str:
    """Return a date of a .bib file in words; as it was written, where it is no full date."""
    try:
        return dates.medium_date(date.fromisoformat(written), language)
    except ValueError:
        return written


def _identifiers(source: Source) -> Iterator[Fact]:
    found: dict[str, list[Term]] = {}
    for one in identifiers_of(source):
        found.setdefault(one.scheme, []).append(Term(one.value, href=_link(one)))
    for scheme, terms in found.items():
        yield Fact(scheme, tuple(terms))


def _link(one: Identifier) -> str:
    if one.url or not one.valid:
        return one.url
    catalogue = _CATALOGUES.get(one.scheme)
    number = one.value.replace("-", "").replace(" ", "") if one.scheme == "ISBN" else one.value
    return f"{catalogue}{number}" if catalogue else ""
