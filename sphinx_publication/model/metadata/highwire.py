"""Highwire Press tags, for Google Scholar and for reference managers (Zotero, Mendeley).

Names and forms are those of Google Scholar's guidelines for webmasters. Only posts are works of
their own: a source's page is about a work that stands elsewhere. ``citation_pdf_url`` is left out,
because a yearbook's PDF is not the post's.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.model.metadata.tags import Tag, named
from sphinx_publication.model.page_records import PageKind, PageRecord


def tags(record: PageRecord) -> Iterator[Tag]:
    """Yield the tags of a post."""
    if record.kind is not PageKind.POST:
        return
    publication = record.publication
    yield named("citation_title", record.title)
    for author in record.authors:
        yield named("citation_author", author.listed)
        if author.orcid:
            yield named("citation_author_orcid", f"https://orcid.org/{author.orcid}")
    if record.published:
        yield named("citation_publication_date", f"{record.published:%Y/%m/%d}")
    yield named("citation_journal_title", publication.name)
    yield named("citation_issn", publication.issn)
    yield named("citation_publisher", publication.publisher)
    yield named("citation_language", record.language)
    yield named("citation_fulltext_html_url", record.canonical)
    yield named("citation_keywords", "; ".join(topic.name for topic in record.topics))
