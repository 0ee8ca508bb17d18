"""Files that texts name: whether they are there, spelled as they are on disk, inside the fence.

Folders are listed once. A machine that does not tell capitals from small letters would find files
that a web server does not; here the very name counts.
"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path


class Files:
    """The files below a publication's root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = root.resolve()
        self._listed: dict[str, frozenset[str]] = {}
        self._outside: dict[str, bool] = {}

    def names(self, folder: str) -> frozenset[str]:
        """Return the names in a folder, given from the root; none where there is no such folder."""
        if folder not in self._listed:
            try:
                self._listed[folder] = frozenset(os.listdir(self.root / folder))
            except (OSError, ValueError):
                self._listed[folder] = frozenset()
        return self._listed[folder]

    def path(self, written: str, document: str) -> str:
        """Return the path from the root that a text in *document* names, as Sphinx takes it.

        One that begins with a slash is seen from the root; ".." may lead out of it.
        """
        start = "" if written.startswith("/") else posixpath.dirname(document)
        return posixpath.normpath(posixpath.join(start, written.lstrip("/")))

    def spelled(self, path: str) -> str:
        """Return *path* as it is on disk, in whatever case; "" where there is no such file."""
        found = ""
        for part in path.split("/"):
            names = self.names(found or ".")
            if part not in names:
                same = sorted(name for name in names if name.casefold() == part.casefold())
                if not same:
                    return ""
                part = same[0]
            found = f"{found}/{part}" if found else part
        return found

    def is_file(self, path: str) -> bool:
        """Tell whether *path* is a file."""
        try:
            return (self.root / path).is_file()
        except (OSError, ValueError):
            return False

    def is_outside(self, path: str) -> bool:
        """Tell whether *path* lies outside the root, when all links are followed."""
        if path not in self._outside:
            self._outside[path] = path.startswith("../") or not self._is_below(path)
        return self._outside[path]

    def _is_below(self, path: str) -> bool:
        try:
            return (self.root / path).resolve().is_relative_to(self._real_root)
        except (OSError, RuntimeError, ValueError):  # a loop of links, an impossible name
            return False

    def near(self, path: str) -> tuple[str, ...]:
        """Return the names in the folder of *path*, to look for one that was meant."""
        return tuple(sorted(self.names(posixpath.dirname(path) or ".")))
