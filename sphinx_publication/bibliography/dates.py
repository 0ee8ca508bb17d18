"""Dates in .bib entries: biblatex's ``date`` (EDTF levels 0 and 1) and BibTeX's year and month.

Of EDTF (ISO 8601-2, as in biblatex's manual, section 2.3.8): days, months, years; seasons (21 to
32); times, which are passed over; ranges, open ones ("2010/", "2010/..", "../2010"); "?", "~" and
"%" for dates that are not certain; "X" for digits that nobody knows ("199X" is 1990 to 1999).

What cannot be read as a date ("in press", "våren 2013") is kept as it was written, in `literal`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_publication.model.sources import Source

_POINT = re.compile(
    r"(?P<year>-?\d{3,5}|\d{2}XX|\d{3}X)(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?(?:T[\d:.Z+-]*)?"
)
#: Months and days that nobody knows, and the letters of older EDTF.
_UNKNOWN_PARTS = re.compile(r"-(?:XX|xx|uu)(?=-|$)")
_UNKNOWN_DIGIT = re.compile(r"(?<=\d)[xu](?=[xu]?(?:-|$))|(?<=\d[xu])[xu](?=-|$)")
_YEARS = re.compile(r"(?P<first>\d{4})\s*(?:/|--?|–)\s*(?P<last>\d{4})")
_YEAR_IN_TEXT = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_NO_DATE = frozenset({"", "n.d.", "nd", "n. d.", "u.å.", "s.a.", "[n.d.]", ".."})
_MONTHS = {
    word: number
    for number, words in enumerate(
        ("jan", "feb", "mar", "apr", "may maj", "jun", "jul", "aug", "sep", "oct okt", "nov",
         "dec"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """A day, a month, a season or a year."""

    year: int
    #: 1 to 12, or None.
    month: int | None = None
    #: 1 to 31, or None.
    day: int | None = None
    #: 1 (spring) to 4 (winter), or None.
    season: int | None = None

    @property
    def parts(self) -> list[int]:
        """As CSL-JSON has it: [2013, 12, 17]."""
        return [part for part in (self.year, self.month, self.day) if part is not None]


@dataclass(frozen=True)
class When:
    """The date of a source."""

    start: Point | None = None
    #: The end of a range.
    end: Point | None = None
    #: A range without an end: "2010/".
    unfinished: bool = False
    #: Not certain: "2013~" or "2013?".
    circa: bool = False
    #: As it was written, if it is a date.
    written: str = ""
    #: The text, where it is no date.
    literal: str = ""

    @property
    def years(self) -> str:
        """The year as a citation has it: "2013", "2011–2014", "2010–", or the text."""
        if self.start is None:
            return self.literal
        if self.end is not None and self.end.year != self.start.year:
            return f"{self.start.year}–{self.end.year}"
        return f"{self.start.year}–" if self.unfinished else str(self.start.year)

    @property
    def csl(self) -> dict[str, object]:
        """As CSL-JSON has it (date-parts, season, circa; or literal)."""
        if self.start is None:
            return {"literal": self.literal}
        points = [self.start.parts]
        if self.end is not None or self.unfinished:
            points.append(self.end.parts if self.end else [0])
        value: dict[str, object] = {"date-parts": points}
        if self.start.season:
            value["season"] = self.start.season
        if self.circa:
            value["circa"] = True
        return value


def date_of(source: Source, prefix: str = "") -> When | None:
    """The date of *source*; with a *prefix* ("url", "orig", "event") another of its dates."""
    if written := source.get(f"{prefix}date"):
        return parse(written)
    year = source.get(f"{prefix}year")
    when = parse(year)
    if when and when.start and when.start.month is None and when.end is None:
        month, day = _month(source.get(f"{prefix}month")), source.get(f"{prefix}day")
        if month:
            start = Point(when.start.year, month, int(day) if day.isdecimal() else None)
            return replace(when, start=start)
    return when


@lru_cache(maxsize=1 << 15)
def parse(written: str) -> When | None:
    """*written* as a date; None where it says that there is none."""
    text = written.strip()
    if text.lower() in _NO_DATE:
        return None
    when = _parse(text)
    return replace(when, written=text) if when.start else when


def _parse(text: str) -> When:
    if years := _YEARS.fullmatch(text):
        return When(Point(int(years["first"])), Point(int(years["last"])))
    first, slash, last = text.partition("/")
    start, end = _point(first), _point(last)
    circa = any(letter in text for letter in "~?%")
    if slash and start and (end or last.strip() in ("", "..")):
        return When(start, end, unfinished=end is None, circa=circa)
    if slash and end and first.strip() in ("", ".."):
        return When(end, circa=circa)
    if start and not slash:
        return When(start, _end_of_unknown(first, start), circa=circa)
    return When(literal=text)


def _end_of_unknown(written: str, start: Point) -> Point | None:
    """The last year that "199X" or "19XX", read as *start*, may be."""
    unknown = _known_letters(written).upper().count("X")
    return Point(start.year + 10**unknown - 1) if unknown else None


def _known_letters(written: str) -> str:
    """*written* with "X" for each unknown digit of its year, without its unknown parts."""
    text = _UNKNOWN_PARTS.sub("", written.strip().strip("[]").rstrip("?~%"))
    return _UNKNOWN_DIGIT.sub("X", text)


def year_in(when: When | None) -> int | None:
    """The year to sort *when* by, read out of its text if need be."""
    if when is None:
        return None
    if when.start:
        return when.start.year
    found = _YEAR_IN_TEXT.search(when.literal)
    return int(found[1]) if found else None


def _point(written: str) -> Point | None:
    match = _POINT.fullmatch(_known_letters(written))
    if match is None:
        return None
    year = int(match["year"].replace("X", "0"))
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    if month is not None and 21 <= month <= 32 and day is None:
        return Point(year, season=(month - 21) % 4 + 1)
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= _days(year, month or 1):
        return None
    return Point(year, month, day)


def _days(year: int, month: int) -> int:
    """How many days the month has; the calendar repeats itself after 400 years."""
    return calendar.monthrange(year % 400 + 400, month)[1]


def _month(written: str) -> int | None:
    if written.isdecimal() and 1 <= int(written) <= 12:
        return int(written)
    return _MONTHS.get(written[:3].lower())
