"""Posts as books: tagged, archival PDFs made with Typst, and accessible EPUBs of the same.

``builder`` has every volume made in every edition. ``assembly`` gives the posts' doctrees,
``translator`` turns them into Typst by small ``pieces``, and ``plates`` makes their pictures ready.
``volume_parts`` lists what else a book holds, ``making`` is what every part may ask, and
``manuscript`` puts it all together; ``compile`` sets that, ``apart`` in a process of its own.
All layout lies in ``theme/``; ``epub`` makes the EPUB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Set up the book."""
    # Not before: see the package's own.
    from sphinx_publication.yearbook import builder, comments, look, numbering

    for part in (look, builder, comments, numbering):
        part.setup(app)
