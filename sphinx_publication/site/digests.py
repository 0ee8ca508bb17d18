"""Digests of what files were made from, kept beside the doctrees from one build to the next.

Their file is away while things are made, so that a build that is broken off leaves no digest of
what it has half done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

_Noted = TypeVar("_Noted")


class FromLastBuild(Generic[_Noted]):
    """What the last build noted, and what this one does, by name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before: dict[str, _Noted] = {}
        self._now: dict[str, _Noted] = {}

    def begin(self) -> None:
        """Take up what the last build noted; from now on there is nothing on disk."""
        self._before, self._now = {}, {}
        with suppress(OSError, ValueError):
            self._before = json.loads(self._path.read_text(encoding="utf-8"))
        self._path.unlink(missing_ok=True)

    def end(self) -> None:
        """Write down what this build noted."""
        text = json.dumps(self._now, indent=0, ensure_ascii=False)
        self._path.write_text(text, encoding="utf-8")


class Digests(FromLastBuild[str]):
    """The digests of the last build, and those of this one, by name."""

    def is_same(self, name: str, *made_of: object) -> bool:
        """Tell whether what is called *name* was made from the same last time."""
        self._now[name] = digest(*made_of)
        return self._before.get(name) == self._now[name]

    def keep(self, names: Iterable[str]) -> bool:
        """Take for the same what is called by *names*; tell whether all of it was known."""
        kept = {name: self._before.get(name, "") for name in names}
        if all(kept.values()):
            self._now |= kept
            return True
        return False


def digest(*made_of: object) -> str:
    """Return a digest of things that tell all about themselves (``repr``)."""
    return sha256(repr(made_of).encode(errors="surrogatepass")).hexdigest()
