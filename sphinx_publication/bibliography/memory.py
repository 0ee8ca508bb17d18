"""What a library has worked out, kept whole for the next build of the same files.

Most builds change no source; they take over what was read, and how it is cited and listed, in one
piece. It rests on the files' bytes, the style and this code; where one of them is another, or what
is kept cannot be read, everything is worked out anew, with single references from `cache`.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx_publication.model.fingerprints import code


class Memory:
    """One library's, in a folder; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None, paths: Iterable[Path], style: str) -> None:
        self._path = folder / "library.pickle" if folder else None
        #: What all of it rests on, as a digest.
        self.made_of = _digest(paths, style)
        self._before: dict[str, Any] = self._load()

    @property
    def known(self) -> dict[str, Any]:
        """What was kept, by name; nothing where it rests on something else."""
        return dict(self._before)

    def keep(self, state: dict[str, Any], size: int) -> None:
        """Keep a *state*, which holds *size* facts, unless it is no larger than what is kept."""
        if self._path is None or (self._before and size <= self._before["size"]):
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(pickle.dumps((self.made_of, state | {"size": size})))
        draft.replace(self._path)

    def _load(self) -> dict[str, Any]:
        try:
            made_of, state = pickle.loads(self._path.read_bytes()) if self._path else ("", {})
        except Exception:  # of whatever kind: of no use, like a file that is not there
            return {}
        return dict(state) if made_of == self.made_of else {}


def _digest(paths: Iterable[Path], style: str) -> str:
    digest = sha256(f"{code()} {style}".encode())
    for path in paths:
        content = path.read_bytes() if path.is_file() else None
        told = sha256(content).hexdigest() if content is not None else None
        digest.update(f"\n{path} {told}".encode(errors="surrogateescape"))
    return digest.hexdigest()
