"""What became of a volume: its files, and on which page each thing stands.

The builder of yearbooks writes a record beside the files of each volume; the site reads it, to say
on the page of a yearbook and on every post what is in the book and where. A volume without a
record has not been made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sphinx_publication.model.yearbooks import Edition


@dataclass(frozen=True)
class BookFile:
    """One file of a volume."""

    edition: Edition
    name: str
    #: In bytes.
    size: int
    sha256: str
    #: How many pages it has; 0 for an EPUB.
    pages: int = 0


@dataclass(frozen=True)
class ContentsLine:
    """One line of the table of contents, of the screen edition."""

    title: str
    page: int
    #: 1 for a chapter, 2 for what stands below it.
    level: int = 1
    #: Key of the post that it is; "" for any other part.
    post: str = ""


@dataclass(frozen=True)
class VolumeRecord:
    """One volume as it was made."""

    name: str
    files: tuple[BookFile, ...] = ()
    #: Name of the picture of the cover; "" for none.
    cover: str = ""
    contents: tuple[ContentsLine, ...] = ()
    #: The page that each mark of the screen edition stands on; see `yearbook.scope.mark`.
    pages: Mapping[str, int] = field(default_factory=dict)
    #: The volume as others cite it: the CSL-JSON item that its colophon formats.
    work: Mapping[str, Any] = field(default_factory=dict)

    def file(self, edition: Edition) -> BookFile | None:
        """Return the file of an edition; None when there is none."""
        return next((file for file in self.files if file.edition is edition), None)

    def page_of(self, post_key: str) -> int:
        """Return the page on which a post begins in the screen edition; 0 when it is not there."""
        return self.pages.get(post_key, 0)

    def to_json(self) -> str:
        """Return the record as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> VolumeRecord:
        """Return a record that `to_json` wrote; raises ValueError for anything else."""
        try:
            facts: dict[str, Any] = json.loads(text)
            files = tuple(
                BookFile(**{**one, "edition": Edition(one["edition"])}) for one in facts["files"]
            )
            contents = tuple(ContentsLine(**one) for one in facts["contents"])
            return cls(
                facts["name"], files, facts["cover"], contents, facts["pages"], facts["work"]
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"no record of a volume: {error}") from error


def read_records(folder: Path) -> dict[str, VolumeRecord]:
    """Return the records in *folder* by the names of their volumes.

    A file that is no record is passed over: the volume counts as not made.
    """
    found = {}
    for file in sorted(folder.glob("*.json")):
        try:
            record = VolumeRecord.from_json(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        found[record.name] = record
    return found
