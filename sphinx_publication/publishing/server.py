"""Publishing to a server, with rsync over ssh: the programs' own keys, settings and questions.

On the server only `sh` and the usual commands are needed. Nothing of a target's name is read as an
option or by a shell.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from shlex import quote

from sphinx_publication.locale.console import _
from sphinx_publication.publishing.releases import (
    CURRENT,
    INCOMING,
    MARK,
    RELEASES,
    State,
    TargetError,
    shown,
)

#: A target as rsync and scp have it: "name@host:/srv/www/site".
_TARGET = re.compile(r"(?P<host>[\w@.][\w@.-]*):(?P<path>[^:].*)")

_STATE = f"""
if [ ! -e . ]; then exit 0; fi
if [ -e {CURRENT} ] && [ ! -L {CURRENT} ]; then echo other; fi
if [ -f {MARK} ]; then echo ours; fi
if [ -n "$(ls -A)" ]; then echo full; fi
if [ -L {CURRENT} ]; then echo "current $(readlink {CURRENT})"; fi
if [ -d {RELEASES} ]; then ls -A {RELEASES} | sed 's/^/name /'; fi
"""


class Server:
    """A target on another machine. All its methods may raise OSError and TargetError."""

    def __init__(self, host: str, path: str) -> None:
        self.host = host
        self.path = path.rstrip("/") or "/"

    def state(self) -> State:
        """Return what lies there. Raises TargetError where `current` is another's."""
        test = f"if [ -e {quote(self.path)} ]; then cd {quote(self.path)} || exit 1; {_STATE} fi"
        lines = self._ask(test).splitlines()
        if "other" in lines:
            raise TargetError(_("%s is in the way; move it away.") % f"{self.path}/{CURRENT}")
        found = [line.partition(" ") for line in lines]
        current = [value for word, _space, value in found if word == "current"]
        return State(
            is_empty="full" not in lines,
            is_ours="ours" in lines,
            names=tuple(value for word, _space, value in found if word == "name"),
            current=shown(current[0]) if current else "",
        )

    def send(self, site: Path, name: str, like: str) -> None:
        """Bring *site* there as release *name*; *like* is the release before, or ""."""
        releases = f"{self.path}/{RELEASES}"
        incoming = f"{releases}/{name}{INCOMING}"
        self._ask(f"mkdir -p {quote(releases)} && : > {quote(f'{self.path}/{MARK}')}")
        # -s: nothing of the path is for a shell. --checksum: a time alone proves nothing.
        rsync = ["rsync", "-rlts", "--checksum", "--delete", "--chmod=D755,F644"]
        rsync += [f"--link-dest=../{like}"] if like else []
        _run([*rsync, "--", f"{site}/", f"{self.host}:{incoming}/"])
        self._ask(f"mv -- {quote(incoming)} {quote(f'{releases}/{name}')}")

    def show(self, name: str) -> None:
        """Let readers see the release *name*, from one moment to the next (rename(2))."""
        link = f"{CURRENT}{INCOMING}"
        switch = f"mv -fT {link} {CURRENT} 2>/dev/null || mv -fh {link} {CURRENT}"
        place = quote(f"{RELEASES}/{name}")
        begin = f"cd {quote(self.path)} && rm -f {link} && ln -s {place} {link}"
        self._ask(f"{begin} && {{ {switch}; }}")

    def remove(self, names: Iterable[str]) -> None:
        """Delete releases."""
        paths = " ".join(quote(f"{self.path}/{RELEASES}/{name}") for name in names)
        if paths:
            self._ask(f"rm -rf -- {paths}")

    def _ask(self, script: str) -> str:
        return _run(["ssh", "--", self.host, script])


def server(target: str) -> Server | None:
    """Return the server that *target* names; None where it names a folder of this machine."""
    found = _TARGET.fullmatch(target)
    return Server(found["host"], found["path"]) if found else None


def _run(command: Sequence[str]) -> str:
    """Run a program that may ask the person something; return what it says."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise TargetError(_("%s ended with exit code %d.") % (command[0], done.returncode))
    return done.stdout
