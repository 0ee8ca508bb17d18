"""Always a process that is ready to build, and at most one that builds.

The processes come from a server that has the whole package loaded (`multiprocessing`'s forkserver;
on Windows each loads it anew, while it waits). The one that is ready has read conf.py, the
bibliography and the files that stand around documents; after a change of any of those it is
dismissed, and the build is made by a new one. It stays when it has been given an order, which a
copy of it carries out, until one that has seen the end of that build is ready in its place.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import send_handle
from typing import Any

from sphinx_publication.preview.reports import (
    CAN_COPY,
    Begun,
    Built,
    Failed,
    Order,
    Place,
    Report,
)

#: What the server of processes loads before the first is asked for.
_LOADED = (
    "sphinx_publication.preview.worker",
    "sphinx.builders.dirhtml",
    "sphinx_publication.bibliography",
    "sphinx_publication.yearbook",
    "sphinxcontrib.bibtex",
    "myst_parser.parsers.sphinx_",
    "ablog",
    "sphinx_book_theme",
    "citeproc",
)


class Workshop:
    """The processes that build in one place; `end` must be called."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._context = _context()
        self._now: _Worker | None = None
        self._next: _Worker | None = None

    def prepare(self) -> None:
        """See to it that a process makes itself ready that has seen the last build."""
        if self._next is None:
            self._next = _Worker(self._context, self.place)

    def dismiss(self) -> None:
        """Let the processes that are ready go: what they have read is no longer so."""
        for worker in (self._now, self._next):
            if worker is not None:
                worker.end()
        self._now = self._next = None

    async def build(self, order: Order) -> AsyncGenerator[Report, None]:
        """Build, and yield what happens: `Ready`, `Written` for each page, `Built` or `Failed`.

        When the caller asks for no more, the build is ended.
        """
        worker = self._take()
        try:
            async for report in worker.build(order):
                yield report
        finally:
            worker.end_build()  # a thread that still listens then hears the end
            if not CAN_COPY or worker.has_failed:
                worker.end()
                self._now = None

    def end(self) -> None:
        """End at once, whatever is under way."""
        self.dismiss()

    def _take(self) -> _Worker:
        """Return the newest process that is ready; if none is, the one that will be.

        One that is still making itself ready is let go: it would read what the build writes.
        """
        if self._now is None or (self._next is not None and self._next.is_ready):
            self.prepare()
            if self._now is not None:
                self._now.end()
            self._now, self._next = self._next, None
        elif self._next is not None:
            self._next.end()
            self._next = None
        assert self._now is not None
        return self._now


class _Worker:
    """A process that makes itself ready and then takes orders, and the one that carries one out."""

    def __init__(self, context: BaseContext, place: Place) -> None:
        from sphinx_publication.preview.worker import work

        self._context = context
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=work, args=(theirs, place), name="preview"
        )
        self._process.start()
        theirs.close()
        self._hearing: asyncio.Task[Report] | None = None
        self._builder = 0
        #: Whether it is of no more use.
        self.has_failed = False

    @property
    def is_ready(self) -> bool:
        """Whether it waits for an order, or has failed to come so far."""
        return self._hearing.done() if self._hearing else self._pipe.poll()

    async def build(self, order: Order) -> AsyncIterator[Report]:
        try:
            said = await self._first_words()
            yield said
            if isinstance(said, Failed):
                self.has_failed = True
                return
            async for report in self._carried_out(order):
                yield report
        except (EOFError, OSError):
            self.has_failed = True
            yield Failed(f"the process that builds has ended ({self._process.exitcode})")

    async def _first_words(self) -> Report:
        """Return what the process says when it is ready; also where a caller has given up."""
        if self._hearing is None:
            self._hearing = _heard(self._pipe)
        return await asyncio.shield(self._hearing)

    async def _carried_out(self, order: Order) -> AsyncIterator[Report]:
        self._pipe.send(order)
        reports = await self._heard_apart() if CAN_COPY else self._pipe
        while True:
            report: Report = await asyncio.to_thread(reports.recv)
            if isinstance(report, Built | Failed):
                self._builder = 0
                yield report
                return
            yield report

    async def _heard_apart(self) -> Connection:
        """Return what a copy of the process is heard through, which has begun the order."""
        ours, theirs = self._context.Pipe()
        with theirs:
            send_handle(self._pipe, theirs.fileno(), self._process.pid)
        begins = _heard(ours)
        try:
            begun: Begun = await asyncio.shield(begins)
        except asyncio.CancelledError:
            with suppress(EOFError, OSError):  # it has ended with the one that it was to copy
                begun = await begins  # or nobody could end it
                self._builder = begun.process
            self.end_build()
            raise
        self._builder = begun.process
        return ours

    def end_build(self) -> None:
        """End a build that is under way."""
        if self._builder:
            _kill_group(self._builder)
            self._builder = 0

    def end(self) -> None:
        """End the process, and those that it has started."""
        self.end_build()
        if self._process.pid and self._process.is_alive() and not _kill_group(self._process.pid):
            self._process.kill()  # on Windows; or it has no group of its own yet
        self._process.join(1)
        self._pipe.close()


def _heard(pipe: Connection) -> asyncio.Task[Any]:
    """Return what comes through a pipe, in a task; its end need not matter to anybody."""
    hearing = asyncio.create_task(asyncio.to_thread(pipe.recv))
    hearing.add_done_callback(lambda task: task.cancelled() or task.exception())
    return hearing


def _kill_group(leader: int) -> bool:
    try:
        os.killpg(leader, signal.SIGKILL)
    except (AttributeError, OSError):
        return False
    return True


def _context() -> BaseContext:
    methods = multiprocessing.get_all_start_methods()
    if "forkserver" not in methods:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_LOADED))
    from multiprocessing import forkserver  # not on Windows

    # Ctrl-C is ours alone, also while the server of processes loads what it needs.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)
    return context
