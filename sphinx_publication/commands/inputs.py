"""What a build was made from, remembered, so that a build of the same is not made again.

The fingerprint covers every file below the publication's folder (by name, size and time), the
package itself, the versions of all installed packages and the environment that decides the result.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from datetime import datetime
from importlib import metadata
from pathlib import Path

from sphinx_publication.model.fingerprints import facts_of_files


def fingerprint(source: Path, ignored: Path) -> str:
    """Return a digest of all that a build of *source* depends on, without folder *ignored*."""
    digest = hashlib.sha256()
    for root in (source, Path(__file__).parents[1]):
        for line in facts_of_files(root, ignored):
            digest.update(f"{line}\n".encode(errors="surrogateescape"))
    installed = sorted(f"{dist.name}=={dist.version}" for dist in metadata.distributions())
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    digest.update("\n".join([sys.version, epoch, *installed]).encode())
    return digest.hexdigest()


class Ledger:
    """The record of the last build without problems."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._record = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._record = {}

    @property
    def exists(self) -> bool:
        """Whether the last build ended without problems."""
        return bool(self._record)

    @property
    def books(self) -> list[str]:
        """File names of the yearbooks of the last build."""
        return list(self._record.get("books", []))

    def is_current(self, inputs: str, now: datetime) -> bool:
        """Tell whether a build of *inputs* at *now* would give what the last one gave."""
        due = self._record.get("next_post")
        return self._record.get("inputs") == inputs and (due is None or now.timestamp() < due)

    def forget(self) -> None:
        """Forget the last build: one is under way."""
        self.path.unlink(missing_ok=True)

    def write(self, inputs: str, next_post: float | None, books: list[str]) -> None:
        """Record a build without problems; *next_post* is when the next post is due (seconds)."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        record = {"inputs": inputs, "next_post": next_post, "books": books}
        self.path.write_text(json.dumps(record, indent=1), encoding="utf-8")
