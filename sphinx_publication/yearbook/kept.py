"""The finished files, and stamps that tell what each was made from.

A file is written in one step. Its stamp lies with the doctrees: with it the next build knows the
file again, and need not make it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_publication.yearbook.records import Job

#: Endings of all that is made of a volume.
_ENDINGS = (".pdf", ".epub", ".json", ".png")


@dataclass(frozen=True)
class Kept:
    """The files of a build."""

    #: Where the books lie.
    folder: Path
    #: Where their stamps lie.
    stamps: Path

    def write(self, name: str, content: bytes) -> None:
        """Write a file into the folder of the books."""
        replace_file(self.folder / name, content)

    def remember(self, job: Job, content: bytes) -> None:
        """Note that the *content* of an edition's file was made from its manuscript."""
        replace_file(self._stamp(job), json.dumps(_facts(job, content)).encode())

    def has(self, job: Job) -> bool:
        """Tell whether an edition's file is there, whole, and made from its manuscript."""
        try:
            stamp = json.loads(self._stamp(job).read_text("utf-8"))
            content = (self.folder / job.file_name).read_bytes()
        except (OSError, ValueError):
            return False
        return bool(stamp == _facts(job, content))

    def remove_others(self, stem: str, names: Set[str]) -> None:
        """Remove the files of books, which begin with *stem*, that have none of the *names*."""
        for file in self.folder.glob(f"{stem}-*"):
            if file.suffix in _ENDINGS and file.name not in names:
                file.unlink()

    def _stamp(self, job: Job) -> Path:
        return self.stamps / f"{job.file_name}.json"


def replace_file(file: Path, content: bytes) -> None:
    """Write *content* in one step, so that no reader or other build ever meets half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(file)


def _facts(job: Job, content: bytes) -> dict[str, str]:
    return {"manuscript": job.digest, "file": hashlib.sha256(content).hexdigest()}
