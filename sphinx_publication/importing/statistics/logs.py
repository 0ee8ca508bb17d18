"""The log of a web server (Apache, nginx: common, combined, with or without host) into page views.

A page view is a GET of a post's page, answered with 200 or 304, by what seems to be a browser.
Views are counted as they are: one reader may stand for several. What a browser fetches ahead of
need looks the same in these logs, and is counted. A page at an old address that leads on to the new
one counts once. Files may overlap, as rotated and copied logs do: lines that stand in several count
once.

Lines are read one by one; of a visitor nothing is kept but, for some seconds, a number that means
nothing outside this process (and tells whether an old address was followed by the new).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apachelogs import COMBINED, COMMON, VHOST_COMBINED, InvalidEntryError, LogEntry, LogParser

from sphinx_publication.importing.statistics.agents import is_browser
from sphinx_publication.importing.statistics.files import digest, opened
from sphinx_publication.importing.statistics.pages import Pages
from sphinx_publication.importing.statistics.posts import KnownPost
from sphinx_publication.importing.statistics.record import CountedFile, merged
from sphinx_publication.importing.statistics.views import (
    IsCovered,
    LeftOut,
    NoStatistics,
    Reading,
    Span,
)
from sphinx_publication.locale.console import _
from sphinx_publication.model.progress import Step, unseen
from sphinx_publication.model.statistics import Period, Source

#: The forms of a line that are known. The second and third are nginx's in Docker, and Debian's of
#: several hosts.
FORMS = (COMBINED, COMBINED + ' "%{X-Forwarded-For}i"', VHOST_COMBINED, COMMON)
#: What the figures of logs may be.
SOURCES = (Source.LOG, Source.LOG_WITH_ROBOTS)
#: A line longer than this, in bytes, is no line of a log.
LONGEST = 64 * 1024
#: A log without a line for longer than this has a gap.
GAP = timedelta(hours=36)
#: How soon a browser follows an old address to the new one.
SOON = timedelta(seconds=10)


def read(
    paths: Sequence[Path],
    pages: Pages,
    zone: ZoneInfo,
    covered: IsCovered,
    progress: Step = unseen,
) -> tuple[Reading, tuple[CountedFile, ...]]:
    """Return the page views in logs, and the files with the times that they tell of.

    Moments that are *covered* are left out. Raises NoStatistics for a file that is no log.
    """
    reading = Reading(Source.LOG)
    counted: Counter[tuple[str, Period, int]] = Counter()
    twice: Counter[tuple[str, Period, int]] = Counter()
    files: list[CountedFile] = []
    forms: set[str] = set()
    for place, path in enumerate(paths):
        progress(place, len(paths), path.name)
        sha256 = digest(path)
        if any(file.sha256 == sha256 for file in files):
            continue
        one = _OneLog(reading, pages, zone, covered)
        for number, line in enumerate(_lines(path), 1):
            one.line(path.name, number, line)
        if not one.spans:
            raise NoStatistics(
                _("%s: no line in it is one of a web server's log (Apache's, nginx's)") % path
            )
        forms |= one.forms
        twice += one.counted & counted
        counted |= one.counted  # the larger number: a line that stands in two files counts once
        files.append(CountedFile(path.name, sha256, merged(one.spans)))
    for (key, period, _line), count in counted.items():
        reading.views[key, period] += count
    reading.leave_out(LeftOut.TWICE, twice.total())
    reading.spans = list(merged(span for file in files for span in file.spans))
    if COMMON in forms:
        reading.source = Source.LOG_WITH_ROBOTS
    return reading, tuple(files)


class _OneLog:
    """Counts one log, line by line."""

    def __init__(self, reading: Reading, pages: Pages, zone: ZoneInfo, covered: IsCovered) -> None:
        self._reading = reading
        self._pages = pages
        self._zone = zone
        self._covered = covered
        self._parsers = [
            (form, LogParser(form, encoding="utf-8", errors="replace")) for form in FORMS
        ]
        #: Which page an old address has led a visitor to, and when.
        self._led: dict[int, tuple[str, datetime]] = {}
        self.counted: Counter[tuple[str, Period, int]] = Counter()
        self.spans: list[Span] = []
        self.forms: set[str] = set()

    def line(self, name: str, number: int, line: str) -> None:
        """Count a line, or leave it out."""
        reading = self._reading
        if not line.strip():
            return
        reading.lines += 1
        entry = self._parsed(line)
        if entry is None or entry.request_time is None:
            reading.fault(name, number, _("the line is cut off, or is none of a log"))
            return
        moment = entry.request_time.astimezone(self._zone)
        self._note(moment)
        if self._covered(moment):
            reading.leave_out(LeftOut.COUNTED_BEFORE)
            return
        post = self._post(entry, moment)
        if post is not None:
            place = (post.key, Period(moment.year, moment.month))
            self.counted[(*place, hash(line))] += 1

    def _parsed(self, line: str) -> LogEntry | None:
        """Return the line taken apart; the form of the last one is tried first."""
        for place, (form, parser) in enumerate(self._parsers):
            if form == COMMON and self.forms - {COMMON}:
                continue  # a longer line that is cut off
            try:
                entry = parser.parse(line)
            except (InvalidEntryError, ValueError, OverflowError):
                continue
            if place:
                self._parsers.insert(0, self._parsers.pop(place))
            self.forms.add(form)
            return entry
        return None

    def _note(self, moment: datetime) -> None:
        if self.spans and abs(moment - self.spans[-1].last) <= GAP:
            self.spans[-1] = self.spans[-1].reaching(moment)
        else:
            self.spans.append(Span(moment, moment))

    def _post(self, entry: LogEntry, moment: datetime) -> KnownPost | None:
        """Return the post whose page the line is a view of; None where it is none."""
        method, _space, rest = (entry.request_line or "").partition(" ")
        target = rest.rpartition(" ")[0] or rest
        if method != "GET" or not target:
            self._reading.leave_out(LeftOut.METHOD)
            return None
        headers = getattr(entry, "headers_in", None)
        agent = headers["User-Agent"] if headers else None
        if headers and not is_browser(agent or ""):
            self._reading.leave_out(LeftOut.ROBOT)
            return None
        status = entry.final_status
        found = self._pages.look_up(target, self._reading, is_answered=status in (200, 304))
        if found is None:
            return None
        visitor = hash((entry.remote_host, agent))
        key, when = self._led.get(visitor, ("", moment))
        if found.is_old:
            self._led = {one: led for one, led in self._led.items() if moment - led[1] <= SOON} | {
                visitor: (found.post.key, moment)
            }
        elif key == found.post.key and timedelta() <= moment - when <= SOON:
            del self._led[visitor]
            self._reading.leave_out(LeftOut.SAME_VIEW)
            return None
        return found.post


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines; one beyond all measure as its beginning, which is then no line of a log."""
    with opened(path) as stream:
        long = False
        while True:
            try:
                raw = stream.readline(LONGEST)
            except EOFError:
                return
            if not raw:
                return
            whole = raw.endswith(b"\n") or len(raw) < LONGEST
            if not long:
                yield raw.decode("utf-8", errors="backslashreplace").rstrip("\r\n")
            long = not whole
