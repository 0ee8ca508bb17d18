"""Sets a volume in a process of its own.

What Typst remembers of a volume goes when the process ends, so that memory does not grow with the
number of volumes; and a volume that Typst dies of takes nothing else down. `Room` limits how much
is set side by side.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Condition

from sphinx_publication.yearbook.compile import (
    Place,
    Setting,
    SettingError,
    cover_picture,
    set_volume,
)

#: glibc keeps much of what is freed, unless it is told how much it may keep.
_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(128 * 1024)}
_CHILD = f"from {__name__} import child; child()"
#: Seconds after which a volume is given up.
_PATIENCE = 3600
_TASK, _OUTCOME = "task.pickle", "outcome.pickle"


@dataclass(frozen=True)
class Task:
    """A volume to be set."""

    #: The workspace; what is exchanged with the process lies beside it.
    folder: Path
    #: The authors' pictures by their path in the workspace.
    pictures: Mapping[str, Path]
    moment: datetime
    #: Width of the cover's picture in pixels; 0 for none.
    cover_width: int = 0


@dataclass(frozen=True)
class _Refusal:
    """What a SettingError says, on its way between processes."""

    message: str
    place: Place | None


class Room:
    """Lets work go on side by side while its sizes together stay within a limit.

    What is larger than the limit goes on alone.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._taken = 0
        self._changed = Condition()

    @contextmanager
    def take(self, size: int) -> Iterator[None]:
        """Wait until there is room for work of a size, and hold it."""
        with self._changed:
            self._changed.wait_for(lambda: not self._taken or self._taken + size <= self._limit)
            self._taken += size
        try:
            yield
        finally:
            with self._changed:
                self._taken -= size
                self._changed.notify_all()


def make_room() -> None:
    """Give back what this process no longer uses: a large book takes all the memory that it can.

    The C library keeps what is freed for later; only glibc can be told not to.
    """
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def set_apart(task: Task) -> Setting:
    """Set a volume in a process of its own.

    Raises SettingError when it cannot be set.
    """
    exchange = task.folder.parent
    (exchange / _TASK).write_bytes(pickle.dumps(task))
    try:
        done = run(_CHILD, str(exchange), patience=_PATIENCE)
    except subprocess.TimeoutExpired:
        reason = f"it was not set after {_PATIENCE // 60} minutes"
        raise SettingError(reason, None) from None
    try:
        with (exchange / _OUTCOME).open("rb") as file:
            outcome = pickle.load(file)
    except FileNotFoundError:
        last = done.stderr.strip().rpartition("\n")[2]
        reason = last or f"exit code {done.returncode}"
        raise SettingError(f"Typst was stopped while it set the volume ({reason})", None) from None
    if isinstance(outcome, _Refusal):
        raise SettingError(outcome.message, outcome.place)
    assert isinstance(outcome, Setting)
    return outcome


def run(code: str, *arguments: str, patience: float) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, which is ended after so many seconds.

    Raises subprocess.TimeoutExpired then.
    """
    # The process finds what this one finds, however it came to be on the path.
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        env={**_MEMORY, **os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=patience,
    )


def child() -> None:
    """Set the volume that lies in the folder named on the command line."""
    exchange = Path(sys.argv[1])
    outcome: Setting | _Refusal
    task = pickle.loads((exchange / _TASK).read_bytes())
    try:
        outcome = set_volume(task.folder, task.pictures, task.moment)
        if task.cover_width:
            outcome.cover = cover_picture(task.folder, task.cover_width)
    except SettingError as error:
        outcome = _Refusal(str(error), error.place)
    # Straight into the file: what Typst remembers is still there, and a copy would come on top.
    with (exchange / _OUTCOME).open("wb") as file:
        pickle.dump(outcome, file, pickle.HIGHEST_PROTOCOL)
