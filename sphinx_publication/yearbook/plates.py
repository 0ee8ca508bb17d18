"""An author's picture into a plate: one that the book can hold, and that has been tried.

A picture is known by its content, whatever its name says. One that Typst sets as it is stays the
author's own file; of the others a plate is made, by `raster` and `svg`. The author's file is never
touched. Plates are kept in a folder under a digest of the picture, so each is made once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import PIL
from lxml import etree

from sphinx_publication.yearbook import fonts, raster, svg
from sphinx_publication.yearbook.compile import Fault
from sphinx_publication.yearbook.kept import replace_file
from sphinx_publication.yearbook.trial import tried

#: Bytes of the largest file that is opened.
_LARGEST_FILE = 256 * 2**20
#: Stands for a character that no font has.
_BOX = "\u25a1"
#: To be raised when what is made of a picture changes.
_RECIPE = 1

#: Sets one picture by itself, by its bytes and the ending of its name; returns what goes wrong.
Trial = Callable[[bytes, str], Fault | None]


class PlateError(Exception):
    """Why a picture cannot be shown, as a clause."""


@dataclass(frozen=True)
class Plate:
    """A picture ready to be set."""

    #: The file: the author's own when nothing had to be changed.
    file: Path
    #: A name made of its content and kind: "0f3c….png".
    name: str
    #: What was taken out of it, for messages.
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Made:
    content: bytes
    #: The ending of the name.
    suffix: str
    left_out: tuple[str, ...] = ()


@dataclass
class Plates:
    """The plates of a build."""

    #: Where plates are kept between builds; None for a folder of their own that goes with them.
    folder: Path | None = None
    trial: Trial = tried
    #: What the trial depends on.
    edition: str = ""
    _known: dict[Path, Plate | PlateError] = field(default_factory=dict, repr=False)
    _own: TemporaryDirectory[str] | None = field(default=None, repr=False)

    def of_file(self, file: Path) -> Plate:
        """Return the plate of an author's file. Raises PlateError."""
        if file not in self._known:
            try:
                self._known[file] = self._plate(_content(file), file)
            except PlateError as error:
                self._known[file] = error
        found = self._known[file]
        if isinstance(found, PlateError):
            raise found
        return found

    def of_data(self, uri: str) -> Plate:
        """Return the plate of a picture that a ``data:`` address holds. Raises PlateError."""
        try:
            content = svg.data(uri)
        except ValueError as error:
            raise PlateError(f"its address cannot be read: {error}") from error
        return self._plate(content, None)

    def _plate(self, content: bytes, file: Path | None) -> Plate:
        record = self._place() / f"{self._key(content)}.json"
        facts = _read(record)
        kept = self._place() / facts.get("name", "")
        if not facts or ("name" in facts and facts["changed"] and not kept.is_file()):
            facts = self._make(content, file is not None)
            replace_file(record, json.dumps(facts).encode())
        if "reason" in facts:
            raise PlateError(facts["reason"])
        kept = self._place() / facts["name"]
        own = file if file is not None and not facts["changed"] else kept
        return Plate(own, facts["name"], tuple(facts["left_out"]))

    def _make(self, content: bytes, has_file: bool) -> dict[str, Any]:
        """Return what is known of a picture from now on, and write its plate."""
        try:
            made = self._tried(_made(content))
        except (PlateError, raster.PictureError, svg.DrawingError) as error:
            return {"reason": " ".join(str(error).split())[:300]}
        name = hashlib.sha256(made.content).hexdigest()[:20] + made.suffix
        changed = made.content != content or not has_file
        if changed:
            replace_file(self._place() / name, made.content)
        return {"name": name, "changed": changed, "left_out": made.left_out}

    def _tried(self, made: _Made) -> _Made:
        """Return the plate as it can be set.

        A drawing may lose characters that no font has. A picture that Typst cannot read, but
        Pillow can, is written anew: a rare way to pack it, or a checksum that is wrong.
        """
        found = self.trial(made.content, made.suffix)
        if found is not None and made.suffix != ".svg":
            made = _Made(*raster.prepared(made.content, anew=True))
            found = self.trial(made.content, made.suffix)
        elif found is not None and found.missing:
            table = dict.fromkeys(map(ord, found.missing), _BOX)
            content = made.content.decode().translate(table).encode()
            lost = f"the characters {found.missing}, which no font has"
            made = _Made(content, made.suffix, (*made.left_out, lost))
            found = self.trial(made.content, made.suffix)
        if found is not None:
            raise PlateError(found.reason)
        return made

    def _place(self) -> Path:
        if self.folder is None:
            self._own = TemporaryDirectory(prefix="plates-")
            self.folder = Path(self._own.name)
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder

    def _key(self, content: bytes) -> str:
        recipe = (_RECIPE, raster.LARGEST, PIL.__version__, etree.LXML_VERSION, self.edition)
        return hashlib.sha256(repr(recipe).encode() + content).hexdigest()[:40]


def plates_of_build(cache: Path) -> Plates:
    """Return the plates of a build that keeps what it made in the folder *cache*."""
    return Plates(cache / "plates", edition=json.dumps(fonts.edition()))


def _read(record: Path) -> dict[str, Any]:
    try:
        found = json.loads(record.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise PlateError(f"the file is larger than {_LARGEST_FILE // 2**20} MB")
        return file.read_bytes()
    except OSError as error:
        raise PlateError(f"the file cannot be read: {error.strerror}") from error


def _made(content: bytes) -> _Made:
    """Return a picture as the book can hold it. Raises PlateError or svg.DrawingError."""
    if not content:
        raise PlateError("the file is empty")
    if content.lstrip()[:5] == b"%PDF-":
        raise PlateError("a PDF cannot stand in an archival book; save it as SVG or PNG")
    if svg.is_drawing(content):
        return _Made(*_drawing(content))
    return _Made(*raster.prepared(content))


def _drawing(content: bytes) -> tuple[bytes, str, tuple[str, ...]]:
    def inlay(inner: bytes) -> tuple[bytes, str]:
        made, suffix = raster.prepared(inner)
        return made, raster.media_type(suffix)

    plain, left_out = svg.cleaned(content, inlay)
    return plain, ".svg", left_out
