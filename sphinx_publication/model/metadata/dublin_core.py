"""Dublin Core (the fifteen elements, in HTML by DCMI's "DC-HTML"), for libraries and archives.

``DC.type`` says "blogPost" besides DCMI's own "Text": by it reference managers know what a post is.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.model.metadata.tags import Tag, link, named
from sphinx_publication.model.page_records import PageKind, PageRecord


def tags(record: PageRecord) -> Iterator[Tag]:
    """Yield the elements of a post."""
    if record.kind is not PageKind.POST:
        return
    yield link("schema.DC", "http://purl.org/dc/elements/1.1/")
    yield named("DC.type", "blogPost")
    yield named("DC.type", "Text")
    yield named("DC.title", record.title)
    for author in record.authors:
        yield named("DC.creator", author.listed)
    if record.published:
        yield named("DC.date", record.published.date().isoformat())
    yield named("DC.identifier", record.canonical)
    yield named("DC.language", record.language)
    yield named("DC.publisher", record.publication.publisher)
    yield named("DC.rights", record.publication.licence_url or record.publication.licence)
