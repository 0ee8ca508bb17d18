"""Work that goes on beside the build, on another core, while what does not need it is done."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx.util.parallel import parallel_available

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Work = Callable[[], None]


def may_have_others(app: Sphinx) -> bool:
    """Tell whether a build may do some of its work in processes of their own."""
    is_alone = multiprocessing.current_process().daemon or not parallel_available
    return app.parallel > 1 and not is_alone


def begin(app: Sphinx, work: _Work) -> _Work:
    """Begin *work* in a process of its own; return what waits until it is done.

    A build in one process, or in one that may have no others, does it at once. Only files come
    back; what fails is done again here, where the reason is told.
    """
    if not may_have_others(app):
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
