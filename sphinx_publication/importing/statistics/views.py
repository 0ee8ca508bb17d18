"""What a reader of page views found: views by post and period, and all that it left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sphinx_publication.locale.console import N_
from sphinx_publication.model.statistics import Period, Source

#: Tells whether a moment has been counted before.
IsCovered = Callable[[datetime], bool]


class NoStatistics(Exception):
    """A file that cannot be used at all; the message says why, in the person's language."""


class LeftOut(StrEnum):
    """Why lines are left out, in the order in which they are told; each as the account says it."""

    TWICE = N_("in two of the files, and counted once")
    COUNTED_BEFORE = N_("in a time that has been counted before")
    ROBOT = N_("robots and other programs that are no browsers")
    EVENT = N_("events, which are no page views")
    METHOD = N_("no readings of a page (HEAD, POST and the like)")
    STATUS = N_("answered with an error or led elsewhere")
    NO_PAGE = N_("pictures, styles, feeds and other files that are no pages")
    OTHER_PAGE = N_("other pages of the publication")
    SAME_VISIT = N_("the same reader again, on the same page")
    NOT_OVER = N_("in the hour when the export was made, which was not over")
    SAME_VIEW = N_("led on from an old address, and already counted there")
    UNKNOWN = N_("addresses that no post has")
    EMPTY = N_("without a figure")
    BROKEN = N_("cut off, or not to be read")


@dataclass(frozen=True)
class Span:
    """A time that a file tells of, from its first line to its last; both belong to it."""

    first: datetime
    last: datetime

    def reaching(self, *moments: datetime) -> Span:
        """Return the time that holds *moments*, too.

        Moments of one zone are compared as such, not by their clocks, which an autumn night turns
        back.
        """
        every = (self.first, self.last, *moments)
        return Span(min(every, key=datetime.timestamp), max(every, key=datetime.timestamp))


@dataclass(frozen=True)
class Fault:
    """A line that a person should look at."""

    path: str
    #: From 1.
    line: int
    #: What is wrong, in the person's language; it holds nothing of a visitor.
    reason: str


@dataclass
class Reading:
    """Page views out of one or more files, and the account of them."""

    source: Source
    #: By the post's key and the period.
    views: Counter[tuple[str, Period]] = field(default_factory=Counter)
    #: How many lines were read.
    lines: int = 0
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    #: Paths that no post has, by how often they were asked for; without queries.
    unknown: Counter[str] = field(default_factory=Counter)
    #: The times that the files tell of; none for figures written by hand.
    spans: list[Span] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def leave_out(self, reason: LeftOut, count: int = 1) -> None:
        """Count lines that are left out."""
        self.left_out[reason] += count

    def fault(self, path: str, line: int, reason: str) -> None:
        """Name a line that cannot be used."""
        self.leave_out(LeftOut.BROKEN)
        self.faults.append(Fault(path, line, reason))
