"""Dates as a publication needs them: read from front matter, written for readers.

Words for days and months come from Babel (CLDR), never from the machine's locale. All moments are
aware datetimes in the publication's time zone. "Now" is ``SOURCE_DATE_EPOCH`` where it is set
(reproducible-builds.org), which also decides what lies in the future.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

import dateutil.parser
from babel.dates import format_date, format_datetime, format_skeleton

_DATE = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})"
    r"(?:[T ]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)


#: What `strftime` directives are in CLDR's date patterns (Unicode TS 35).
_CLDR = {
    "a": "EEE", "A": "EEEE", "b": "MMM", "B": "MMMM", "d": "dd", "-d": "d", "#d": "d", "e": "d",
    "H": "HH", "I": "hh", "j": "D", "m": "MM", "-m": "M", "M": "mm", "p": "a", "S": "ss",
    "y": "yy", "Y": "y",
}  # fmt: skip


def now(environ: Mapping[str, str] = os.environ) -> datetime:
    """Return the moment of the build: ``SOURCE_DATE_EPOCH`` (seconds, UTC) or the clock.

    Raises ValueError when the variable is set to something that is not a whole number.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC)


def parse(value: object, zone: str) -> datetime:
    """Return the moment that *value* names, in time zone *zone* unless it names its own.

    *value* is what YAML gives for a date: a datetime, a date, or text as ``2013-12-17``,
    ``2013-12-17 09:30`` or ``2013-12-17T09:30:00+01:00`` (ISO 8601). A day without a time is the
    day's first minute. Other ways of writing a date, such as "Oct 2, 2019", are read as ablog reads
    them, if they name day, month and year. Raises ValueError for anything else.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))
    if isinstance(value, date):
        return datetime.combine(value, time(), ZoneInfo(zone))
    match = _DATE.fullmatch(str(value).strip())
    if match is None:
        return parse(_free(str(value)), zone)
    day = date(*map(int, match["day"].split("-")))
    clock = match["time"] or "00:00"
    moment = time.fromisoformat(clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8))
    if not match["zone"]:
        return datetime.combine(day, moment, ZoneInfo(zone))
    offset = match["zone"].replace("Z", "+00:00")
    offset = offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
    return datetime.fromisoformat(f"{day.isoformat()}T{moment.isoformat()}{offset}")


def _free(text: str) -> datetime:
    """Return the moment that a freely written *text* names; nothing missing is filled in."""
    first, second = (
        dateutil.parser.parse(text, default=default)
        for default in (datetime(2000, 1, 1), datetime(2001, 2, 2))
    )
    if first != second:
        raise ValueError(f"not a full date: {text!r}")
    return first


@lru_cache(maxsize=1 << 12)
def long_date(moment: date, language: str) -> str:
    """Return the date in full: "tisdag 17 december 2013" in Swedish."""
    if language.startswith("sv"):
        return str(format_date(moment, "EEEE d MMMM y", locale="sv"))
    return str(format_date(moment, "full", locale=_locale(language)))


@lru_cache(maxsize=1 << 12)
def medium_date(moment: date, language: str) -> str:
    """Return the date without its weekday: "17 december 2013" in Swedish."""
    return str(format_date(moment, "long", locale=_locale(language)))


def day_patterns(language: str) -> list[str]:
    """Return how days are written in each month, as `medium_date` does: "%d december %y".

    For scripts, which would wait for the browser's own formats (40 ms on a desk, more on a phone).
    """
    samples = (medium_date(date(8888, month, 22), language) for month in range(1, 13))
    return [sample.replace("8888", "%y").replace("22", "%d") for sample in samples]


def day_and_month(moment: date, language: str) -> str:
    """Return the day and month: "17 december" in Swedish."""
    return str(format_skeleton("MMMMd", datetime.combine(moment, time()), locale=_locale(language)))


def month_name(year: int, month: int, language: str) -> str:
    """Return a month and its year: "december 2013" in Swedish."""
    return str(format_date(date(year, month, 1), "MMMM y", locale=_locale(language)))


def formatted(moment: datetime, pattern: str, language: str) -> str:
    """Return the date in a `strftime` pattern, its words in *language*, not the machine's."""

    def part(match: re.Match[str]) -> str:
        if match[1] not in _CLDR:
            return match[1][-1] if match[1] == "%" else match[0]
        return str(format_datetime(moment.replace(tzinfo=None), _CLDR[match[1]], locale=locale))

    locale = _locale(language)
    return re.sub(r"%([-#]?.)", part, pattern)


def _locale(language: str) -> str:
    return language.replace("-", "_") or "en"
