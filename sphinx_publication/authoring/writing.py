"""The one place where new files are written; none ever takes the place of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sphinx_publication.locale.console import _
from sphinx_publication.model.slugs import short_slug


@dataclass(frozen=True)
class NewFile:
    """A file that is to be."""

    #: Relative to the publication's folder.
    path: Path
    text: str


class AlreadyThere(Exception):
    """What was asked for exists; `path` is where, relative to the publication's folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class NoPlace(Exception):
    """A new file can be nowhere; the message says why, and what to do."""


def leaf(title: str) -> str:
    """Return the name of a new file, without ending. Raises NoPlace for a title that gives none."""
    name = short_slug(title)
    if not name:
        raise NoPlace(_("A title needs a letter or a digit, for its address."))
    return name


def free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return *name*, or the first of ``name-2``, ``name-3`` and so on that is not taken."""
    found, number = name, 1
    while is_taken(found):
        number += 1
        found = f"{name}-{number}"
    return found


def write(root: Path, new: NewFile) -> Path:
    """Write the file, making its folder, and return where it is.

    Raises AlreadyThere where something of that name exists.
    """
    path = root / new.path
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(new.text)
    except FileExistsError as error:
        raise AlreadyThere(new.path) from error
    return path
