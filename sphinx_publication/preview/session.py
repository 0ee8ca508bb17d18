"""A preview from its start to Ctrl-C: watch, build, show, tell.

Saves that come together are one build. One that comes while another is built ends that build, if
only texts have been saved, and the next makes what both ask for; otherwise it waits. What happens
is told to `Hearer`, whose lines are those of the terminal.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any, Protocol

from watchfiles import awatch

from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.preview import watching
from sphinx_publication.preview.complaints import Complaints, split
from sphinx_publication.preview.reports import (
    CAN_COPY,
    Built,
    Failed,
    Order,
    Place,
    Ready,
    Written,
)
from sphinx_publication.preview.server import Viewers
from sphinx_publication.preview.watching import Changes, Watch
from sphinx_publication.preview.workshop import Workshop
from sphinx_publication.site.search import SearchError, build_index

#: Milliseconds without a save that end a burst of them, and the longest wait for its end.
_STILL, _LONGEST = 50, 500
#: So many documents with complaints are read again in each build; of more, only those saved.
_READ_AGAIN = 20
#: So many complaints are shown.
_SHOWN = 12


class Hearer(Protocol):
    """Who is told, for the terminal."""

    def built(self, names: Sequence[str], first: float | None, whole: float) -> None:
        """*names* were saved; *first* is when the first page waited for was whole, in seconds."""

    def wrong(self, messages: Sequence[str]) -> None:
        """Take what is wrong now; empty when nothing is."""


class Session:
    """One preview."""

    def __init__(self, place: Place, output: Path, hearer: Hearer) -> None:
        self.viewers = Viewers(place.site)
        self.complaints = Complaints()
        self._place = place
        self._watch = Watch(place.source, output)
        self._hearer = hearer
        self._workshop = Workshop(place)
        self._documents: frozenset[str] = frozenset()
        self._saved: set[str] = set()
        self._something = asyncio.Event()
        self._told = Ready("en", "")
        self._index_is_old = True
        self._indexing = asyncio.Lock()

    async def build(self, changes: Changes) -> None:
        """Build once and tell everybody."""
        started = time.monotonic()
        if changes.needs_new_process:
            self._workshop.dismiss()
        order = self._order(changes)
        first = None
        try:
            async with aclosing(self._workshop.build(order)) as reports:
                async for report in reports:
                    match report:
                        case Ready():
                            self._told = report
                        case Written(page):
                            if first is None and page in order.shown:
                                first = time.monotonic() - started
                            await self.viewers.page_written(page)
                        case Built() | Failed():
                            await self._end(report, changes)
        except asyncio.CancelledError:
            if first is not None:
                self._hearer.built(changes.names, first, first)
            raise
        self._hearer.built(changes.names, first, time.monotonic() - started)
        self._hearer.wrong(self.complaints.all)
        if changes.others or not changes.saved:
            self._workshop.dismiss()  # what it would have to make up for is more than a text
        self._workshop.prepare()

    async def follow(self) -> None:
        """Build after each save, until cancelled."""
        watcher = asyncio.create_task(self._note_saves())
        unfinished: set[str] = set()
        try:
            while True:
                await self._something.wait()
                self._something.clear()
                unfinished |= self._saved
                self._saved = set()
                changes = watching.sort(unfinished, self._documents, self._place.source)
                if await self._built_before_the_next_save(changes):
                    unfinished = set()
        finally:
            watcher.cancel()
            with suppress(asyncio.CancelledError):
                await watcher

    async def _built_before_the_next_save(self, changes: Changes) -> bool:
        """Build; return False if a save has come first, for which the build has made room."""
        building = asyncio.create_task(self.build(changes))
        if changes.needs_new_process or not CAN_COPY:
            await building
            return True
        saving = asyncio.create_task(self._something.wait())
        try:
            await asyncio.wait((building, saving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            is_built = building.done()
            for task in (building, saving):
                task.cancel()
            ended = await asyncio.gather(building, saving, return_exceptions=True)
        if isinstance(ended[0], Exception):
            raise ended[0]
        return is_built

    async def make_index(self) -> None:
        """Bring the search index up to date, if a build has made it old."""
        async with self._indexing:
            if self._index_is_old:
                self._index_is_old = False
                with suppress(SearchError):  # the search page then says that there is none
                    await asyncio.to_thread(
                        build_index, self._place.site, self._told.language, self._told.knowledge
                    )

    def end(self) -> None:
        """End the processes, whatever they do."""
        self._workshop.end()

    async def _note_saves(self) -> None:
        changes = awatch(
            self._place.source,
            watch_filter=lambda _, path: self._watch.matters(path),
            debounce=_LONGEST,
            step=_STILL,
            recursive=True,
        )
        async for batch in changes:
            self._saved.update(self._watch.name(path) for _, path in batch)
            self._something.set()

    def _order(self, changes: Changes) -> Order:
        complained = self.complaints.documents
        again = complained if len(complained) <= _READ_AGAIN else frozenset()
        return Order(self.viewers.pages, changes.saved, again, changes.changes_look)

    async def _end(self, report: Built | Failed, changes: Changes) -> None:
        self.complaints.take(report)
        if isinstance(report, Built):
            self._documents = report.documents
            self._index_is_old = True
        every = isinstance(report, Built) and changes.is_about_files
        await self.viewers.built(told(self.complaints.all), every=every)


def told(messages: Sequence[str]) -> Mapping[str, Any]:
    """Return what the bar says of *messages*, as the script takes it."""
    count = len(messages)
    parting = _("The preview has ended; this is the last that was shown.")
    if not count:
        return {"title": "", "lines": [], "parting": parting}
    title = ngettext("%d thing is wrong", "%d things are wrong", count) % count
    lines = [dict(zip(("where", "what"), split(one), strict=True)) for one in messages[:_SHOWN]]
    if count > _SHOWN:
        lines.append({"where": "", "what": _("and %d more") % (count - _SHOWN)})
    return {"title": title, "lines": lines, "parting": parting}
