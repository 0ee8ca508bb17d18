"""Dates in .bib entries: biblatex's ``date`` (EDTF levels 0 and 1) and BibTeX's year and month.

What cannot be read as a date ("in press", "våren 2013") is kept as it was written, in `literal`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_publication.model.sources import Source

_POINT = re.compile(
    r"(?P<year>-?\d{3,5}|\d{2,3}[Xux]{1,2})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?)?(?:T[\d:.Z+-]*)?"
)
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
    #: "2013~" or "2013?".
    circa: bool = False
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
            start = Point(when.start.year, month, int(day) if day.isdigit() else None)
            return When(start, circa=when.circa)
    return when


def parse(written: str) -> When | None:
    """*written* as a date; None where it says that there is none."""
    text = written.strip()
    if text.lower() in _NO_DATE:
        return None
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
        return When(start, circa=circa)
    return When(literal=text)


def year_in(when: When | None) -> int | None:
    """The year to sort *when* by, read out of its text if need be."""
    if when is None:
        return None
    if when.start:
        return when.start.year
    found = _YEAR_IN_TEXT.search(when.literal)
    return int(found[1]) if found else None


def _point(written: str) -> Point | None:
    match = _POINT.fullmatch(written.strip().strip("[]").rstrip("?~%"))
    if match is None:
        return None
    year = int(re.sub(r"[Xux]", "0", match["year"]))
    month = int(match["month"]) if match["month"] else None
    day = int(match["day"]) if match["day"] else None
    if month is not None and 21 <= month <= 24 and day is None:
        return Point(year, season=month - 20)
    valid = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
    return Point(year, month, day) if valid else None


def _month(written: str) -> int | None:
    if written.isdigit() and 1 <= int(written) <= 12:
        return int(written)
    return _MONTHS.get(written[:3].lower())
