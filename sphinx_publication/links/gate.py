"""One request at a time for each host, with a pause between two."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Gate:
    """Lets requests pass, for each host one after the other; several hosts at the same time."""

    def __init__(
        self,
        pause: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._pause = pause
        self._clock, self._sleep = clock, sleep
        self._locks: dict[str, threading.Lock] = {}
        self._opens: dict[str, float] = {}
        self._own: dict[str, float] = {}

    @contextmanager
    def passing(self, host: str) -> Iterator[None]:
        """Wait until *host* may be asked; it may again a pause after the end of the block."""
        with self._locks.setdefault(host, threading.Lock()):
            wait = self._opens.get(host, 0.0) - self._clock()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                pause = self._own.get(host, self._pause)
                self._opens[host] = max(self._opens.get(host, 0.0), self._clock() + pause)

    def ask_for_pause(self, host: str, seconds: float) -> None:
        """Let at least so many seconds pass between any two requests to *host*."""
        self._own[host] = max(self._pause, seconds)

    def close_for(self, host: str, seconds: float) -> None:
        """Let *host* be for so many seconds from now."""
        self._opens[host] = self._clock() + seconds
