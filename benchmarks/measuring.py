"""What a command costs: CPU seconds and peak memory of it and of all processes that it starts.

CPU is what the kernel counts, user and system, of every process that ended. Memory is sampled from
/proc as PSS, in which pages that processes share are counted once; it is never given as less than
the kernel's own exact peak of the largest single process. To sample many processes takes a while
of a core that they want: it is done the less often the longer it takes. Linux only.

Files are written in memory, where there is room. On a disk, where files have just been deleted, the
kernel may look long for a place for each new one (ext4 without a journal, for minutes): the same
build of 500 posts then took 1.3 s of system CPU, or 7.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks at the memory, at least.
_INTERVAL = 0.05
#: And how many times as long as a look took.
_APART = 30
_KIB_IN_MIB = 1024
#: Where files are in memory, and how many bytes there must be free.
_MEMORY = Path("/dev/shm")
_ROOM = 8 * 1024**3


class CommandError(Exception):
    """A command that did not end well; the message holds the last lines that it wrote."""


@dataclass(frozen=True)
class Cost:
    """What one command took, or several after each other."""

    #: User and system CPU, in seconds.
    cpu: float
    #: Time by the clock, in seconds; says little on a machine with other work.
    wall: float
    #: Peak of all processes together, in MiB.
    memory: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.memory, other.memory))


def scratch(prefix: str) -> tempfile.TemporaryDirectory[str]:
    """Return a new folder for what is measured: where TMPDIR says, or else in memory."""
    is_asked = "TMPDIR" in os.environ
    has_room = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return tempfile.TemporaryDirectory(
        prefix=prefix, dir=_MEMORY if has_room and not is_asked else None
    )


def measure(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run *command* in *folder* and return what it cost.

    Raises CommandError when it fails.
    """
    words = [str(word) for word in command]
    started = time.monotonic()
    with tempfile.TemporaryFile() as said:
        # Python keeps what it has compiled, as it does for everyone.
        around = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(words, cwd=folder, stdout=said, stderr=said, env=around)
        with _Watch(process.pid) as watch:
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            last = said.read().decode(errors="replace").splitlines()[-20:]
            raise CommandError("\n".join([f"{' '.join(words)} failed:", *last]))
    memory = max(watch.peak, used.ru_maxrss) / _KIB_IN_MIB
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started, memory)


class _Watch:
    """Looks at the memory of a process and its descendants until it is left."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        #: The most that was seen, in KiB.
        self.peak = 0

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        took = 0.0
        while not self._over.wait(max(_INTERVAL, _APART * took)):
            started = time.monotonic()
            self.peak = max(self.peak, sum(_memory(pid) for pid in _family(self._pid)))
            took = time.monotonic() - started


def _family(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(file).split():
            yield from _family(int(child))


def _memory(pid: int) -> int:
    """Return the proportional set size of a process in KiB; 0 when it has ended."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:  # it has ended meanwhile
        return ""
