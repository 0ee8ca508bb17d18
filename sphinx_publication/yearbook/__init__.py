"""The year's posts as a book: a tagged, archival PDF made with Typst.

``builder`` takes the year's posts, ``assembly`` their doctrees, ``translator`` turns them into
Typst by small ``pieces``, ``parts`` adds what stands around them, ``compile`` sets the volume.
All layout lies in ``theme/``.
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
