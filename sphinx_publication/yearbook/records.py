"""From a volume set in type to the record of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from sphinx_publication.model.volume_records import BookFile, ContentsLine, VolumeRecord
from sphinx_publication.model.yearbooks import Edition, Volume
from sphinx_publication.yearbook.compile import Setting
from sphinx_publication.yearbook.manuscript import Manuscript


@dataclass(frozen=True)
class Job:
    """One edition of a volume, to be set."""

    manuscript: Manuscript
    edition: Edition
    #: What it is made from, of an edition that the manuscript alone does not decide.
    made_from: str = ""

    @property
    def digest(self) -> str:
        """A digest of everything that the bytes depend on."""
        return self.made_from or self.manuscript.digest(self.edition)

    @property
    def volume(self) -> Volume:
        """The volume."""
        return self.manuscript.volume

    @property
    def file_name(self) -> str:
        """Name of the file, without a folder."""
        return self.volume.file_name(self.edition)


def recorded(known: VolumeRecord | None, job: Job, result: Setting) -> VolumeRecord:
    """Return the record of a volume, one edition of which has just been set.

    What is *known* of the other editions stays.
    """
    file = BookFile(
        job.edition,
        job.volume.file_name(job.edition),
        len(result.pdf),
        hashlib.sha256(result.pdf).hexdigest(),
        int(result.record["count"]),
    )
    record = known or VolumeRecord(job.volume.name)
    others = {one.edition: one for one in record.files} | {job.edition: file}
    record = replace(
        record, files=tuple(others[edition] for edition in Edition if edition in others)
    )
    if job.edition is not Edition.SCREEN:
        return record
    return replace(
        record,
        cover=job.volume.cover_name,
        contents=_contents(job, result),
        pages=dict(sorted(result.record["pages"].items())),
        work=job.manuscript.work,
    )


def _contents(job: Job, result: Setting) -> tuple[ContentsLine, ...]:
    keys = {post.key for post in job.volume.posts}
    return tuple(
        ContentsLine(
            line["title"], line["page"], line["level"], line["mark"] if line["mark"] in keys else ""
        )
        for line in result.record["contents"]
    )
