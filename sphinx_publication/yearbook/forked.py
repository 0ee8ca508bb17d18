"""Makes something in a copy of this process, whose memory goes with it.

The documents of a large volume would leave gaps in the memory of this process, which waits while
Typst needs all that there is.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable
from typing import TypeVar

from sphinx.errors import SphinxParallelError
from sphinx.util.parallel import ParallelTasks, parallel_available

_Made = TypeVar("_Made")


def forked(make: Callable[[], _Made]) -> _Made | None:
    """Return what *make* returns; None where there are no copies of processes, or one fails.

    What it says with Sphinx's loggers is said here, unless it fails.
    """
    if not parallel_available or multiprocessing.current_process().daemon:
        return None
    made: list[bytes] = []
    tasks = ParallelTasks(1)
    tasks.add_task(
        lambda: pickle.dumps(make(), pickle.HIGHEST_PROTOCOL),
        result_func=lambda _argument, result: made.append(result),
    )
    try:
        tasks.join()
    except SphinxParallelError:
        return None
    found: _Made = pickle.loads(made[0])
    return found
