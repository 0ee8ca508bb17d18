"""Folders of a publication in which there are no documents, for Sphinx to go past.

Sphinx goes through every file below the publication's folder, whatever its patterns say: the site
that was built, an environment of Python, the history of versions.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

#: What stands in a pattern for other than itself.
_WILD = re.compile(r"[*?\[]")


def folders_without(root: Path, patterns: Iterable[str], made: Iterable[Path]) -> Iterator[str]:
    """Yield, as patterns relative to *root*, folders in which there are no documents.

    They are those at the top whose name none of the *patterns* of documents begins with, and those
    that were *made*. A folder whose name would be a pattern of its own is gone through.
    """
    for folder in made:
        if folder.is_relative_to(root) and folder != root:
            yield from _plain(folder.relative_to(root).as_posix())
    first = {_composed(pattern.partition("/")[0]) for pattern in patterns}
    if any(map(_WILD.search, first)):
        return
    with os.scandir(root) as entries:
        for name in sorted(one.name for one in entries if one.is_dir()):
            if _composed(name) not in first:
                yield from _plain(name)


def _plain(path: str) -> Iterator[str]:
    if not _WILD.search(path):
        yield _composed(path)


def _composed(path: str) -> str:
    """Return a path as Sphinx compares it with patterns: some systems take letters apart."""
    return unicodedata.normalize("NFC", path)
