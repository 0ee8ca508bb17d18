"""Which saves matter, and what they ask of the next build.

Editors write beside a file and rename, keep swap files and backups; builds write below the output
folder; tools keep folders of their own. None of that is the publication. What is, is sorted: a
document that was there before can be built by a process that is ready; for anything else a process
must begin anew, and a change of the look asks for every page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

#: Folders that hold no part of a publication, besides hidden ones.
_FOLDERS = frozenset({"__pycache__", "node_modules", "venv"})
#: Names that editors, browsers and office programs give to what is not finished.
_UNFINISHED = re.compile(
    r"""^\. | ^\#.*\#$ | ^~\$ | ~$ | ^4913$ | ___jb_(?:tmp|old|bak)___$
    | \.(?:swp|swo|swx|tmp|temp|bak|orig|rej|part|partial|crdownload|kate-swp|pyc)$""",
    re.VERBOSE | re.IGNORECASE,
)
_DOCUMENTS = frozenset({".md", ".rst"})
#: What pages are made with rather than of.
_LOOK = frozenset({".css", ".js", ".html", ".jinja", ".toml", ".svg"})


@dataclass(frozen=True)
class Watch:
    """The files of one publication."""

    #: The folder of conf.py, absolute.
    root: Path
    #: The folder that is built in, absolute.
    output: Path

    def matters(self, path: str | PurePath) -> bool:
        """Tell whether a change of the file at *path*, absolute, can change a page."""
        path = Path(path)
        if not path.is_relative_to(self.root) or path.is_relative_to(self.output):
            return False
        *folders, name = path.relative_to(self.root).parts or ("",)
        hidden = any(folder.startswith(".") or folder in _FOLDERS for folder in folders)
        return not hidden and _UNFINISHED.search(name) is None

    def name(self, path: str | PurePath) -> str:
        """Return the path as seen from the folder of conf.py."""
        return Path(path).relative_to(self.root).as_posix()


@dataclass(frozen=True)
class Changes:
    """Files that have been saved, added or deleted since the last build began."""

    #: Documents that were in the publication before and still are.
    saved: frozenset[str] = frozenset()
    #: Everything else.
    others: frozenset[str] = frozenset()

    def __or__(self, more: Changes) -> Changes:
        return Changes(self.saved | more.saved, self.others | more.others)

    def __bool__(self) -> bool:
        return bool(self.saved or self.others)

    @property
    def needs_new_process(self) -> bool:
        """Whether what a process that is ready has read may have changed."""
        return bool(self.others)

    @property
    def is_about_files(self) -> bool:
        """Whether pages may show something else though they themselves are as they were."""
        return any(PurePath(name).suffix not in _DOCUMENTS for name in self.others)

    @property
    def changes_look(self) -> bool:
        """Whether pages may look different though no text has changed."""
        return any(PurePath(name).suffix.lower() in _LOOK for name in self.others)

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(sorted(self.saved | self.others))


def sort(names: Iterable[str], documents: Collection[str], root: Path) -> Changes:
    """Return the changes that *names* are, where *documents* were in the last build."""
    every = frozenset(names)
    saved = frozenset(
        name
        for name in every
        if PurePath(name).suffix in _DOCUMENTS and name in documents and (root / name).is_file()
    )
    return Changes(saved, every - saved)
