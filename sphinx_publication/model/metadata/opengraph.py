"""OpenGraph (https://ogp.me), for the card that other sites show beside a link to a page.

Where they have no picture or no time, nothing is made up. Of Twitter's own names only the one that
OpenGraph has no word for is written: how large the picture shall be.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.model.metadata.tags import Tag, named, property_
from sphinx_publication.model.page_records import PageKind, PageRecord

#: The types that are more than a page of a site.
_TYPES = {PageKind.POST: "article", PageKind.AUTHOR: "profile"}

#: Where languages are spoken, for those that people of one country mostly speak.
_COUNTRIES = {
    "cs": "CZ", "da": "DK", "de": "DE", "en": "GB", "es": "ES", "et": "EE", "fi": "FI", "fr": "FR",
    "is": "IS", "it": "IT", "lt": "LT", "lv": "LV", "nb": "NO", "nl": "NL", "nn": "NO", "pl": "PL",
    "pt": "PT", "sv": "SE", "uk": "UA",
}  # fmt: skip


def tags(record: PageRecord) -> Iterator[Tag]:
    """Yield what OpenGraph has words for."""
    yield property_("og:type", _TYPES.get(record.kind, "website"))
    yield property_("og:title", record.title or record.publication.name)
    yield property_("og:description", record.description)
    yield property_("og:url", record.canonical)
    yield property_("og:site_name", record.publication.name)
    yield property_("og:locale", locale(record.language))
    if record.picture:
        yield property_("og:image", record.picture.address)
        yield property_("og:image:width", str(record.picture.width))
        yield property_("og:image:height", str(record.picture.height))
        yield property_("og:image:alt", record.picture.words)
        yield named("twitter:card", "summary_large_image")
    if record.kind is PageKind.POST:
        yield from _article(record)


def locale(language: str) -> str:
    """Return a language tag as OpenGraph has it ("sv_SE"); "" where the country is not known."""
    name, _hyphen, rest = language.partition("-")
    country = next((part for part in rest.split("-") if len(part) == 2), "")
    country = country or _COUNTRIES.get(name.lower(), "")
    return f"{name.lower()}_{country.upper()}" if country else ""


def _article(record: PageRecord) -> Iterator[Tag]:
    if record.published:
        yield property_("article:published_time", record.published.isoformat())
    if record.revised:
        yield property_("article:modified_time", record.revised.isoformat())
    for category in record.categories[:1]:
        yield property_("article:section", category.name)
