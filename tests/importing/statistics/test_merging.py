"""New figures beside old ones: nothing is counted twice, and what people wrote stays."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

from sphinx_publication.importing.statistics import posts, record
from sphinx_publication.importing.statistics.merging import Figures, Merged
from sphinx_publication.importing.statistics.record import CountedFile, Record
from sphinx_publication.importing.statistics.views import Reading, Span
from sphinx_publication.model.statistics import Period, Source
from sphinx_publication.model.statistics_table import Table, read, write
from sphinx_publication.project import read as read_project

TIO, VAR = "posts/2013/12/tio", "posts/2014/01/var"
HEAD = "# statistics 1\npost,period,views,source\n"
OCTOBER, NOVEMBER = Period(2026, 10), Period(2026, 11)


def figures(publication: Path, rows: str = "", known: Record | None = None) -> Figures:
    project = read_project(publication)
    table = read(HEAD + rows) if rows else Table()
    return Figures(table, known or Record(), posts.known(project), project.zone)


def span(first: str, last: str) -> Span:
    begin, end = (datetime.fromisoformat(f"{day}:00+01:00") for day in (first, last))
    return Span(begin, end)


def counted(
    views: dict[tuple[str, Period], int], *spans: Span, source: Source = Source.LOG
) -> Reading:
    return Reading(source, views=Counter(views), spans=list(spans))


def a_file(name: str, *spans: Span) -> CountedFile:
    return CountedFile(name, name, spans)


def text(merged: Merged) -> str:
    return write(merged.table).removeprefix(HEAD)


FIRST = span("2026-10-30T00:00", "2026-11-05T12:00")
LATER = span("2026-11-05T12:00", "2026-11-30T23:59")


def test_what_comes_later_is_added(publication: Path) -> None:
    """The times are remembered as one; a moment in them counts as counted."""
    one = figures(publication).merged(
        counted({(TIO, OCTOBER): 2, (TIO, NOVEMBER): 3}, FIRST), [a_file("a", FIRST)]
    )
    assert text(one) == "2013/12/tio,2026-10,2,log\n2013/12/tio,2026-11,3,log\n"
    second = Figures(one.table, one.record, figures(publication).posts, figures(publication).zone)
    moment = datetime.fromisoformat("2026-11-01T10:00:00+01:00")
    assert second.covered(Source.LOG)(moment)
    assert not second.covered(Source.GOATCOUNTER)(moment)
    assert not second.covered(Source.LOG)(LATER.last)
    two = second.merged(counted({(TIO, NOVEMBER): 4}, LATER), [a_file("b", LATER)])
    assert text(two) == "2013/12/tio,2026-10,2,log\n2013/12/tio,2026-11,7,log\n"
    assert two.record.spans(Source.LOG) == (Span(FIRST.first, LATER.last),)
    assert record.read(record.write(two.record)) == two.record
    assert two.partial == {}
    assert {month: [(a.day, b.day) for a, b in runs] for month, runs in one.partial.items()} == {
        OCTOBER: [(30, 31)],
        NOVEMBER: [(1, 5)],
    }


def test_figures_that_were_taken_out_are_counted_anew(publication: Path) -> None:
    """The record follows the figures: a month that stands no longer in the file is as new."""
    known = Record(((Source.LOG, a_file("a", FIRST)),))
    there = figures(publication, "2013/12/tio,2026-11,3,log\n", known)
    covered = there.covered(Source.LOG)
    assert not covered(FIRST.first)
    assert covered(FIRST.last)


def test_months_of_another_source_keep_their_figures(publication: Path) -> None:
    """Two ways to count are not added; they are replaced only when that is asked for."""
    rows = "2013/12/tio,2026-11,50,goatcounter\n2014/01/var,2025,9,blogger\n"
    there = figures(publication, rows)
    new = counted({(TIO, OCTOBER): 1, (TIO, NOVEMBER): 2, (VAR, Period(2025, 3)): 4}, FIRST)
    new.spans.append(span("2025-03-01T00:00", "2025-03-31T23:00"))
    found = there.merged(new, [a_file("a", *new.spans)])
    assert found.refused == {NOVEMBER: Source.GOATCOUNTER, Period(2025, 3): Source.BLOGGER}
    assert text(found) == "2013/12/tio,2026-10,1,log\n" + rows
    assert [(one.first.month, one.last.month) for one in found.record.spans(Source.LOG)] == [
        (10, 10)
    ]
    again = there.merged(new, [a_file("a", *new.spans)], again=True)
    assert again.refused == {Period(2025, 3): Source.BLOGGER}
    assert "2013/12/tio,2026-11,2,log\n" in text(again)
    assert "goatcounter" not in text(again)


def test_a_month_that_is_replaced_has_the_new_files_times_alone(publication: Path) -> None:
    """What stood before is gone from the figures, and so from what counts as counted."""
    known = Record(((Source.LOG, a_file("a", FIRST)),))
    rows = "2013/12/tio,2026-10,1,log\n2013/12/tio,2026-11,9,log\n"
    there = figures(publication, rows, known)
    found = there.merged(counted({(TIO, NOVEMBER): 2}, LATER), [a_file("b", LATER)], again=True)
    assert text(found) == rows.replace("9", "2")
    october = Span(FIRST.first, datetime.fromisoformat("2026-10-31T23:59:59.999999+01:00"))
    assert found.record.spans(Source.LOG) == (october, LATER)


def test_what_a_person_wrote_stays(publication: Path) -> None:
    """A figure without a source is a person's, also when months are replaced."""
    there = figures(publication, "/2013/12/gammal.html,2026-11,50,\n")
    new = counted({(TIO, NOVEMBER): 2, (VAR, NOVEMBER): 3}, LATER)
    for again in (False, True):
        found = there.merged(new, [a_file("a", LATER)], again=again)
        assert found.by_hand == ((TIO, NOVEMBER),)
        assert text(found) == "/2013/12/gammal.html,2026-11,50,\n2014/01/var,2026-11,3,log\n"


def test_figures_from_blogger_replace_their_own(publication: Path) -> None:
    """They are sums, not moments: a corrected form is read in once more."""
    first = counted(
        {(TIO, Period(2013)): 5, (VAR, Period(2014, 6, True)): 7}, source=Source.BLOGGER
    )
    one = figures(publication).merged(first)
    again = Figures(one.table, one.record, figures(publication).posts, figures(publication).zone)
    assert again.merged(first).table == one.table
    better = counted({(TIO, Period(2013)): 6}, source=Source.BLOGGER)
    assert text(again.merged(better)) == (
        "2013/12/tio,2013,6,blogger\n2014/01/var,../2014-06,7,blogger\n"
    )


def test_months_between_that_are_not_covered_are_missing(publication: Path) -> None:
    """So are days in the middle of a month."""
    spans = (
        span("2026-01-01T00:00", "2026-01-10T10:00"),
        span("2026-01-20T00:00", "2026-01-31T10:00"),
        span("2026-04-01T00:00", "2026-04-30T20:00"),
    )
    found = figures(publication).merged(counted({(TIO, Period(2026, 1)): 1}, *spans))
    assert found.missing == (Period(2026, 2), Period(2026, 3))
    assert [(a.day, b.day) for a, b in found.partial[Period(2026, 1)]] == [(1, 10), (20, 31)]
    assert Period(2026, 4) not in found.partial
