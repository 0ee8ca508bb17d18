"""The feed of legal deposit, ``e-plikt.xml`` (`model.deposit`): each post with its pictures.

Off until ``publication_deposit`` in conf.py says which organisation delivers, by its number.
Yearbooks are not in it: when a book was first to be had is written down nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from mimetypes import guess_type
from typing import TYPE_CHECKING

from sphinx_publication.model import deposit
from sphinx_publication.model.deposit import Channel, Content, Resource
from sphinx_publication.site import colophon
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.files import write_file
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_records import records
from sphinx_publication.site.post_texts import Texts

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_publication.site.page_records import Records

_PICTURE = re.compile(r'<img\b[^>]*?\ssrc="([^"]+)"')


def write(app: Sphinx) -> list[object]:
    """Write the feed; there are no pages to add."""
    noted, number = records(app.env), app.config.publication_deposit
    is_site = isinstance(app.builder, PublicationBuilder)
    if number and noted and is_site and not app.config.publication_preview:
        publication = noted.publication
        channel = Channel(
            title=publication.name,
            address=publication.address,
            description=colophon.about(app.env),
            language=publication.language,
            publisher=deposit.publisher(number),
            licence=publication.licence_url,
        )
        name = overview(app.env).addresses.deposit
        write_file(app.builder, name, deposit.feed(channel, _resources(app, noted)))
    return []


def _resources(app: Sphinx, noted: Records) -> Iterator[Resource]:
    """Yield the posts of this site; one that stands elsewhere is deposited from there."""
    texts = Texts(app)
    for post in overview(app.env).published:
        record = noted.posts[post.key]
        if post.external_link or record.canonical != record.address:
            continue
        yield Resource(
            title=record.title,
            address=record.address,
            published=post.date,
            creators=tuple(author.name for author in record.authors),
            description=record.description,
            contents=tuple(_pictures(texts.body(post))),
        )


def _pictures(text: str) -> Iterator[Content]:
    for where in dict.fromkeys(map(unescape, _PICTURE.findall(text))):
        media_type, _encoding = guess_type(where.partition("?")[0])
        if media_type and where.startswith(("http://", "https://")):
            yield Content(where, media_type)


def setup(app: Sphinx) -> None:
    """Write the feed with the pages."""
    app.connect("html-collect-pages", write)
