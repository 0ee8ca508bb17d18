"""Signposting (https://signposting.org/FAIR/, level 1): typed links that machines follow.

From a post to who wrote it, under which licence it stands, what it is, how it is cited, and to the
files that describe it; from a yearbook to its files.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.model.metadata.tags import Tag, link
from sphinx_publication.model.page_records import PageKind, PageRecord
from sphinx_publication.model.structured_pages import type_of


def tags(record: PageRecord) -> Iterator[Tag]:
    """Yield the links of a page."""
    if record.kind is PageKind.SEARCH:
        return
    if record.kind in (PageKind.POST, PageKind.BOOK):
        yield link("cite-as", record.canonical)
    for author in record.authors:
        address = f"https://orcid.org/{author.orcid}" if author.orcid else author.address
        if address:
            yield link("author", address)
    yield link("type", f"https://schema.org/{type_of(record.kind)}")
    if record.publication.licence_url:
        yield link("license", record.publication.licence_url)
    if record.kind is not PageKind.START:
        yield link("collection", record.publication.address)
    if record.series:
        yield link("collection", record.series.address)
    for file in record.described_by:
        yield link("describedby", file.address, file.media_type)
    for file in record.items:
        yield link("item", file.address, file.media_type)
