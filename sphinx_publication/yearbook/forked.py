"""Makes something in a copy of this process, whose memory goes with it.

The documents of a large volume would leave gaps in the memory of this process, which waits while
Typst needs all that there is.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from sphinx.util import logging
from sphinx.util.parallel import parallel_available

_Made = TypeVar("_Made")

logger = logging.getLogger(__name__)


def forked(make: Callable[[], _Made]) -> _Made | None:
    """Return what *make* returns; None where there are no copies of processes, or one fails.

    What it says with Sphinx's loggers is said here, unless it fails. Not Sphinx's `ParallelTasks`,
    which waits for ever for a process that was killed.
    """
    if not parallel_available or multiprocessing.current_process().daemon:
        return None
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_give, args=(there, make))
    process.start()
    there.close()
    try:
        made: _Made
        made, said = pickle.loads(here.recv_bytes())
    except (EOFError, OSError):  # it ended without a word, or within one
        return None
    finally:
        process.join()
        here.close()
    for record in said:
        logger.handle(record)
    return made


def _give(there: Connection, make: Callable[[], object]) -> None:
    """Send what *make* returns, and what it said; nothing where it fails."""
    collector = logging.LogCollector()
    with suppress(Exception):
        with collector.collect():
            made = make()
        logging.convert_serializable(collector.logs)
        there.send_bytes(pickle.dumps((made, collector.logs), pickle.HIGHEST_PROTOCOL))
