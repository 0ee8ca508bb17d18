"""What the process that builds is told, and what it tells: records that go through a pipe."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

#: Whether each order is carried out by a copy of the process that waits; else by itself, and once.
CAN_COPY = hasattr(os, "fork")


@dataclass(frozen=True)
class Place:
    """Where a preview is built from and to; all paths are absolute."""

    #: The folder of conf.py.
    source: Path
    #: The folder of built pages.
    site: Path
    doctrees: Path
    #: Processes that the first build may use.
    jobs: int = 1
    #: The language in which the author is told what is wrong.
    language: str = "en"


@dataclass(frozen=True)
class Order:
    """What to build with particular care."""

    #: Pages that somebody looks at, as paths from the site's root: written before all others.
    shown: frozenset[str] = frozenset()
    #: Files that have been saved, as paths from the source folder: written next.
    saved: frozenset[str] = frozenset()
    #: Files to read although they have not changed: what they refer to may be there now.
    again: frozenset[str] = frozenset()
    #: Whether every page is to be written, as after a change of the look.
    write_all: bool = False


@dataclass(frozen=True)
class Ready:
    """The application waits for an order."""

    #: The publication's language.
    language: str
    #: The path in the site of the file by which the results of a search can be narrowed.
    knowledge: str


@dataclass(frozen=True)
class Begun:
    """A process has begun to carry out an order."""

    #: Its id, and that of its group.
    process: int


@dataclass(frozen=True)
class Written:
    """A page's file is whole."""

    #: Path from the site's root.
    page: str


@dataclass(frozen=True)
class Built:
    """A build has ended."""

    #: What is wrong, each with file and line where it has them.
    problems: tuple[str, ...]
    #: Documents that have been read, as paths from the source folder.
    read: frozenset[str]
    #: All documents of the publication, likewise.
    documents: frozenset[str]


@dataclass(frozen=True)
class Failed:
    """A build broke off, or could not begin; the pages are those of the one before."""

    #: Why, in one line.
    reason: str
    #: What was found wrong before.
    problems: tuple[str, ...] = ()


Report = Ready | Begun | Written | Built | Failed
