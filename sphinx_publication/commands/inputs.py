"""What a build was made from, remembered, so that a build of the same is not made again.

The fingerprint covers every file below the publication's folder (by name, size and time), the code
(this package, Python, and what else is installed), the environment that decides the result, and
the language in which problems are told.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sphinx_publication.locale.console import spoken
from sphinx_publication.model.fingerprints import code, facts_of_files

#: What a build makes, in this order: the site tells of the books, and search is in the site.
PARTS = ("yearbooks", "site", "search")


def fingerprint(source: Path, ignored: Path) -> str:
    """Return a digest of all that a build of *source* depends on, without folder *ignored*."""
    digest = hashlib.sha256()
    for line in facts_of_files(source, ignored):
        digest.update(f"{line}\n".encode(errors="surrogateescape"))
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    digest.update("\n".join([code(), epoch, spoken()]).encode())
    return digest.hexdigest()


@dataclass(frozen=True)
class Record:
    """What a build was made from, and what came of it; without parts where there was none."""

    inputs: str = ""
    #: A digest of the code that made them.
    code: str = ""
    #: Which of `PARTS` were made from them.
    parts: tuple[str, ...] = ()
    #: When the same inputs give something else, in seconds since 1970; None for never.
    next_change: float | None = None
    #: Paths of the yearbooks' files in the folder of results.
    books: tuple[str, ...] = ()
    #: What is wrong, in words.
    problems: tuple[str, ...] = ()
    #: Paths of the documents that say all of that again when they are read and written; None where
    #: only a build from nothing does.
    wrong_documents: tuple[str, ...] | None = None

    @property
    def is_clean(self) -> bool:
        """Whether there was a build, and it found nothing wrong."""
        return bool(self.parts) and not self.problems

    def holds(self, inputs: str, parts: Collection[str], now: datetime) -> bool:
        """Tell whether a build of *parts* from *inputs* would give what there is."""
        is_due = self.next_change is not None and now.timestamp() >= self.next_change
        return self.inputs == inputs and set(parts) <= set(self.parts) and not is_due


class Ledger:
    """The file that keeps the record of the last build that came to its end."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def last(self) -> Record:
        """The record; an empty one where there is none, or one of another version."""
        try:
            kept: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
            lists = ("parts", "books", "problems", "wrong_documents")
            kept |= {name: tuple(kept[name]) for name in lists if kept[name] is not None}
            return Record(**kept)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return Record()

    def forget(self) -> None:
        """Forget the last build: one is under way."""
        self.path.unlink(missing_ok=True)

    def write(self, record: Record) -> None:
        """Keep the record of a build."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(record), ensure_ascii=False, indent=1)
        self.path.write_text(text, encoding="utf-8")
