"""What a page's head tells programs, in each vocabulary that they read: records to tags.

Each module takes a `PageRecord` and yields `Tag` records; `head` gives them all, and `tags` is the
one place where they become HTML. JSON-LD is `model.structured`. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.model.metadata import dublin_core, highwire, opengraph, signposting
from sphinx_publication.model.metadata.tags import Tag, html
from sphinx_publication.model.page_records import PageKind, PageRecord

__all__ = ["Tag", "head", "html"]


def head(record: PageRecord) -> Iterator[Tag]:
    """Yield the tags of a page; none of a page that nobody is to look for."""
    if record.kind is PageKind.OTHER:
        return
    for vocabulary in (opengraph, highwire, dublin_core, signposting):
        yield from vocabulary.tags(record)
