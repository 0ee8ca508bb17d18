"""When an entry is dated, in the publication's zone, and whether readers can see it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sphinx_publication.importing.export import Entry, EntryKind, EntryState
from sphinx_publication.importing.remarks import What
from sphinx_publication.model import dates

#: Dates before this are what programs write where they know none.
_FIRST_YEAR = 1900
_ADDRESS = re.compile(r"/(?P<year>\d{4})/(?P<month>0[1-9]|1[0-2])/.*")


@dataclass(frozen=True)
class Dated:
    """When an entry is dated."""

    #: In the publication's zone; None where nothing tells.
    moment: datetime | None
    #: Whether the publication shows it: it is no draft, and its time has come.
    is_shown: bool
    #: What is to be said of it, if the export has no date; with the date that it got.
    remark: What | None = None
    words: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether it has to stay a draft, for want of a date."""
        return self.remark is What.UNDATED_DRAFT


@dataclass(frozen=True)
class Dating:
    """Dates the entries of an export."""

    zone: ZoneInfo
    language: str
    now: datetime

    def of(self, entry: Entry) -> Dated:
        """Return when an entry is dated: by itself, its address, or its last change."""
        seen = entry.state in (EntryState.LIVE, EntryState.SCHEDULED)
        if entry.kind is EntryKind.PAGE:
            # A page has no date that it could wait for: until then it is a draft.
            is_live = entry.state is EntryState.LIVE
            return Dated(self.local(entry.published or entry.updated), is_live)
        moment = self.local(entry.published)
        remark = None
        if moment is None:
            if entry.state is not EntryState.SCHEDULED:
                moment = self._of_address(entry.address) or self.local(entry.updated)
            remark = What.UNDATED if moment else What.UNDATED_DRAFT
        if entry.state is EntryState.DRAFT and remark is What.UNDATED_DRAFT:
            remark = None  # a draft needs no date
        words = f"{moment:%Y-%m-%d}" if remark and moment else ""
        shown = seen and moment is not None and moment <= self.now
        return Dated(moment, shown, remark, words)

    def local(self, moment: datetime | None) -> datetime | None:
        """Return a moment in the publication's zone; None where no blog can have such a date."""
        try:
            local = moment.astimezone(self.zone) if moment else None
        except (OverflowError, ValueError):
            return None
        return local if local and local.year >= _FIRST_YEAR else None

    def words(self, moment: datetime) -> str:
        """Return a day as readers read it: "17 december 2013"."""
        return dates.medium_date(moment, self.language)

    def _of_address(self, address: str) -> datetime | None:
        match = _ADDRESS.fullmatch(address)
        try:
            return (
                datetime(int(match["year"]), int(match["month"]), 1, tzinfo=self.zone)
                if match
                else None
            )
        except ValueError:
            return None
