"""A volume ready to be set: its Typst source, pictures and fonts, and the moment it is dated.

The same posts, theme and configuration always give the same manuscript, so `Manuscript.digest`
tells whether an edition of a volume must be set again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sphinx.locale import get_translation

from sphinx_publication.model.yearbooks import Edition, Volume
from sphinx_publication.yearbook import assembly, colophon, fonts, front, parts, sources
from sphinx_publication.yearbook.compile import STANDARDS, THEME
from sphinx_publication.yearbook.cross_references import Elsewhere, places
from sphinx_publication.yearbook.epub.draft import Drafting, draft
from sphinx_publication.yearbook.making import Making, Press
from sphinx_publication.yearbook.scope import Book, Picture, source_mark
from sphinx_publication.yearbook.volume_parts import PARTS

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class Manuscript:
    """A volume's source, for every edition of it."""

    volume: Volume
    #: What the layout needs to know of the volume.
    facts: Mapping[str, Any]
    #: The files of the workspace by their path in it.
    files: Mapping[str, str]
    pictures: tuple[Picture, ...]
    #: What the PDF gives as its time.
    moment: datetime
    #: Writes the volume as an EPUB's leaves.
    draft: Drafting = field(compare=False)
    #: Fonts and the cover's picture, by their path in the workspace.
    assets: Mapping[str, Path] = field(default_factory=dict)
    #: Names of the other volumes that it refers to.
    named: frozenset[str] = frozenset()
    #: The volume as others cite it, as a CSL-JSON item.
    work: Mapping[str, Any] = field(default_factory=dict)

    def files_of(self, edition: Edition) -> dict[str, str]:
        """Return the files of the workspace for an edition."""
        facts = {**self.facts, "edition": str(edition)}
        return {**self.files, "/volume.json": _json(facts)}

    def picture_files(self) -> dict[str, Path]:
        """Return the plates of the authors' pictures by their path in the workspace."""
        return {picture.path: picture.plate for picture in self.pictures}

    def digest(self, edition: Edition) -> str:
        """Return a digest of everything that the bytes of an edition's PDF depend on."""
        theme = {file.name: file.read_text("utf-8") for file in sorted(THEME.iterdir())}
        facts = {
            "files": self.files_of(edition),
            "pictures": sorted(picture.path for picture in self.pictures),
            "moment": self.moment.isoformat(),
            "standards": STANDARDS,
            "theme": theme,
            "engine": fonts.edition(),
            "assets": {
                path: hashlib.sha256(file.read_bytes()).hexdigest()
                for path, file in self.assets.items()
            },
        }
        return hashlib.sha256(_json(facts).encode()).hexdigest()


def manuscript(press: Press, volume: Volume) -> Manuscript:
    """Return a volume, translated; what was wrong on the way is reported."""
    named = press.foreword(volume.name)
    forewords = tuple(press.shelf.chapter(name) for name in (named,) if name)
    posts = tuple(press.shelf.chapter(one.docname, one.section, one) for one in volume.posts)
    references = sources.references(press.shelf.library, (*forewords, *posts))

    elsewhere = Elsewhere(
        places(press.volumes),
        title=lambda other: parts.title(other, press.imprint),
        record=press.records.get,
    )

    def made(marks: frozenset[str]) -> Making:
        book = Book(
            marks=marks,
            site=press.imprint.site,
            address=press.addresses.uri,
            root=press.root,
            picture_word=str(_("Picture")),
            language=press.imprint.language,
            elsewhere=elsewhere.note,
            plates=press.plates,
            numbered=press.shelf.numbered,
        )
        making = Making(press, volume, forewords, posts, references, book)
        _write(making)
        return making

    making = made(
        frozenset(
            {
                *assembly.marks((*forewords, *posts)),
                *(source_mark(reference.key) for reference in references),
            }
        )
    )
    if missing := making.book.linked - making.book.written:
        # A place that was left out of the book: links to it must be, too.
        making = made(making.book.marks - missing)
    moment = press.epoch or max(post.updated for post in volume.posts)
    for problem in making.book.problems:
        press.report(problem)
    facts = {**front.volume_data(making, moment), "look": press.look.facts()}
    return Manuscript(
        volume,
        facts,
        {**making.files, **press.look.layout_files()},
        tuple(making.book.pictures.values()),
        moment,
        Drafting(lambda: draft(making, facts, moment)),
        press.look.assets(),
        frozenset(elsewhere.named - {volume.name}),
        colophon.item(making),
    )


def _write(making: Making) -> None:
    """Write every part of the book, numbered in their order."""
    number = 0
    for name, writer in PARTS:
        for source in writer(making):
            number += 1
            making.files[f"/parts/{number:04}-{name}.typ"] = source


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
