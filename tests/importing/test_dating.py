"""When an entry is dated, and whether readers can see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from sphinx_publication.importing.export import Entry, EntryKind, EntryState
from sphinx_publication.importing.planning.dating import Dating
from sphinx_publication.importing.planning.front import minute
from sphinx_publication.importing.remarks import What

ZONE = ZoneInfo("Europe/Stockholm")
DATING = Dating(ZONE, "sv", datetime(2026, 9, 21, tzinfo=UTC))
WEST = timezone(timedelta(hours=-8))


def entry(
    published: datetime | None,
    updated: datetime | None = None,
    address: str = "",
    state: str = "live",
    kind: str = "post",
) -> Entry:
    """Return an entry."""
    made = EntryKind(kind), EntryState(state)
    return Entry("1", *made, "", "", published, updated, address=address)


@pytest.mark.parametrize(
    ("made", "day", "shown", "remark"),
    [
        (entry(datetime(1981, 12, 31, 20, tzinfo=WEST)), "1982-01-01 05:00", True, None),
        (entry(None, address="/2013/12/x.html"), "2013-12-01 00:00", True, What.UNDATED),
        (entry(None, datetime(2013, 5, 6, tzinfo=UTC)), "2013-05-06 02:00", True, What.UNDATED),
        (
            entry(datetime(1, 1, 1, tzinfo=UTC), address="/2013/12/x.html"),
            "2013-12-01 00:00",
            True,
            What.UNDATED,
        ),
        (entry(None), "", False, What.UNDATED_DRAFT),
        (entry(None, state="draft"), "", False, None),
        (entry(datetime(2013, 1, 1, tzinfo=UTC), state="draft"), "2013-01-01 01:00", False, None),
        (
            entry(datetime(2027, 1, 1, tzinfo=UTC), state="scheduled"),
            "2027-01-01 01:00",
            False,
            None,
        ),
        (
            entry(datetime(9999, 12, 31, 23, 59, tzinfo=UTC), DATING.now, state="scheduled"),
            "",
            False,
            What.UNDATED_DRAFT,
        ),
        (entry(None, kind="page"), "", True, None),
        (
            entry(datetime(2027, 1, 1, tzinfo=UTC), state="scheduled", kind="page"),
            "2027-01-01 01:00",
            False,
            None,
        ),
    ],
)
def test_an_entry_is_dated_by_what_is_known(
    made: Entry, day: str, shown: bool, remark: What | None
) -> None:
    """By itself in the publication's zone, by its address, by its last change; else it waits."""
    dated = DATING.of(made)
    assert (minute(dated.moment) if dated.moment else "") == day
    assert (dated.is_shown, dated.remark) == (shown, remark)


def test_an_hour_that_is_lived_twice_has_its_offset() -> None:
    """When summer time ends, and only then."""
    first = datetime(2013, 10, 27, 2, 30, tzinfo=ZONE)
    assert minute(first) == "2013-10-27 02:30+0200"
    assert minute(first.replace(fold=1)) == "2013-10-27 02:30+0100"
    assert minute(first.replace(hour=4)) == "2013-10-27 04:30"
