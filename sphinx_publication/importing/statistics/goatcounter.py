"""GoatCounter's exports into page views: the CSV (versions 1 and 2) and the JSON (1.x, a .zip).

Both count visits, as GoatCounter does: a page that the same reader opens again within some hours is
the same visit, and robots and events are left out. The JSON has no robots in it. The CSV may be
packed with gzip. See goatcounter.com/help/export and goatcounter.com/help/export-json.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sphinx_publication.importing.statistics.files import digest, opened
from sphinx_publication.importing.statistics.pages import Pages
from sphinx_publication.importing.statistics.record import CountedFile
from sphinx_publication.importing.statistics.views import (
    IsCovered,
    LeftOut,
    NoStatistics,
    Reading,
    Span,
)
from sphinx_publication.locale.console import _
from sphinx_publication.model.statistics import Period, Source

#: The versions of the CSV that are known; the number stands before the name of the first column.
CSV_VERSIONS = ("1", "2")
#: The largest file of a .zip that is read, in bytes.
LARGEST = 512 * 1024 * 1024
_UNREADABLE = (OSError, EOFError, KeyError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile,
               zlib.error)  # fmt: skip
_TRUE = frozenset({"true", "1", "t"})


def read(
    path: Path, pages: Pages, zone: ZoneInfo, covered: IsCovered
) -> tuple[Reading, tuple[CountedFile, ...]]:
    """Return the visits in an export, and the file with the times that it tells of.

    Moments that are *covered* are left out. Raises NoStatistics for what is no export.
    """
    sha256 = digest(path)
    export = _Export(Reading(Source.GOATCOUNTER), pages, zone, covered)
    try:
        if zipfile.is_zipfile(path):
            _read_json(path, export)
        else:
            _read_csv(path, export)
    except _UNREADABLE as error:
        raise NoStatistics(
            _("%(path)s: it cannot be read (%(reason)s)") % {"path": path, "reason": error}
        ) from error
    reading = export.reading
    return reading, (CountedFile(path.name, sha256, tuple(reading.spans)),)


class _Export:
    """Counts the visits of one export."""

    def __init__(self, reading: Reading, pages: Pages, zone: ZoneInfo, covered: IsCovered) -> None:
        self.reading = reading
        self._pages = pages
        self._zone = zone
        self._covered = covered

    def note(self, moment: datetime) -> datetime:
        """Let a moment belong to the time that the export tells of; return it in our zone."""
        moment = moment.astimezone(self._zone)
        span = self.reading.spans[0] if self.reading.spans else Span(moment, moment)
        self.reading.spans = [span.reaching(moment)]
        return moment

    def visit(self, path: str, moment: datetime, count: int = 1) -> None:
        """Count visits of a page, or leave them out."""
        if self._covered(moment):
            self.reading.leave_out(LeftOut.COUNTED_BEFORE, count)
        elif found := self._pages.look_up(path, self.reading):
            self.reading.views[found.post.key, Period(moment.year, moment.month)] += count


def _read_csv(path: Path, export: _Export) -> None:
    with opened(path) as stream:
        rows = csv.reader(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""))
        names = next(rows, [])
        version = names[0].removesuffix("Path") if names else ""
        if not names or not names[0].endswith("Path") or not {"Event", "Date"} <= set(names):
            raise NoStatistics(
                _("%s: it is none of GoatCounter's exports (.csv, .csv.gz or .zip)") % path
            )
        if version not in CSV_VERSIONS:
            raise NoStatistics(
                _("%(path)s: GoatCounter's export has version %(version)s; 1 and 2 are known")
                % {"path": path, "version": version or "?"}
            )
        for cells in rows:
            if cells:
                export.reading.lines += 1
                row = dict(zip(("Path", *names[1:]), cells, strict=False))
                _csv_row(row, path.name, rows.line_num, export)


def _csv_row(row: dict[str, str], name: str, line: int, export: _Export) -> None:
    reading = export.reading
    try:
        moment = export.note(_moment(row["Date"]))
    except (KeyError, ValueError):
        reading.fault(name, line, _("the line is cut off, or its date cannot be read"))
        return
    if row.get("Event", "").lower() in _TRUE:
        reading.leave_out(LeftOut.EVENT)
    elif row.get("Bot", "0").strip() not in ("", "0"):
        reading.leave_out(LeftOut.ROBOT)
    elif row.get("FirstVisit", "true").lower() not in _TRUE:
        reading.leave_out(LeftOut.SAME_VISIT)
    else:
        export.visit(row["Path"], moment)


def _read_json(path: Path, export: _Export) -> None:
    with zipfile.ZipFile(path) as packed:
        try:
            info = json.loads(_member(packed, "info.json").read())
            version = str(info["export_version"])
            made = export.note(_moment(info["created_at"]))
        except (KeyError, TypeError, ValueError) as error:
            raise NoStatistics(
                _("%s: it is none of GoatCounter's exports (.csv, .csv.gz or .zip)") % path
            ) from error
        if version.partition(".")[0] != "1":
            raise NoStatistics(
                _("%(path)s: GoatCounter's export has version %(version)s; 1 is known")
                % {"path": path, "version": version}
            )
        # An hour is whole in the export after the hour in which it was made.
        last = made.replace(minute=0, second=0, microsecond=0)
        export.reading.spans = []
        names = {str(one.get("id")): one for _l, one in _objects(packed, "paths.jsonl", export)}
        for line, one in _objects(packed, "hit_stats.jsonl", export):
            export.reading.lines += 1
            try:
                hour = export.note(_moment(one["hour"]))
                count, page = _count(one["count"]), names[str(one["path_id"])]
            except (KeyError, TypeError, ValueError):
                export.reading.fault(
                    "hit_stats.jsonl", line, _("the line is cut off, or its date cannot be read")
                )
                continue
            if page.get("event"):
                export.reading.leave_out(LeftOut.EVENT, count)
            elif hour >= last:
                export.reading.leave_out(LeftOut.NOT_OVER, count)
            else:
                export.visit(str(page.get("path", "")), hour, count)
        if spans := export.reading.spans:
            end = max(spans[0].first, last - timedelta(seconds=1))
            export.reading.spans = [Span(spans[0].first, end)]


def _objects(
    packed: zipfile.ZipFile, name: str, export: _Export
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file of JSON lines, with their lines; one that is none is named."""
    for number, line in enumerate(_member(packed, name), 1):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and ("id" in found or "hour" in found):
            yield number, found
        elif line.strip():
            export.reading.fault(name, number, _("the line is cut off"))


def _member(packed: zipfile.ZipFile, name: str) -> io.BufferedReader:
    """Return a file of the .zip, which may lie in a folder there; raises KeyError for none."""
    for info in packed.infolist():
        if info.filename.rpartition("/")[2] == name and info.file_size <= LARGEST:
            return io.BufferedReader(packed.open(info))  # type: ignore[arg-type]
    raise KeyError(name)


def _count(written: object) -> int:
    if not isinstance(written, int) or written < 0:
        raise ValueError(written)
    return written


def _moment(written: str) -> datetime:
    """Return a moment as RFC 3339 writes it; raises ValueError for one without a zone."""
    moment = datetime.fromisoformat(str(written).strip())
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment
