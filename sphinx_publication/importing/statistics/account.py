"""What an import of page views came to, in plain lines for the person who asked for it.

Nothing of a visitor is told: paths stand without their queries, and signs that a terminal would
obey are taken out.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.importing.statistics.merging import Merged
from sphinx_publication.importing.statistics.views import LeftOut, Reading
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model.statistics import Period, Source

#: How many unknown addresses and faulty lines are named.
NAMED = 10
#: A path is shown no longer than this.
WIDEST = 90


def account(reading: Reading, merged: Merged) -> Iterator[str]:
    """Yield the lines, the most important first."""
    yield _("Read: %s") % _lines(reading.lines)
    added = sum(merged.added.values())
    if added:
        posts = len({key for key, _period in merged.added})
        yield _("Counted: %(views)s of %(posts)s, %(periods)s") % {
            "views": _views(added),
            "posts": _posts(posts),
            "periods": _periods({period for _key, period in merged.added}),
        }
    else:
        yield _("Counted: nothing that is new")
    yield from _left_out(reading)
    yield from _faults(reading)
    yield from _unknown(reading)
    yield from _coverage(merged)
    if merged.by_hand:
        yield ngettext(
            "%s figure that stands in the file without a source is kept as it is",
            "%s figures that stand in the file without a source are kept as they are",
            len(merged.by_hand),
        ) % grouped(len(merged.by_hand))
    yield from _method(reading.source)


def grouped(count: int) -> str:
    """Return a number with space between its thousands, in one piece."""
    return f"{count:,}".replace(",", "\u00a0")


def shown(text: str) -> str:
    """Return *text* as a terminal may show it: no sign that it would obey, and not too long."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return plain if len(plain) <= WIDEST else f"{plain[: WIDEST - 1]}…"


def _left_out(reading: Reading) -> Iterator[str]:
    if not +reading.left_out:
        return
    yield _("Left out:")
    for reason in LeftOut:
        if count := reading.left_out[reason]:
            yield f"  {grouped(count):>9}  {_(reason.value)}"


def _faults(reading: Reading) -> Iterator[str]:
    for fault in reading.faults[:NAMED]:
        yield f"{shown(fault.path)}:{fault.line}: {shown(fault.reason)}"
    if (more := len(reading.faults) - NAMED) > 0:
        yield ngettext("… and %s more line", "… and %s more lines", more) % grouped(more)


def _unknown(reading: Reading) -> Iterator[str]:
    if reading.unknown:
        yield _("Addresses that no post has, the most asked for:")
        most = sorted(reading.unknown.items(), key=lambda one: (-one[1], one[0]))
        for path, count in most[:NAMED]:
            yield f"  {grouped(count):>9}  {shown(path)}"
        yield _(
            "An old address of a post counts when it stands under redirect in the post's front "
            "matter."
        )


def _coverage(merged: Merged) -> Iterator[str]:
    for period, source in merged.refused.items():
        yield _(
            "%(period)s keeps the figures that it has, from %(source)s; --replace takes the new "
            "ones"
        ) % {"period": period, "source": named(source)}
    for month, runs in merged.partial.items():
        days = ", ".join(
            str(first.day) if first == last else f"{first.day}–{last.day}" for first, last in runs
        )
        yield _("%(month)s is not whole: it has the days %(days)s") % {
            "month": month,
            "days": days or "–",
        }
    if merged.missing:
        yield _("Missing: %s") % _periods(set(merged.missing))


def named(source: Source) -> str:
    """Return what a source is called."""
    return {
        Source.BLOGGER: _("Blogger"),
        Source.GOATCOUNTER: _("GoatCounter"),
        Source.LOG: _("the server's log"),
        Source.LOG_WITH_ROBOTS: _("the server's log, with robots"),
    }.get(source, "?")


def _method(source: Source) -> Iterator[str]:
    if source is Source.LOG_WITH_ROBOTS:
        yield _(
            "The log does not say which program asked for a page: robots are among the figures, "
            "and the site says so."
        )
    if source in (Source.LOG, Source.LOG_WITH_ROBOTS):
        yield _(
            "Every view of a page counts, so one reader may stand for several. Addresses of "
            "visitors have been neither kept nor shown."
        )


def _periods(periods: set[Period]) -> str:
    """Return periods as a line; months that follow one another as first and last."""
    runs: list[list[Period]] = []
    for period in sorted(periods):
        if runs and _follows(runs[-1][-1], period):
            runs[-1].append(period)
        else:
            runs.append([period])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} – {run[-1]}" for run in runs)


def _follows(first: Period, second: Period) -> bool:
    if first.until or second.until or bool(first.month) != bool(second.month):
        return False
    if not first.month:
        return second.year == first.year + 1
    return second.year * 12 + second.month == first.year * 12 + first.month + 1


def _lines(count: int) -> str:
    return ngettext("%s line", "%s lines", count) % grouped(count)


def _views(count: int) -> str:
    return ngettext("%s page view", "%s page views", count) % grouped(count)


def _posts(count: int) -> str:
    return ngettext("%s post", "%s posts", count) % grouped(count)
