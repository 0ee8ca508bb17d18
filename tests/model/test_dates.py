"""Dates are read strictly and written for readers, whatever the machine's locale."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sphinx_publication.model import dates

ZONE = "Europe/Stockholm"


def test_swedish_dates() -> None:
    """A date in full has its weekday; months and days are Swedish words."""
    day = date(2013, 12, 17)
    assert dates.long_date(day, "sv") == "tisdag 17 december 2013"
    assert dates.medium_date(day, "sv") == "17 december 2013"
    assert dates.day_and_month(day, "sv") == "17 december"
    assert dates.month_name(2013, 5, "sv") == "maj 2013"
    assert dates.long_date(day, "en") == "Tuesday, December 17, 2013"


def test_days_of_each_month_are_written_as_dates_are() -> None:
    """For scripts, with places for the day and the year, in any order."""
    assert dates.day_patterns("sv")[:2] == ["%d januari %y", "%d februari %y"]
    assert dates.day_patterns("en")[11] == "December %d, %y"
    for language in ("sv", "lv", "zh", "eu"):
        pattern = dates.day_patterns(language)[4]
        told = dates.medium_date(date(2013, 5, 17), language)
        assert pattern.replace("%d", "17").replace("%y", "2013") == told


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2013-12-17", "2013-12-17T00:00:00+01:00"),
        (date(2013, 6, 17), "2013-06-17T00:00:00+02:00"),
        (datetime(2013, 6, 17, 9), "2013-06-17T09:00:00+02:00"),
        ("2013-12-17 9:30", "2013-12-17T09:30:00+01:00"),
        ("2013-12-17T09:30:15Z", "2013-12-17T09:30:15+00:00"),
        ("2013-12-17 09:30 +0200", "2013-12-17T09:30:00+02:00"),
        ("Oct 2, 2019", "2019-10-02T00:00:00+02:00"),
    ],
)
def test_dates_are_read(value: object, expected: str) -> None:
    """A date without a zone is in the publication's; a day is its first minute."""
    assert dates.parse(value, ZONE).isoformat() == expected


@pytest.mark.parametrize("value", ["2020-13-45", "soon", "", "December", "2013-12", "17", True])
def test_what_is_no_date_is_refused(value: object) -> None:
    """Nothing that is missing from a date is guessed."""
    with pytest.raises(ValueError):  # noqa: PT011
        dates.parse(value, ZONE)


def test_now_is_the_source_date_epoch() -> None:
    """SOURCE_DATE_EPOCH decides what lies in the future."""
    assert dates.now({"SOURCE_DATE_EPOCH": "86400"}) == datetime(1970, 1, 2, tzinfo=UTC)
    assert abs((dates.now({}) - datetime.now(UTC)).total_seconds()) < 5
