"""Posts as a document's own text announces them, found before anything parses it.

``post`` directives in both markups, a MyST fence (three or more backticks, tildes or colons) and
reStructuredText's ``.. post::`` at the margin, and the field list at the top of a
reStructuredText document. A directive shown inside another fence, as in a handbook, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dateutil import parser as date_parser

from sphinx_publication.model import dates

_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,}|:{3,})\s*(?P<rest>.*)$")
_MYST = re.compile(r"\{post\}\s*(?P<date>.*)$")
_REST = re.compile(r"\.\.\s+post::\s*(?P<date>.*)$")
_FIELD = re.compile(r":(?P<name>[\w-]+):\s*(?P<value>.*)$")
_ISO = re.compile(r"\d{4}-")


@dataclass(frozen=True)
class Marker:
    """Something with a value on a line: a ``post`` directive and its date, a field's value."""

    #: Line in the file, counted from 1.
    line: int
    #: As written, without the blanks around it; "" where there is none.
    value: str


def post_directives(text: str, *, markdown: bool) -> tuple[Marker, ...]:
    """Return the ``post`` directives of a document, in order, with their dates."""
    return tuple(_in_markdown(text) if markdown else _in_rest(text))


def fields(text: str) -> dict[str, Marker]:
    """Return the field list at the top of a reStructuredText document, before or after its title.

    The first word of each name counts, in lower case.
    """
    found: dict[str, Marker] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        match = _FIELD.match(line)
        if match:
            found.setdefault(match["name"].lower(), Marker(number, match["value"].strip()))
        elif (found and line.strip()) or (number > 8 and not found):
            break
    return found


def read_date(written: str, zone: str, pattern: str = "") -> datetime:
    """Return the moment that a directive's date names, as ablog understands dates.

    ISO 8601 first, then *pattern* (ablog's ``post_date_format``), then dateutil's reading of
    English dates ("Dec 17, 2013"). Text that begins as an ISO date is never guessed at.
    Raises ValueError for anything else.
    """
    try:
        return dates.parse(written, zone)
    except ValueError:
        if _ISO.match(written):
            raise
    try:
        return dates.parse(datetime.strptime(written, pattern), zone)
    except ValueError:
        pass
    try:
        return dates.parse(date_parser.parse(written), zone)
    except OverflowError as error:
        raise ValueError(f"not a date: {written!r}") from error


def is_date(written: str, pattern: str) -> bool:
    """Tell whether ablog itself can read a date: by *pattern*, or as dateutil guesses."""
    try:
        datetime.strptime(written, pattern)
    except ValueError:
        try:
            date_parser.parse(written)
        except (ValueError, OverflowError):
            return False
    return True


def _in_rest(text: str) -> Iterator[Marker]:
    for number, line in enumerate(text.splitlines(), 1):
        if match := _REST.match(line):
            yield Marker(number, match["date"].strip())


def _in_markdown(text: str) -> Iterator[Marker]:
    open_fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        match = _FENCE.match(line)
        if match is None:
            continue
        fence, rest = match["fence"], match["rest"].strip()
        if open_fence:
            if fence.startswith(open_fence) and not rest:
                open_fence = ""
            continue
        open_fence = fence
        if directive := _MYST.match(rest):
            yield Marker(number, directive["date"].strip())
