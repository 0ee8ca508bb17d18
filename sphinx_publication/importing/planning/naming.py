"""Names of files: safe on every system, the same in every run, and none given twice.

A name says what stands in the old address, or in the title. No part of it comes from the export as
it is: a path has slashes, letters, digits, hyphens and underscores, and nothing else. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import PurePosixPath

from sphinx_publication.importing.export import Entry, EntryKind
from sphinx_publication.model.slugs import short_slug, slug

_DATED = re.compile(r"/(?P<folder>\d{4}/(?:0[1-9]|1[0-2]))/(?P<name>[^/]+?)(?:\.html?)?")
_LAST = re.compile(r"(?:.*/)?(?P<name>[^/]+?)(?:\.html?)?")
_AS_IT_IS = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
#: Names that Windows keeps to itself, whatever comes after their dot; and that of a folder's page.
_RESERVED = frozenset(
    [
        "aux",
        "con",
        "index",
        "nul",
        "prn",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789"),
    ]
)
#: The longest name, in bytes: with what is added to it, no file system has shorter ones.
_LONGEST = 150


@dataclass(frozen=True)
class Folders:
    """Where files of the publication go, each ending in a slash, or "" for its root."""

    posts: str
    pages: str


@dataclass
class Names:
    """Gives names, each once; two that differ in capitals alone are the same."""

    given: set[str] = field(default_factory=set)

    def keep(self, path: PurePosixPath) -> PurePosixPath:
        """Note a name that a file has already."""
        self.given.add(str(path).casefold())
        return path

    def free(
        self, wanted: PurePosixPath, is_taken: Callable[[PurePosixPath], bool]
    ) -> PurePosixPath:
        """Return *wanted*, numbered where it has been given or something else has it: name-2.md."""
        names = (
            wanted if number == 1 else wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
            for number in count(1)
        )
        free = (name for name in names if str(name).casefold() not in self.given)
        return self.keep(next(name for name in free if not is_taken(name)))


def wanted(entry: Entry, moment: datetime | None, folders: Folders, untitled: str) -> PurePosixPath:
    """Return the file that an entry would have if no other had it.

    *moment* is when it is dated, in the publication's zone; *untitled* what a text without a title
    is called in file names.
    """
    address = entry.address.rstrip("/")
    if entry.kind is EntryKind.PAGE:
        match = _LAST.fullmatch(address)
        name = safe(match["name"]) if match else ""
        return PurePosixPath(f"{folders.pages}{name or _of_title(entry, moment, untitled)}.md")
    dated = _DATED.fullmatch(address)
    if dated and (name := safe(dated["name"])):
        return PurePosixPath(f"{folders.posts}{dated['folder']}/{name}.md")
    match = _LAST.fullmatch(address)
    name = (safe(match["name"]) if match else "") or _of_title(entry, moment, untitled)
    folder = f"{moment.year:04}/{moment.month:02}/" if moment else ""
    return PurePosixPath(f"{folders.posts}{folder}{name}.md")


def safe(name: str) -> str:
    """Return the name of a file for what an address calls it; "" where nothing of it can stay."""
    if not _AS_IT_IS.fullmatch(name) or len(name) > _LONGEST:
        name = _cut(slug(name))
    return f"{name}-" if name.lower() in _RESERVED else name


def _of_title(entry: Entry, moment: datetime | None, untitled: str) -> str:
    name = safe(short_slug(entry.title))
    if name:
        return name
    return safe(f"{untitled}-{moment:%Y-%m-%d}" if moment and moment.year > 999 else untitled)


def _cut(name: str) -> str:
    """Return a slug that is no longer than a name may be, cut between two words if it can be."""
    kept = name.encode()[:_LONGEST].decode(errors="ignore")
    whole = kept.rpartition("-")[0]
    return name if kept == name else (whole if len(whole) > len(kept) // 2 else kept)
