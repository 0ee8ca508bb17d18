"""The table of the book's parts, in their order. Cover, colophon and contents stand before them."""

from __future__ import annotations

from sphinx_publication.yearbook import (
    attachments,
    book_index,
    chapters,
    contributors,
    numbers,
    others,
    toplists,
)
from sphinx_publication.yearbook.making import PartWriter

PARTS: tuple[tuple[str, PartWriter], ...] = (
    ("foreword", chapters.foreword),
    ("toplists", toplists.write),
    ("posts", chapters.posts),
    ("numbers", numbers.write),
    ("contributors", contributors.write),
    ("sources", chapters.sources),
    ("index", book_index.index),
    ("others", others.write),
    ("attachments", attachments.attachments),
)
