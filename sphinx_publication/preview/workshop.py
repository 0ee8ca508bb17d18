"""Always a process that is ready to build, and one that builds at a time.

The processes come from a server that has the whole package loaded (`multiprocessing`'s forkserver;
on Windows each loads it anew, while it waits). The one that is ready has read conf.py, the
bibliography and the files that stand around documents; after a change of any of those it is
dismissed, and the build is made by a new one.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from sphinx_publication.preview.reports import Built, Failed, Order, Place, Report

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
        self._next: _Worker | None = None

    def prepare(self) -> None:
        """See to it that a process makes itself ready."""
        if self._next is None:
            self._next = _Worker(self._context, self.place)

    def dismiss(self) -> None:
        """Let the process that is ready go: what it has read is no longer so."""
        if self._next is not None:
            self._next.end()
            self._next = None

    async def build(self, order: Order) -> AsyncIterator[Report]:
        """Build, and yield what happens: `Ready`, `Written` for each page, `Built` or `Failed`."""
        self.prepare()
        worker, self._next = self._next, None
        assert worker is not None
        try:
            async for report in worker.build(order):
                yield report
        finally:
            worker.end()

    def end(self) -> None:
        """End at once, whatever is under way."""
        self.dismiss()


class _Worker:
    """One process, from its start to its only build."""

    def __init__(self, context: BaseContext, place: Place) -> None:
        from sphinx_publication.preview.worker import work

        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=work, args=(theirs, place), name="preview"
        )
        self._process.start()
        theirs.close()

    async def build(self, order: Order) -> AsyncIterator[Report]:
        try:
            with suppress(BrokenPipeError):
                self._pipe.send(order)
            while True:
                report: Report = await asyncio.to_thread(self._pipe.recv)
                yield report
                if isinstance(report, Built | Failed):
                    return
        except (EOFError, OSError):
            yield Failed(f"the process that builds has ended ({self._process.exitcode})")

    def end(self) -> None:
        """End the process, and those that it has started."""
        pid = self._process.pid
        if pid and self._process.is_alive():
            try:
                os.killpg(pid, signal.SIGKILL)
            except (AttributeError, OSError):  # on Windows; or it has no group of its own yet
                self._process.kill()
        self._process.join(1)
        self._pipe.close()


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
