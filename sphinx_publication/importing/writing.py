"""The only part of an import that touches the publication: files are written whole, or not at all.

Each is written beside its place and then put there in one step, so that a run that breaks off
leaves no half file; the manifest comes last. A file that an author has changed stays, one that an
author has deleted stays away, and nothing is ever written through a link that leads elsewhere.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from sphinx_publication.importing.manifest import Held, Manifest
from sphinx_publication.locale.console import N_

#: What the name of a file that is being written ends in.
_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class File:
    """A file that there shall be."""

    #: From the publication's root.
    path: PurePosixPath
    #: What of the export it holds; see `manifest.Held`.
    of: str
    digest: str
    #: Returns its content.
    read: Callable[[], bytes]

    @classmethod
    def whole(cls, path: PurePosixPath, of: str, content: bytes) -> File:
        """Return a file whose content is at hand."""
        return cls(path, of, digest(content), lambda: content)


class Fate(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    RENEWED = "renewed"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    DELETED = "deleted"
    UNSAFE = "unsafe"


#: Why a file is not as the export would have it.
WHY: Mapping[Fate, str] = {
    Fate.EDITED: N_("changed here since; it is left as it is"),
    Fate.DELETED: N_("deleted here since; it stays away, unless --restore brings it back"),
    Fate.UNSAFE: N_("a link or a folder stands in its place; it is not written"),
}


def fate(root: Path, file: File, manifest: Manifest) -> Fate:
    """Return what is to become of a file, without touching it."""
    path = root / file.path
    held = manifest.files.get(str(file.path))
    if not is_safe(root, path):
        return Fate.UNSAFE
    if not path.exists():
        return Fate.WRITTEN if held is None else Fate.DELETED
    now = digest(path.read_bytes())
    if now == file.digest:
        return Fate.UNCHANGED
    return Fate.RENEWED if held is not None and now == held.digest else Fate.EDITED


def carry_out(root: Path, file: File, what: Fate) -> None:
    """Do to a file what was decided."""
    if what in (Fate.WRITTEN, Fate.RENEWED):
        put(root, file.path, file.read())


def held(file: File, what: Fate, manifest: Manifest) -> Held:
    """Return what the manifest shall say of a file."""
    if what in (Fate.WRITTEN, Fate.RENEWED, Fate.UNCHANGED):
        return Held(file.of, file.digest)
    before = manifest.files.get(str(file.path))
    return Held(file.of, before.digest if before else "")


def put(root: Path, path: PurePosixPath, content: bytes) -> None:
    """Put a file in its place, unless it is there already. Raises OSError."""
    place = root / path
    if place.is_file() and place.read_bytes() == content:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{place.name}{_UNFINISHED}")
    with suppress(FileNotFoundError):
        unfinished.unlink()
    try:
        with unfinished.open("xb") as file:
            file.write(content)
        os.replace(unfinished, place)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def is_safe(root: Path, path: Path) -> bool:
    """Tell whether a file at *path* lies in the publication, and is a file or nothing yet."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return False
    folder = path.parent
    while not folder.exists() and not folder.is_symlink():
        folder = folder.parent
    return folder.is_dir() and folder.resolve().is_relative_to(root.resolve())
