"""Publishing into a folder of this machine: copies, and one switch of a link.

Files that are as they were in the release before are hard links to those.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

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


class Folder:
    """A target on this machine. All its methods may raise OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def state(self) -> State:
        """Return what lies there. Raises TargetError for a file, or a `current` of another."""
        if not self.path.exists():
            return State(is_empty=True, is_ours=False)
        current = self.path / CURRENT
        if not self.path.is_dir() or (current.exists() and not current.is_symlink()):
            raise TargetError(
                _("%s is in the way; move it away.")
                % (current if self.path.is_dir() else self.path)
            )
        releases = self.path / RELEASES
        return State(
            is_empty=not any(self.path.iterdir()),
            is_ours=(self.path / MARK).is_file(),
            names=tuple(path.name for path in releases.iterdir()) if releases.is_dir() else (),
            current=shown(os.readlink(current)) if current.is_symlink() else "",
        )

    def send(self, site: Path, name: str, like: str) -> None:
        """Bring *site* there as release *name*; *like* is the release before, or ""."""
        releases = self.path / RELEASES
        releases.mkdir(parents=True, exist_ok=True)
        (self.path / MARK).touch()
        incoming = releases / f"{name}{INCOMING}"
        before = releases / like if like else None

        def copy(source: str, target: str) -> None:
            old = before / Path(source).relative_to(site) if before else None
            if old and old.is_file() and filecmp.cmp(source, old, shallow=False):
                os.link(old, target)
            else:
                shutil.copy2(source, target)

        shutil.copytree(site, incoming, copy_function=copy)
        incoming.rename(releases / name)

    def show(self, name: str) -> None:
        """Let readers see the release *name*, from one moment to the next."""
        link = self.path / f"{CURRENT}{INCOMING}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES, name))
        link.replace(self.path / CURRENT)

    def remove(self, names: Iterable[str]) -> None:
        """Delete releases."""
        for name in names:
            shutil.rmtree(self.path / RELEASES / name)
