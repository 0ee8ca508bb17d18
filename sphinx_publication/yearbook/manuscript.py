"""A volume ready to be set: its Typst source, its pictures, and the moment it is dated.

The same posts, theme and configuration always give the same manuscript, so `Manuscript.digest`
tells whether a volume must be set again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from textwrap import shorten

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Problem
from sphinx_publication.model.yearbooks import Volume
from sphinx_publication.yearbook import assembly, escape, parts, pieces, sources
from sphinx_publication.yearbook.assembly import Chapter, Shelf
from sphinx_publication.yearbook.compile import STANDARDS, THEME
from sphinx_publication.yearbook.scope import Book, Picture, source_mark
from sphinx_publication.yearbook.translator import Translator

_ = get_translation("sphinx_publication")


#: Characters of a chapter's title that fit into the head of the page.
HEAD = 60


@dataclass(frozen=True)
class Manuscript:
    """A volume's source."""

    volume: Volume
    #: The files of the workspace by their path in it.
    files: Mapping[str, str]
    pictures: tuple[Picture, ...]
    #: What the PDF gives as its time.
    moment: datetime

    def picture_files(self) -> dict[str, Path]:
        """Return the authors' pictures by their path in the workspace."""
        return {picture.path: picture.file for picture in self.pictures}

    @property
    def digest(self) -> str:
        """A digest of everything that the bytes of the PDF depend on."""
        theme = {file.name: file.read_text("utf-8") for file in sorted(THEME.glob("*.typ"))}
        facts = {
            "files": self.files,
            "pictures": sorted(picture.path for picture in self.pictures),
            "moment": self.moment.isoformat(),
            "standards": STANDARDS,
            "theme": theme,
            "typst": version("typst"),
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Press:
    """What every volume of a build has in common."""

    shelf: Shelf
    imprint: parts.Imprint
    #: From docname to its address on the site, without the site's own.
    address: Callable[[str], str]
    #: From an author's label to the name that is printed.
    author: Callable[[str], str]
    #: The docname of a year's foreword; "" when there is none.
    foreword: Callable[[int], str]
    #: The folder that authors' files lie in.
    root: Path
    report: Callable[[Problem], None]
    #: SOURCE_DATE_EPOCH as a moment; None when it is not set.
    epoch: datetime | None

    def manuscript(self, volume: Volume) -> Manuscript:
        """Return the volume, translated."""
        forewords = [self.shelf.chapter(name) for name in [self.foreword(volume.year)] if name]
        posts = [self.shelf.chapter(post.docname, post.section, post) for post in volume.posts]
        chapters = [*forewords, *posts]
        references = sources.references(self.shelf.library, chapters)
        marks = {*assembly.marks(chapters), *(source_mark(r.key) for r in references)}
        files, book = self._translated(volume, chapters, references, marks)
        if missing := book.linked - book.written:
            # A place that was left out of the book: links to it must be, too.
            files, book = self._translated(volume, chapters, references, marks - missing)
        moment = self.epoch or max(post.updated for post in volume.posts)
        authors = self._authors(*(label for post in volume.posts for label in post.authors))
        data = parts.volume_data(volume, authors, self.imprint, moment, list(files))
        files["/volume.json"] = json.dumps(data, ensure_ascii=False, sort_keys=True)
        for problem in book.problems:
            self.report(problem)
        return Manuscript(volume, files, tuple(book.pictures.values()), moment)

    def _translated(
        self,
        volume: Volume,
        chapters: Sequence[Chapter],
        references: Sequence[sources.Reference],
        marks: set[str],
    ) -> tuple[dict[str, str], Book]:
        """Return the files of the chapters, and the book that they make."""
        book = Book(
            marks=frozenset(marks),
            site=self.imprint.site,
            address=self.address,
            root=self.root,
            picture_word=str(_("Picture")),
        )
        texts = [self._chapter(book, chapter, volume) for chapter in chapters]
        if references:
            texts.append(_sources(book, references))
        return {f"/chapters/{n:04}.typ": text for n, text in enumerate(texts, start=1)}, book

    def _authors(self, *labels: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.author(label) for label in labels))

    def _chapter(self, book: Book, chapter: Chapter, volume: Volume) -> str:
        """Return the Typst source of one chapter."""
        elsewhere = frozenset(
            post.section
            for post in volume.posts
            if chapter.post is not post and post.docname == chapter.docname and post.section
        )
        tr = Translator(book, chapter.docname, chapter.path, chapter.root, elsewhere)
        opening = _opening(tr, chapter, self)
        return f'#import "/theme/pieces.typ": *\n{opening}\n{tr.blocks(chapter.body)}\n'


def _opening(tr: Translator, chapter: Chapter, press: Press) -> str:
    title, plain = _title(tr, chapter)
    head = shorten(plain, HEAD, placeholder=" …")
    arguments = [escape.string(chapter.mark), escape.string(head), pieces.content(title)]
    if chapter.post is not None:
        language = press.imprint.language
        authors = press._authors(*chapter.post.authors)
        arguments += pieces.named(
            date=dates.long_date(chapter.post.date, language),
            short=dates.medium_date(chapter.post.date, language),
            authors=parts.names(authors, language) or None,
            address=_permalink(tr.book, chapter.post) or None,
        )
    tr.book.claim(chapter.mark)
    anchors = "".join(
        pieces.call("anchor", escape.string(name)) for name in chapter.marks if tr.book.claim(name)
    )
    place = pieces.place(chapter.path, chapter.title.line or 1 if chapter.title else 1)
    return place + pieces.call("chapter", *arguments) + "\n" + anchors


def _permalink(book: Book, post: Post) -> str:
    page = book.page(post.docname)
    return f"{page}#{post.section}" if page and post.section else page


def _title(tr: Translator, chapter: Chapter) -> tuple[str, str]:
    """Return a chapter's title as markup and as plain text."""
    heading: nodes.Element | None = chapter.title
    if chapter.post is None:
        plain = str(_("Foreword"))
        return escape.text(plain), plain
    if heading is None:
        return escape.text(chapter.post.title), chapter.post.title
    return tr.heading(heading), heading.astext()


def _sources(book: Book, references: Sequence[sources.Reference]) -> str:
    """Return the Typst source of the volume's bibliography."""
    entries = []
    for reference in references:
        tr = Translator(book, "", reference.path, nodes.Element())
        name = source_mark(reference.key)
        book.claim(name)
        place = pieces.place(reference.path, reference.line)
        shown = pieces.content(place + tr.inlines(reference.nodes))
        entries.append(f"({escape.string(name)}, {shown})")
    title = pieces.content(escape.text(str(_("Sources"))))
    called = pieces.call("sources", title, pieces.array(entries))
    return f'#import "/theme/pieces.typ": *\n{called}\n'
