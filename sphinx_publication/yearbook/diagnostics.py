"""What Typst says when a volume cannot be set, in terms of the author's files.

A part of the book says in ``// @src`` comments which line of an author's file the next lines come
from; what Typst names by its own lines is led back through them. What goes wrong in a layout of the
publication's own is its author's too: its place is the file in the workspace, ``theme/name.typ``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typst

#: A character without a glyph, and one that PDF/A forbids (the private use areas of Unicode).
_GLYPH = re.compile(r'(?:the text|the PDF contains the codepoint) `("(?:[^"\\]|\\.)*")`')
_POSITION = re.compile(r"┌─ (?P<file>[^\n]*?):(?P<line>\d+):\d+")
#: The line of source that is wrong, and what of it is underlined.
_UNDERLINED = re.compile(r"│ (?P<line>[^\n]*)\n *│ (?P<before> *)(?P<under>\^+)")
_OURS = Path(__file__).parent / "theme"
#: The folder of the theme, and of the layout that takes its place, in a workspace.
LAYOUT = "theme/"
_SOURCE = re.compile(r"^\s*// @src (?P<path>.*):(?P<line>\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """A line of an author's file."""

    path: str
    line: int


@dataclass(frozen=True)
class Missing:
    """Characters that no font of the book has, and where they were met."""

    characters: str
    place: Place | None


class Diagnosis:
    """What went wrong when a volume was set in a folder."""

    def __init__(self, folder: Path, error: typst.TypstError) -> None:
        self._folder = folder
        self._message = error.message
        self._texts = (error.diagnostic, *error.trace)
        self._lines: dict[Path, list[str]] = {}

    @property
    def place(self) -> Place | None:
        """The author's line that it happened at: of a layout, of a post, or else of the theme."""
        first = next(self._files(*self._texts), None)
        if first is not None and self._is_layout(first[0]):
            return self._place_in_layout(*first)
        found = next(self._places(*self._texts), None)
        if found is None and first is not None and self._inside(first[0]).startswith(LAYOUT):
            return self._place_in_layout(*first)
        return found

    @property
    def words(self) -> str:
        """What is wrong, with the words of the layout or theme that it is said of."""
        message = " ".join(self._message.split())
        match = _UNDERLINED.search(self._texts[0])
        place = self.place
        if match is None or place is None or not place.path.startswith(LAYOUT):
            return message
        start = len(match["before"])
        named = match["line"][start : start + len(match["under"])].strip()
        if message == "unresolved import":
            return f"the layout has no '{named}', which this line takes from it"
        return f"{message} ('{named}')" if named and named not in message else message

    @property
    def missing(self) -> list[Missing]:
        """The characters without a font, each with its place."""
        found: dict[Missing, None] = {}
        for part in self._texts[0].split("\nerror: "):
            for characters in missing_characters(part):
                found[Missing(characters, next(self._places(part), None))] = None
        return list(found)

    def _places(self, *texts: str) -> Iterator[Place]:
        for lines, number in self._positions(*texts):
            place = place_above(lines[:number])
            if place is not None:
                yield place

    def _positions(self, *texts: str) -> Iterator[tuple[list[str], int]]:
        for file, line in self._files(*texts):
            if file not in self._lines:
                self._lines[file] = file.read_text(encoding="utf-8").split("\n")
            yield self._lines[file], line

    def _files(self, *texts: str) -> Iterator[tuple[Path, int]]:
        for match in (match for text in texts for match in _POSITION.finditer(text)):
            # The path is printed as seen from the folder that the program runs in.
            _, _, inside = match["file"].rpartition(f"{self._folder.name}/")
            file = self._folder / inside
            if inside and file.is_file():
                yield file, int(match["line"])

    def _inside(self, file: Path) -> str:
        return file.relative_to(self._folder).as_posix()

    def _is_layout(self, file: Path) -> bool:
        """Tell whether a file of the workspace is one that the publication replaced or added."""
        ours = _OURS / file.name
        if not self._inside(file).startswith(LAYOUT):
            return False
        return not ours.is_file() or ours.read_bytes() != file.read_bytes()

    def _place_in_layout(self, file: Path, line: int) -> Place:
        return Place(self._inside(file), line)


def missing_characters(text: str) -> list[str]:
    """Return the characters that a diagnostic says no font has."""
    return [_unquote(match[1]) for match in _GLYPH.finditer(text)]


def place_above(lines: Iterable[str]) -> Place | None:
    """Return the author's line that the last of *lines* comes from."""
    found = (_SOURCE.match(line) for line in reversed(list(lines)))
    match = next((match for match in found if match is not None), None)
    return Place(match["path"], int(match["line"])) if match else None


def first_place(text: str) -> Place | None:
    """Return the first author's line that a part of the book comes from."""
    match = _SOURCE.search(text)
    return Place(match["path"], int(match["line"])) if match else None


def _unquote(literal: str) -> str:
    """Return the text of a string as Rust prints it for debugging."""
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: f"\\U{int(m[1], 16):08x}", literal)
    return str(ast.literal_eval(plain))
