"""The files of comments of a publication, read from its folder: the one way to them.

A file is read only where it lies in the publication's folder, also after every link is followed.
"""

from __future__ import annotations

from pathlib import Path

from sphinx_publication.model.comments import Reading, file_of, read
from sphinx_publication.model.problems import Kind, Problem


def read_beside(root: Path, post: Path, zone: str) -> Reading:
    """Return the comments beside the file *post*, seen from *root*; none where no file is.

    Dates without a zone are in time zone *zone*.
    """
    return read_file(root, file_of(post), zone)


def read_file(root: Path, path: Path, zone: str) -> Reading:
    """Return the comments of the file *path*, seen from *root*; none where no file is."""
    file = root / path
    if not file.is_file():
        return Reading((), ())
    name = path.as_posix()
    try:
        file.resolve().relative_to(root.resolve())
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        return Reading((), (Problem(Kind.COMMENTS_UNREADABLE, name, 1, {"reason": str(error)}),))
    return read(text, name, zone)
