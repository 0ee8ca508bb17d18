"""What has been counted: the times of each import, kept beside the publication.

The file ``imports/statistics.json`` says which files were read (their names and the SHA-256 of
what is in them) and which times they told of. From that follows that no moment is counted twice,
however logs were rotated and exports overlap. It holds nothing of a visitor. A time whose figures
no longer stand in the statistics file counts as not counted: the record follows the figures. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sphinx_publication.importing.statistics.views import Span
from sphinx_publication.model.statistics import Source

#: Its place in the publication's folder.
PLACE = "imports/statistics.json"
VERSION = 1


@dataclass(frozen=True)
class CountedFile:
    """A file that was read."""

    name: str
    #: SHA-256 of its content, unpacked, in hexadecimal digits.
    sha256: str
    #: The times that it told of.
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Record:
    """All that has been counted, by the source of the figures."""

    files: tuple[tuple[Source, CountedFile], ...] = ()

    def spans(self, source: Source) -> tuple[Span, ...]:
        """Return the times of a source, in order, those that meet as one."""
        return merged(span for kind, file in self.files if kind is source for span in file.spans)

    def with_files(self, source: Source, files: Iterable[CountedFile]) -> Record:
        """Return the record with more files; one that it has is there once, with all its times."""
        found = {(kind, one.sha256): one for kind, one in self.files}
        for file in files:
            before = found.get((source, file.sha256))
            spans = merged((*(before.spans if before else ()), *file.spans))
            found[source, file.sha256] = CountedFile(file.name, file.sha256, spans)
        return Record(tuple((kind, one) for (kind, _digest), one in found.items()))

    def where(
        self, keep: Callable[[Source, Span], bool], parts: Callable[[Span], Iterable[Span]]
    ) -> Record:
        """Return the record with those *parts* of its times alone that *keep* says yes to."""
        found = []
        for kind, file in self.files:
            spans = (cut for span in file.spans for cut in parts(span) if keep(kind, cut))
            found.append((kind, CountedFile(file.name, file.sha256, merged(spans))))
        return Record(tuple(one for one in found if one[1].spans))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return times in order, those that overlap or meet (to a second) as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.first.timestamp(), one.last.timestamp())):
        if found and span.first.timestamp() <= found[-1].last.timestamp() + 1:
            found[-1] = found[-1].reaching(span.last)
        else:
            found.append(span)
    return tuple(found)


def read(text: str) -> Record:
    """Return the record in *text*, an empty one for an empty text.

    Raises ValueError for anything that `write` has not written.
    """
    if not text.strip():
        return Record()
    try:
        facts: dict[str, Any] = json.loads(text)
        if facts["version"] != VERSION:
            raise ValueError(f"version {facts['version']}")
        return Record(
            tuple(
                (
                    Source(one["source"]),
                    CountedFile(
                        str(one["name"]),
                        str(one["sha256"]),
                        tuple(Span(*map(datetime.fromisoformat, span)) for span in one["times"]),
                    ),
                )
                for one in facts["files"]
            )
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no record of imports: {error}") from error


def write(record: Record) -> str:
    """Return the record as `read` takes it; the same record always gives the same text."""
    files = [
        {
            "source": source.value,
            "name": file.name,
            "sha256": file.sha256,
            "times": [[span.first.isoformat(), span.last.isoformat()] for span in file.spans],
        }
        for source, file in record.files
    ]
    files.sort(key=lambda one: (one["source"], one["times"], one["name"]))
    return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=1) + "\n"
