"""Work that goes on beside the build, on another core, while what does not need it is done."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx.util.parallel import parallel_available

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Work = Callable[[], None]


def begin(app: Sphinx, work: _Work) -> _Work:
    """Begin *work* in a process of its own; return what waits until it is done.

    A build in one process, or in one that may have no others, does it at once. Only files come
    back; what fails is done again here, where the reason is told.
    """
    may_have_others = not multiprocessing.current_process().daemon
    if not (parallel_available and may_have_others and app.parallel > 1):
        work()
        return _nothing
    process = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    process.start()

    def wait() -> None:
        process.join()
        if process.exitcode != 0:
            work()

    return wait


def _nothing() -> None:
    """Wait for nothing."""
