"""New figures beside those that the statistics file has, so that nothing is counted twice.

Figures that were counted from a time (`Reading.spans`) are added to those of the same source, for a
moment that was counted before has been left out of them. Months that have figures from another
source keep those, and a figure that a person wrote stays. Figures written by hand replace those of
the same period that were written by hand before. Pure.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sphinx_publication.importing.statistics.posts import Posts
from sphinx_publication.importing.statistics.record import CountedFile, Record, merged
from sphinx_publication.importing.statistics.views import Reading, Span
from sphinx_publication.model.statistics import Period, Source, plain
from sphinx_publication.model.statistics_table import Table


@dataclass(frozen=True)
class Merged:
    """What an import comes to."""

    table: Table
    record: Record
    #: The figures that were new, as the import found them, by the post's key and the period.
    added: Mapping[tuple[str, Period], int]
    #: Periods that keep the figures of another source.
    refused: Mapping[Period, Source]
    #: Figures that a person wrote, and that stay.
    by_hand: tuple[tuple[str, Period], ...]
    #: The days of each month that is not covered as a whole, by the month.
    partial: Mapping[Period, tuple[tuple[date, date], ...]]
    #: Months between the first and the last that are not covered at all.
    missing: tuple[Period, ...]


@dataclass(frozen=True)
class Figures:
    """What there is before an import."""

    table: Table
    record: Record
    posts: Posts
    zone: ZoneInfo

    def key_of(self, address: str) -> str:
        """Return the key of the post at an address; "" for none."""
        if address in self.posts.by_key:
            return address
        found = self.posts.at(address)
        return found.post.key if found else ""

    def covered(self, *sources: Source) -> Covered:
        """Return what tells whether a moment has been counted out of one of the *sources*.

        Where the figures of a month have been taken out of the table, its moments count as new.
        """
        known = {row.period for row in self.table.rows if row.source in sources}
        spans = merged(span for one in sources for span in self.record.spans(one))
        return Covered(spans, frozenset(one for one in known if one is not None))

    def merged(
        self, reading: Reading, files: Iterable[CountedFile] = (), *, again: bool = False
    ) -> Merged:
        """Return the table and the record with a reading in them.

        *again* lets its months replace what imports have written in them before.
        """
        months = {month for span in reading.spans for month in months_of(span)}
        periods = months or {period for _key, period in reading.views}
        table = self.table
        if again:
            table = table.without(lambda row: row.period in periods and bool(row.source))
        refused = _taken(table, periods, reading.source)
        hand = _written(table, Source.UNKNOWN, self)
        figures = {
            place: views
            for place, views in reading.views.items()
            if place[1] not in refused and place not in hand
        }
        before = _written(table, reading.source, self) if reading.spans else {}
        sums = {place: views + before.get(place, 0) for place, views in figures.items()}
        changed = (
            table.with_figures(sums, reading.source, self.key_of, self._name) if sums else table
        )
        record = self._record(changed, reading.source, files, refused, periods if again else ())
        spans = merged((*record.spans(reading.source), *reading.spans)) if reading.spans else ()
        return Merged(
            table=changed,
            record=record,
            added=figures,
            refused=refused,
            by_hand=tuple(sorted(place for place in reading.views if place in hand)),
            partial={month: days for month in sorted(months - refused.keys())
                     if (days := _days(spans, month)) is not None},
            missing=_missing(spans),
        )  # fmt: skip

    def _name(self, key: str) -> str:
        return self.posts.by_key[key].address

    def _record(
        self,
        table: Table,
        source: Source,
        files: Iterable[CountedFile],
        refused: Mapping[Period, Source],
        anew: Collection[Period],
    ) -> Record:
        """Return the record of the times whose figures stand in the table.

        Months that are counted *anew* have the times of the new files alone.
        """
        new = []
        for file in files:
            spans = tuple(
                cut for span in file.spans for cut in self._by_month(span)
                if _month(cut.first) not in refused
            )  # fmt: skip
            new.append(CountedFile(file.name, file.sha256, spans))
        known = {(row.source, row.period) for row in table.rows}
        old = self.record.where(lambda _kind, span: _month(span.first) not in anew, self._by_month)
        record = old.with_files(source, new)
        return record.where(lambda kind, span: (kind, _month(span.first)) in known, self._by_month)

    def _by_month(self, span: Span) -> Iterable[Span]:
        """Yield the parts of a time, month by month."""
        for month in months_of(span):
            begin = datetime(month.year, month.month, 1, tzinfo=self.zone)
            days = calendar.monthrange(month.year, month.month)[1]
            end = datetime(month.year, month.month, days, 23, 59, 59, 999999, tzinfo=self.zone)
            first = max(span.first, begin, key=datetime.timestamp)
            last = min(span.last, end, key=datetime.timestamp)
            if first.timestamp() <= last.timestamp():
                yield Span(first, last)


@dataclass(frozen=True)
class Covered:
    """Tells, to the second, whether a moment has been counted before."""

    spans: tuple[Span, ...]
    #: The months whose figures stand in the table.
    months: frozenset[Period]

    def __call__(self, moment: datetime) -> bool:
        return Period(moment.year, moment.month) in self.months and any(
            span.first.timestamp() <= moment.timestamp() <= span.last.timestamp()
            for span in self.spans
        )


def months_of(span: Span) -> Iterable[Period]:
    """Yield the months that a time touches, in order."""
    year, month = span.first.year, span.first.month
    while (year, month) <= (span.last.year, span.last.month):
        yield Period(year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _month(moment: datetime) -> Period:
    return Period(moment.year, moment.month)


def _taken(table: Table, periods: Iterable[Period], source: Source) -> dict[Period, Source]:
    """Return the periods that have imported figures from another source."""
    others: dict[Period, Source] = {}
    for row in table.rows:
        if row.period is not None and row.source not in (source, Source.UNKNOWN):
            others.setdefault(row.period, row.source)
    found = {}
    for period in sorted(periods):
        if period.until:
            continue
        for clash in (period, Period(period.year), *_months_in(period)):
            if clash in others:
                found[period] = others[clash]
                break
    return found


def _months_in(period: Period) -> Iterable[Period]:
    return () if period.month else (Period(period.year, month) for month in range(1, 13))


def _written(table: Table, source: Source, known: Figures) -> Counter[tuple[str, Period]]:
    """Return the figures of a source that stand in the table."""
    found: Counter[tuple[str, Period]] = Counter()
    for row in table.rows:
        key = known.key_of(plain(row.cells.get("post", "")))
        if key and row.period is not None and row.source is source:
            found[key, row.period] = row.views
    return found


def _days(spans: Iterable[Span], month: Period) -> tuple[tuple[date, date], ...] | None:
    """Return the runs of days of a month that are covered; None where all are."""
    begin = date(month.year, month.month, 1)
    end = begin.replace(day=calendar.monthrange(month.year, month.month)[1])
    runs: list[tuple[date, date]] = []
    for span in spans:
        first, last = max(span.first.date(), begin), min(span.last.date(), end)
        if first > last:
            continue
        if runs and first <= runs[-1][1] + timedelta(days=1):
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return None if runs == [(begin, end)] else tuple(runs)


def _missing(spans: tuple[Span, ...]) -> tuple[Period, ...]:
    if not spans:
        return ()
    there = {month for span in spans for month in months_of(span)}
    whole = Span(spans[0].first, max(span.last for span in spans))
    return tuple(month for month in months_of(whole) if month not in there)
