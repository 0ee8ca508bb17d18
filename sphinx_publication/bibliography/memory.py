"""What a library has worked out, kept whole for the next build of the same files.

Most builds change no source; they take over what was read, and how it is cited and listed, in one
piece. It rests on the files' bytes, the style and this code; where one of them is another, or what
is kept cannot be read, everything is worked out anew, with single references from `cache`.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx_publication.model.fingerprints import code
from sphinx_publication.model.kept_values import keep, kept


class Memory:
    """One library's, in a folder; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None, paths: Iterable[Path], style: str) -> None:
        self._path = folder / "library.pickle" if folder else None
        #: What all of it rests on, as a digest.
        self.made_of = _digest(paths, style)
        #: What was kept, by name; nothing where it rests on something else.
        self.known: dict[str, Any] = (self._path and kept(self._path, self.made_of)) or {}

    def keep(self, state: dict[str, Any], size: int) -> None:
        """Keep a *state*, which holds *size* facts, unless it is no larger than what is kept."""
        if self._path is not None and size > self.known.get("size", -1):
            keep(self._path, self.made_of, state | {"size": size})


def _digest(paths: Iterable[Path], style: str) -> str:
    digest = sha256(f"{code()} {style}".encode())
    for path in paths:
        content = path.read_bytes() if path.is_file() else None
        told = sha256(content).hexdigest() if content is not None else None
        digest.update(f"\n{path} {told}".encode(errors="surrogateescape"))
    return digest.hexdigest()
