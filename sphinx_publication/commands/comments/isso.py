"""Isso on this machine, for trying: moderated, with a password of its own, heard by its log.

Isso runs as a process of its own, which ends with the ``with`` block that started it. Its settings
(https://isso-comments.de/docs/reference/server-config/) lie in a file that nobody else may read.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from configparser import RawConfigParser
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

#: Seconds that Isso may take to answer, and to end.
_PATIENCE = 20
_LINK = re.compile(r"(Activate|Delete) comment: (\S+)")
_TROUBLE = re.compile(r":(?:ERROR|CRITICAL): |^\w*(?:Error|Exception)\b")


class IssoError(Exception):
    """Isso did not start; the message is its own."""


@dataclass(frozen=True)
class Isso:
    """How Isso is set up."""

    #: File of its database.
    database: Path
    #: Addresses of the sites that may show comments.
    sites: tuple[str, ...]
    port: int
    #: For ``/admin/``; made anew for every run.
    password: str = field(default_factory=lambda: secrets.token_urlsafe(9))

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}/"

    def write(self, file: Path) -> None:
        """Write the settings into *file*, which only the owner may read."""
        settings = RawConfigParser()
        settings.read_dict(
            {
                "general": {
                    "dbpath": str(self.database),
                    "host": "\n".join(("", *self.sites)),
                    "notify": "stdout",
                },
                "admin": {"enabled": "true", "password": self.password},
                "moderation": {"enabled": "true"},
                "server": {
                    "listen": self.address.rstrip("/"),
                    "public-endpoint": self.address.rstrip("/"),
                },
                # one person tries it, and answers their own comments
                "guard": {"ratelimit": "20", "direct-reply": "50", "reply-to-self": "true"},
            }
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            settings.write(out)


def is_installed() -> bool:
    """Tell whether there is an Isso to start."""
    return find_spec("isso") is not None


def is_free(port: int) -> bool:
    """Tell whether nothing answers on a port of this machine."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@contextmanager
def running(isso: Isso, settings: Path, hear: Callable[[str, str], None]) -> Iterator[None]:
    """Run Isso for the time of a ``with`` block.

    *hear* is told of each new comment: "activate" or "delete", and the link that does it; and of
    each "trouble", in Isso's words. Raises IssoError when Isso does not start.
    """
    isso.write(settings)
    environment = {name: value for name, value in os.environ.items() if name != "ISSO_SETTINGS"}
    command = [sys.executable, "-c", "import isso; isso.main()", "-c", str(settings), "run"]
    process = subprocess.Popen(
        command,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # Ctrl-C ends it through us, in order
        umask=0o077,  # the database holds addresses
    )
    last: deque[str] = deque(maxlen=3)
    listener = threading.Thread(target=_listen, args=(process, last, hear), daemon=True)
    listener.start()
    try:
        if not _answers(process, isso.port):
            listener.join(1)
            raise IssoError(" ".join(last))
        yield
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        listener.join(1)
        settings.unlink(missing_ok=True)


def _listen(
    process: subprocess.Popen[str], last: deque[str], hear: Callable[[str, str], None]
) -> None:
    """Read the log; what it says of a comment's writer goes no further."""
    assert process.stdout is not None
    for line in process.stdout:
        last.append(line.strip())
        if link := _LINK.search(line):
            hear(link[1].lower(), link[2])
        elif _TROUBLE.search(line):
            hear("trouble", line.strip())


def _answers(process: subprocess.Popen[str], port: int) -> bool:
    """Wait until Isso answers; False when it ended, or takes too long."""
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.1)
    return False
