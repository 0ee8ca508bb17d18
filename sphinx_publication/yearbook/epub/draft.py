"""A volume in the making as the leaves of an EPUB, written while its doctrees are at hand."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sphinx_publication.model.problems import Kind
from sphinx_publication.model.yearbooks import Edition
from sphinx_publication.yearbook.epub import data_parts, front
from sphinx_publication.yearbook.epub.chapters import SOURCES, ChapterWriter, named, source_id
from sphinx_publication.yearbook.epub.leaves import Leaf
from sphinx_publication.yearbook.epub.mend import mended
from sphinx_publication.yearbook.epub.numbers import numbers
from sphinx_publication.yearbook.epub.package import Facts
from sphinx_publication.yearbook.epub.people import contributors
from sphinx_publication.yearbook.epub.prepare import Places, hrefs
from sphinx_publication.yearbook.making import Making
from sphinx_publication.yearbook.scope import source_mark
from sphinx_publication.yearbook.volume_parts import PARTS


@dataclass(frozen=True)
class Draft:
    """A volume's leaves and facts, before the pages of the screen edition are known."""

    facts: Facts
    leaves: tuple[Leaf, ...]
    #: Pictures by their path in the file.
    pictures: Mapping[str, Path]


#: Parts that authors wrote, with what their leaves are.
_WRITTEN = {"foreword": "foreword", "posts": "chapter"}
#: Parts that are made of data, with the file that it is left in.
_FROM_DATA: Mapping[str, tuple[str, Callable[[Mapping[str, Any], Places], Leaf]]] = {
    "toplists": ("/data/toplists.json", data_parts.toplists),
    "numbers": ("/data/numbers.json", numbers),
    "index": ("/data/book-index.json", data_parts.index),
    "others": ("/data/others.json", data_parts.others),
}


class Drafting:
    """Makes a volume's draft of its documents: when it is asked for, or before these go."""

    def __init__(self, make: Callable[[], Draft]) -> None:
        self._make: Callable[[], Draft] | None = make
        self._made: Draft | None = None

    def __call__(self) -> Draft:
        """Return the draft."""
        if self._made is not None:
            return self._made
        assert self._make is not None, "its documents are gone, and nobody wanted it"
        return self._make()

    def part_from_documents(self, *, is_wanted: bool) -> None:
        """Make the draft now if it *is_wanted*: the documents will not be there later."""
        self._made = self() if is_wanted else None
        self._make = None


def draft(making: Making, facts: Mapping[str, Any], moment: datetime) -> Draft:
    """Return the leaves of a volume; *facts* are what the layout of the PDF is told of it."""
    chapters = tuple(named(making))
    sources = {source_mark(one.key): f"{SOURCES}#{source_id(one.key)}" for one in making.references}
    places = Places(making.book, {**sources, **hrefs(chapters)})
    writer = ChapterWriter(making, places)
    written = [writer.chapter(name, chapter) for name, chapter in chapters]
    leaves = [front.title_page(facts), front.colophon(facts)]
    for name, _writer in PARTS:
        if name in _WRITTEN:
            leaves += [one for one in written if one.kind == _WRITTEN[name]]
        elif name == "contributors":
            leaves += contributors(writer)
        elif name == "sources":
            leaves += writer.sources()
        elif name in _FROM_DATA:
            path, make = _FROM_DATA[name]
            if path in making.files:
                leaves.append(make(json.loads(making.files[path]), places))
    return Draft(_facts(making, facts, moment), mended(leaves), places.pictures)


def _facts(making: Making, facts: Mapping[str, Any], moment: datetime) -> Facts:
    imprint, volume = making.press.imprint, making.volume
    address = f"{imprint.site or imprint.project}#{volume.name}"
    return Facts(
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, address).urn,
        title=facts["title"],
        language=imprint.language.replace("_", "-"),
        creators=tuple(facts["authors"]),
        publisher=imprint.project,
        rights=imprint.copyright,
        licence=imprint.licence_url,
        description=facts["description"],
        subjects=tuple(facts["keywords"]),
        modified=moment,
        series=imprint.project,
        position=volume.name if volume.year else "",
        pdf=volume.file_name(Edition.SCREEN),
        certifier=_certifier(making),
    )


def _certifier(making: Making) -> str:
    """Return who vouches for the book; nobody can for one that has a picture without words."""
    lacking = any(one.kind is Kind.YEARBOOK_ALT_MISSING for one in making.book.problems)
    return "" if lacking else str(making.press.env.config.publication_yearbook_certifier)
