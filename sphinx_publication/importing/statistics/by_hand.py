"""Figures that a person copies from Blogger: by a form to fill in, or by pasted lines.

Blogger shows page views only on its own page, post by post. `form` is a table of the publication's
posts with room for the figures; `read` takes it back, or lines that were copied as they stand,
whose titles are those of posts. Numbers may be written as people write them ("19 700", "19.700").
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from sphinx_publication.importing.statistics.posts import Posts
from sphinx_publication.importing.statistics.views import LeftOut, NoStatistics, Reading
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model.statistics import Period, Source, period_of

#: The columns of the form; those of the statistics file, and the title to know the post by.
COLUMNS = ("post", "title", "period", "views")

_SPACE = " \t\u00a0\u2009\u202f"
_NUMBER = re.compile(rf"\d{{1,3}}(?:[{_SPACE}.,'’]\d{{3}})+|\d{{1,12}}", re.ASCII)
_ENDING = re.compile(rf"[{_SPACE}:;]+(?=[\d.,'’{_SPACE}]*\d$)")


def form(posts: Posts, period: Period) -> str:
    """Return the form for a period: one line for each post that was out by its end.

    Cells are parted by semicolons and the text begins with a byte order mark, so that spreadsheets
    in Swedish open it as a table.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for post in posts.all:
        if (post.day.year, post.day.month) <= period.end:
            writer.writerow((post.address, _harmless(post.title), str(period), ""))
    return "\ufeff" + out.getvalue()


def read(text: str, name: str, posts: Posts, period: Period | None = None) -> Reading:
    """Return the figures in a form, or in pasted lines, which are all of one *period*.

    *name* is the file's, for messages. Raises NoStatistics when pasted lines come without a period.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    reading = Reading(Source.BLOGGER)
    try:
        _read(text, name, posts, period, reading)
    except csv.Error as error:
        said = _("%(path)s: it cannot be read (%(reason)s)")
        raise NoStatistics(said % {"path": name, "reason": error}) from error
    return reading


def _read(text: str, name: str, posts: Posts, period: Period | None, reading: Reading) -> None:
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = next((sign for sign in ";\t," if sign in first), ";")
    columns = [cell.strip().lower() for cell in next(csv.reader([first], delimiter=delimiter), [])]
    if {"post", "views"} <= set(columns):
        _read_form(text, name, posts, delimiter, period, reading)
    elif period is None:
        raise NoStatistics(
            _(
                "%s: these are lines of titles and numbers; say with --period which time they are "
                "of: 2013, 2013-12, or 'all' for all time until now"
            )
            % name
        )
    else:
        _read_lines(text, name, posts, period, reading)


def number(written: str) -> int | None:
    """Return a number as people write it, with signs between the thousands; None for no number."""
    match = _NUMBER.fullmatch(written.strip())
    return int(re.sub(r"\D", "", match[0])) if match else None


def _read_form(
    text: str, name: str, posts: Posts, delimiter: str, period: Period | None, reading: Reading
) -> None:
    rows = csv.DictReader(io.StringIO(text.lstrip()), delimiter=delimiter, restval="")
    rows.fieldnames = [field.strip().lower() for field in rows.fieldnames or ()]
    skipped = len(text) - len(text.lstrip())
    above = text[:skipped].count("\n")
    places: dict[tuple[str, Period], int] = {}
    for row in rows:
        line = rows.line_num + above
        reading.lines += 1
        if not row["views"].strip():
            reading.leave_out(LeftOut.EMPTY)
            continue
        found, views = posts.at(row["post"]), number(row["views"])
        of = period_of(row.get("period") or "") or period
        if found is None:
            reading.fault(name, line, _("no post has the address '%s'") % row["post"])
        elif of is None:
            said = _("'%s' is neither a month nor a year; write 2013-12 or 2013")
            reading.fault(name, line, said % (row.get("period") or ""))
        elif views is None:
            said = _("'%s' is no number of page views; write digits alone, such as 19 700")
            reading.fault(name, line, said % row["views"])
        elif (first := places.setdefault((found.post.key, of), line)) != line:
            said = _("the figure of '%(post)s' in %(period)s already stands in line %(first)s")
            details = {"post": found.post.address, "period": of, "first": first}
            reading.fault(name, line, said % details)
        else:
            reading.views[found.post.key, of] = views


def _read_lines(text: str, name: str, posts: Posts, period: Period, reading: Reading) -> None:
    """Read pairs of a title and a number, on one line or on lines of their own.

    Between a title and its number may stand what Blogger shows there, such as the day.
    """
    title, place = "", 0
    for line, written in enumerate(text.splitlines(), 1):
        said = written.strip(_SPACE)
        if not said:
            continue
        reading.lines += 1
        if posts.called(said):
            title, place = said, line
            continue
        known = next((one for one in _splits(said) if posts.called(one[0])), None)
        if known is not None:
            _figure(known[0], known[1], (name, line), posts, period, reading)
            title = ""
        elif (views := number(said)) is not None and title:
            _figure(title, views, (name, place), posts, period, reading)
            title = ""
        elif not title and any(_splits(said)):
            reading.fault(name, line, _("no post is called '%s'") % next(_splits(said))[0])
        else:
            reading.leave_out(LeftOut.EMPTY)


def _splits(line: str) -> Iterator[tuple[str, int]]:
    """Yield the ways to part a line into a title and a number, the longest number first."""
    for match in _ENDING.finditer(line):
        views = number(line[match.end() :])
        if views is not None and line[: match.start()].strip():
            yield line[: match.start()].strip(), views


def _figure(
    title: str, views: int, place: tuple[str, int], posts: Posts, period: Period, reading: Reading
) -> None:
    found = posts.called(title)
    if len(found) > 1:
        names = ", ".join(post.address for post in found)
        said = ngettext(
            "%(count)s post is called '%(title)s': %(names)s",
            "%(count)s posts are called '%(title)s': %(names)s; use --form, where posts have "
            "addresses",
            len(found),
        )
        details = {"count": len(found), "title": title, "names": names}
        reading.fault(*place, said % details)
    elif (found[0].key, period) in reading.views:
        reading.fault(*place, _("'%s' has a figure already") % title)
    else:
        reading.views[found[0].key, period] = views


def _harmless(title: str) -> str:
    """Return a title that no spreadsheet takes for a formula."""
    return f"'{title}" if title[:1] in "=+-@" else title
