"""A volume in the making: what every part of the book may ask, and where it leaves its pages.

A *part* is a function that takes the `Making` and yields the Typst source of its pages; which parts
a book has, and in which order, is the table in `volume_parts`. Facts that a part only prints are
left as data (`Making.data`), which the theme reads, so that no text of theirs can become code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_publication.model.problems import Problem
from sphinx_publication.model.volume_records import VolumeRecord
from sphinx_publication.model.yearbooks import Volume
from sphinx_publication.yearbook.imprint import Imprint
from sphinx_publication.yearbook.look import Look
from sphinx_publication.yearbook.scope import Book

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.addresses import Addresses
    from sphinx_publication.yearbook.assembly import Chapter, Shelf
    from sphinx_publication.yearbook.plates import Plates
    from sphinx_publication.yearbook.sources import Reference

#: The first line of every part: what it may call.
IMPORTS = '#import "/theme/pieces.typ": *\n'


@dataclass(frozen=True)
class Press:
    """What every volume of a build has in common."""

    shelf: Shelf
    imprint: Imprint
    addresses: Addresses
    #: The environment, for what the publication knows of itself.
    env: BuildEnvironment
    #: From an author's label to the name that is printed.
    author: Callable[[str], str]
    #: The docname of a volume's foreword; "" when there is none.
    foreword: Callable[[str], str]
    #: Every volume of the publication, in the order of its list.
    volumes: tuple[Volume, ...]
    #: What became of the volumes that have been made, by their names.
    records: Mapping[str, VolumeRecord]
    #: The folder that authors' files lie in.
    root: Path
    report: Callable[[Problem], None]
    #: What conf.py says of how the books look.
    look: Look
    #: Makes the authors' pictures ready to be set, each once for all volumes.
    plates: Plates
    #: SOURCE_DATE_EPOCH as a moment; None when it is not set.
    epoch: datetime | None

    def authors(self, *labels: str) -> tuple[str, ...]:
        """Return the names behind authors' labels, each once."""
        return tuple(dict.fromkeys(self.author(label) for label in labels))


@dataclass(frozen=True)
class Making:
    """One volume in the making."""

    press: Press
    volume: Volume
    #: The foreword, where there is one.
    forewords: tuple[Chapter, ...]
    #: The posts, in the order of the book.
    posts: tuple[Chapter, ...]
    #: The sources that the chapters cite, in the publication's order.
    references: tuple[Reference, ...]
    #: What the chapters share while they are translated.
    book: Book
    #: The files of the workspace so far, by their path in it.
    files: dict[str, str] = field(default_factory=dict)
    #: What the contents will say of each chapter, so that they have their room before it is found.
    announced: list[dict[str, str]] = field(default_factory=list)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All that authors wrote for the book, in its order."""
        return (*self.forewords, *self.posts)

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of those who wrote the posts, each once."""
        return self.press.authors(*(label for post in self.volume.posts for label in post.authors))

    @property
    def language(self) -> str:
        """The publication's language, as conf.py has it."""
        return self.press.imprint.language

    def sections_apart(self, chapter: Chapter) -> frozenset[str]:
        """Return the ids of sections of a chapter's document that are chapters of their own."""
        return frozenset(
            post.section
            for post in self.volume.posts
            if chapter.post is not post and post.docname == chapter.docname and post.section
        )

    def data(self, name: str, value: Any) -> str:
        """Leave *value* for the theme; return its path as a Typst expression that reads it."""
        path = f"/data/{name}.json"
        self.files[path] = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return f'json("{path}")'

    def call(self, theme: str, function: str, value: Any) -> str:
        """Return a part that calls a *function* of ``theme/<theme>.typ`` with *value*."""
        read = self.data(theme, value)
        return f'#import "/theme/{theme}.typ": {function}\n#{function}({read})\n'


#: What writes a part of the book: the source of each of its files, in order.
PartWriter = Callable[[Making], Iterator[str]]
