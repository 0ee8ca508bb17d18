"""The statistics file: how often each post's page was viewed, by month or by year.

The file is CSV in UTF-8 (RFC 4180), beside conf.py, for people to read and write, and for importers
(`statistics_table` changes it):

    # statistics 1
    post,period,views
    posts/2013/12/arets-tio-i-topp,2013-12,412
    2013/12/arets-tio-i-topp,2014,1630

The first line has the version. Then come the columns' names, in any order; columns with other names
are passed over. *post* is the address of a post, or its file, *period* a month, a year or all time
up to a month ("../2014-06", as EDTF writes it), *views* a whole number. A figure for a whole year
takes the place of the months of that post in that year. A column *source* may say where a figure
comes from (`Source`). Rows that cannot be used are reported; the others count.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sphinx_publication.model.addresses import Addresses
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind, Problem

#: The version of the format that is read and written.
VERSION = 1
#: The columns that every file has.
COLUMNS = ("post", "period", "views")
#: The column that says where a figure comes from.
SOURCE = "source"

_FIRST = re.compile(r"#\s*statistics\s+(?P<version>\d+)\s*,*")
_PERIOD = re.compile(
    r"(?P<until>\.\./)?(?P<year>[1-9]\d{3})(?:-(?P<month>0[1-9]|1[0-2]))?", re.ASCII
)
_VIEWS = re.compile(r"\d{1,15}", re.ASCII)


class Source(StrEnum):
    """Where a figure comes from: how it was counted."""

    #: Blogger's own figures, copied by hand; robots may be among them.
    BLOGGER = "blogger"
    #: An export of GoatCounter, without the robots that it knew.
    GOATCOUNTER = "goatcounter"
    #: The log of a web server, without robots.
    LOG = "log"
    #: The log of a web server that does not say which program asked: with robots.
    LOG_WITH_ROBOTS = "log-with-robots"
    #: Nobody has said.
    UNKNOWN = ""


_SOURCES = {one.value: one for one in Source}


class Period(NamedTuple):
    """A month, a whole year, or all time up to the end of one of them."""

    year: int
    #: From 1; 0 for the whole year.
    month: int = 0
    #: Whether all time before it belongs to it.
    until: bool = False

    def __str__(self) -> str:
        last = f"{self.year}-{self.month:02}" if self.month else str(self.year)
        return f"../{last}" if self.until else last

    @property
    def end(self) -> tuple[int, int]:
        """Its last year and month."""
        return (self.year, self.month or 12)


@dataclass(frozen=True)
class Statistics:
    """Page views by post and period."""

    #: By the post's key.
    views: Mapping[str, Mapping[Period, int]] = field(default_factory=dict)
    #: Where the figures of each period come from.
    sources: Mapping[Period, frozenset[Source]] = field(default_factory=dict)

    def in_year(self, key: str, year: int) -> int | None:
        """Return the views of a post in a year; None where there is no figure."""
        found = self.views.get(key, {})
        if Period(year) in found:
            return found[Period(year)]
        months = [
            count for period, count in found.items() if period.year == year and not period.until
        ]
        return sum(months) if months else None

    def in_all(self, key: str) -> int | None:
        """Return the views of a post in all time; None where there is no figure.

        The newest figure of all time counts with what came after it.
        """
        found = self.views.get(key, {})
        first = max((one for one in found if one.until), key=lambda one: one.end, default=None)
        years = {one.year for one in found if not one.until}
        if first is None:
            known = [self.in_year(key, year) for year in years]
            return sum(count or 0 for count in known) if known else None
        whole = {year for year in years if Period(year) in found}
        later = (
            count
            for period, count in found.items()
            if not period.until
            and (period.month == 0 or period.year not in whole)
            and (period.year, period.month or 1) > first.end
        )
        return found[first] + sum(later)

    def sources_of(self, year: int | None = None) -> frozenset[Source]:
        """Return where the figures of a year, or of all time, come from."""
        kinds = (
            found
            for period, found in self.sources.items()
            if year is None or (period.year == year and not period.until)
        )
        return frozenset().union(*kinds)

    def of_year(self, year: int) -> dict[str, int]:
        """Return the views in a year by the posts' keys."""
        every = ((key, self.in_year(key, year)) for key in self.views)
        return {key: count for key, count in every if count is not None}

    def missing_months(self, year: int, first: int = 1, last: int = 12) -> tuple[int, ...]:
        """Return the months from *first* to *last* for which no post has a figure.

        A figure for the whole year says nothing of months, so then none is missing.
        """
        periods = {period for found in self.views.values() for period in found}
        months = {one.month for one in periods if one.year == year and not one.until}
        if not months or 0 in months:
            return ()
        return tuple(month for month in range(first, last + 1) if month not in months)


def read(
    text: str, path: str, key_of: Callable[[str], str]
) -> tuple[Statistics, tuple[Problem, ...]]:
    """Return the statistics of a file and what is wrong with it.

    *key_of* returns the key of the post that a document or an address ("2013/12/name", without
    slashes at its ends) names, "" for none; *path* names the file in problems.
    """
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    version = _FIRST.fullmatch(first.strip())
    if version is None or int(version["version"]) != VERSION:
        wanted = f"# statistics {VERSION}"
        problem = Problem(Kind.STATISTICS_VERSION, path, 1, {"wanted": wanted})
        return Statistics(), (problem,)
    return _read_rows(rest, path, key_of)


def keys(posts: Sequence[Post], place: Addresses) -> dict[str, str]:
    """Return the keys of *posts*, newest first, by what a file of page views may call them.

    Old addresses count for the post that they lead to.
    """
    names = {name.strip("/"): post.key for post in posts for name in post.redirects}
    for post in reversed(posts):
        section = f"#{post.section}" if post.section else ""
        page = place.page(post.docname).strip("/")
        names |= {f"{post.docname}{section}": post.key, f"{page}{section}": post.key}
    return names


def _read_rows(
    text: str, path: str, key_of: Callable[[str], str]
) -> tuple[Statistics, tuple[Problem, ...]]:
    rows = _rows(text)
    line, names = next(rows, (2, []))
    columns = [name.strip().lower() for name in names]
    lacking = [name for name in COLUMNS if name not in columns]
    if lacking:
        lack = {"missing": ", ".join(lacking), "wanted": ",".join(COLUMNS)}
        return Statistics(), (Problem(Kind.STATISTICS_COLUMNS, path, line, lack),)
    found: dict[str, dict[Period, int]] = {}
    sources: dict[Period, set[Source]] = {}
    places: dict[tuple[str, Period], int] = {}
    problems: list[Problem] = []
    for line, cells in rows:
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        key = key_of(plain(row.get("post", "")))
        period = period_of(row.get("period", ""))
        wrong = _wrong(row, key, period)
        if wrong is not None:
            problems.append(
                Problem(wrong, path, line, {name: row.get(name, "") for name in COLUMNS})
            )
            continue
        assert period is not None
        first = places.setdefault((key, period), line)
        if first != line:
            details = {"post": row["post"], "period": period, "first": first}
            problems.append(Problem(Kind.STATISTICS_TWICE, path, line, details))
        else:
            found.setdefault(key, {})[period] = int(row["views"])
            sources.setdefault(period, set()).add(source_of(row))
    kinds = {period: frozenset(some) for period, some in sources.items()}
    return Statistics(found, kinds), tuple(problems)


def source_of(row: Mapping[str, str]) -> Source:
    """Return where the figure of a row comes from; a word that is not known says nothing."""
    said = row.get(SOURCE, "").strip().lower()
    return _SOURCES.get(said, Source.UNKNOWN)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is neither empty nor a comment, with its line in the file."""
    reader = csv.reader(text.splitlines(keepends=True))
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A cell beyond all measure; the row as a whole cannot be used.
            cells = ["?"]
        if any(cell.strip() for cell in cells) and not cells[0].lstrip().startswith("#"):
            yield reader.line_num + 1, cells


def _wrong(row: Mapping[str, str], key: str, period: Period | None) -> Kind | None:
    if not key:
        return Kind.STATISTICS_POST_UNKNOWN
    if period is None:
        return Kind.STATISTICS_PERIOD
    return None if _VIEWS.fullmatch(row.get("views", "")) else Kind.STATISTICS_VIEWS


def period_of(text: str) -> Period | None:
    """Return the period that *text* names; None where it names none."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        return None
    return Period(int(match["year"]), int(match["month"] or 0), bool(match["until"]))


def plain(name: str) -> str:
    """Return the document or page name in a post's address, which may be a whole URL.

    It is empty for what is no address at all.
    """
    try:
        parts = urlsplit(name)
    except ValueError:  # such as a bracket that never ends where a host would be
        return ""
    path = unquote(parts.path).strip("/").removesuffix("/index.html").removesuffix(".md")
    return f"{path}#{parts.fragment}" if parts.fragment else path
