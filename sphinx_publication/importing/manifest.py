"""What an import has brought into the publication: ``imports/<name>.json``, free of personal data.

It says of each file what of the export it holds and what it was when the import last wrote it. So a
later run knows which files are still its own, which an author has changed since, and which an
author has deleted. It holds no time and no place: the same import gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

#: The folder of manifests and reports, in the publication's root.
FOLDER = "imports"
#: The version of the format that is read and written.
VERSION = 1


class ManifestError(Exception):
    """A manifest that cannot be read; the message says why."""


@dataclass(frozen=True)
class Held:
    """A file as the import left it."""

    #: What of the export it holds: "post 123", "comments 123", "picture name.jpg".
    of: str
    #: SHA-256 of what was written, in hexadecimal digits; "" for a file that was there already.
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What the last run left."""

    #: By path from the publication's root.
    files: Mapping[str, Held] = field(default_factory=dict)
    #: Old addresses that it put into the file of redirects.
    redirects: frozenset[str] = frozenset()
    #: The blog, as the import calls it.
    blog: str = ""

    def path_of(self, of: str, folder: str | None = None) -> PurePosixPath | None:
        """Return the file that holds something of the export, in *folder* if one is given."""
        return next(
            (
                PurePosixPath(path)
                for path, held in self._by_content.get(of, ())
                if folder is None or str(PurePosixPath(path).parent) == folder
            ),
            None,
        )

    def here(self, root: Path) -> Manifest:
        """Return what is left of it if what an author has deleted had never been there."""
        files = {path: held for path, held in self.files.items() if (root / path).exists()}
        return Manifest(files, frozenset(), self.blog)

    @property
    def _by_content(self) -> Mapping[str, list[tuple[str, Held]]]:
        found: dict[str, list[tuple[str, Held]]] = self.__dict__.get("_index", {})
        if not found and self.files:
            for path, held in self.files.items():
                found.setdefault(held.of, []).append((path, held))
            object.__setattr__(self, "_index", found)
        return found

    def text(self, facts: Mapping[str, Any]) -> str:
        """Return the file; *facts* is what the report says, for programs."""
        told = {
            "version": VERSION,
            "blog": self.blog,
            **facts,
            "redirects": sorted(self.redirects),
            "files": {
                path: {"of": held.of, "sha256": held.digest}
                for path, held in sorted(self.files.items())
            },
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Manifest:
    """Return the manifest in *text*. Raises ManifestError when it is none that can be used."""
    try:
        told = json.loads(text)
        if told["version"] != VERSION:
            raise ManifestError(f"version {told['version']}")
        files = {
            str(path): Held(str(one["of"]), str(one["sha256"]))
            for path, one in told["files"].items()
        }
        return Manifest(files, frozenset(map(str, told["redirects"])), str(told["blog"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(" ".join(str(error).split())) from error
