"""What a book must say, worked out from the environment and the pages alone.

Where a passage stands is found by looking for its words on the pages, never by the builder's own
marks and records; only what is mentioned and cited comes from the environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp
from yearbook.reading import Book, numbers, squashed

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.bibliography.nodes import parse_targets
from sphinx_publication.model.entities import Entity
from sphinx_publication.model.mentions import Mention

#: Letters around a passage by which it is found, tried in turn: before it, after it.
_WINDOWS = ((400, 400), (40, 40), (30, 0), (0, 30), (15, 0), (0, 15))
_ENTRY = re.compile(
    r"(?P<text>.*?)(?P<pages>(?:, \d+(?:–\d+)?)*)"
    r"(?:, se (?P<see>(?!även ).*)|; se även (?P<also>.*))?"
)


@dataclass(frozen=True)
class Chapter:
    """A post, or the foreword."""

    docname: str
    section: str
    title: str
    #: Its tags and places.
    labels: tuple[str, ...]
    pages: range


@dataclass(frozen=True)
class Line:
    """An entry of the index as it is printed."""

    text: str
    pages: tuple[int, ...]
    see: tuple[str, ...]
    also: tuple[str, ...]


class Volume:
    """One edition of a year's book, and what must be in it."""

    def __init__(self, app: SphinxTestApp, year: int, file: Path) -> None:
        self.app = app
        self.env = app.env
        self.year = year
        self.book = Book(file)

    # What the environment says of the year

    def posts(self) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
        """Yield document, section, title, and tags with places, of the year's posts."""
        for docname, records in self.env.ablog_posts.items():
            for record in records:
                if record["date"].year == self.year:
                    section = str(record["section"] or "") if len(records) > 1 else ""
                    labels = (*record["tags"], *(record.get("location") or ()))
                    yield docname, section, record["title"], labels

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The posts and the foreword, with their pages as the bookmarks have them."""
        found = [
            Chapter(docname, section, title, labels, self.book.part(title))
            for docname, section, title, labels in self.posts()
        ]
        for docname in self.env.found_docs:
            if docname.endswith(f"arsbocker/{self.year}"):
                found.append(Chapter(docname, "", "Förord", (), self.book.part("Förord")))
        return tuple(sorted(found, key=lambda chapter: chapter.pages.start))

    def entities(self) -> tuple[Entity, ...]:
        """Return all entities of the publication."""
        known: Any = self.env.domains["entity"]
        return tuple(known.entities)

    def mentions(self, chapter: Chapter) -> Iterator[Mention]:
        """Yield the mentions in a chapter."""
        known: Any = self.env.domains["entity"]
        own = {one.section for one in self.chapters if one.docname == chapter.docname}
        for mention in known.found.get(chapter.docname, ()):
            inner = [name for name in mention.sections if name in own]
            if (inner[-1] if inner else "") == chapter.section:
                yield mention

    def citations(self, chapter: Chapter) -> Iterator[tuple[str, nodes.Element]]:
        """Yield the sources that a chapter cites, each with its citation."""
        for node in _part(self.env.get_doctree(chapter.docname), chapter.section).findall():
            if isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite":
                for target in parse_targets(node["reftarget"]):
                    if target.key in library(self.env):
                        yield target.key, node
            elif isinstance(node, nodes.footnote_reference) and "cite_key" in node:
                yield node["cite_key"], node

    def noted(self, chapter: Chapter) -> Iterator[tuple[str, nodes.Element]]:
        """Yield what an author has put into the index, each as it is printed, with its place."""
        root = _part(self.env.get_doctree(chapter.docname), chapter.section)
        for node in root.findall(addnodes.index):
            for kind, value, *_others in node["entries"]:
                words = [part.strip() for part in value.split(";")]
                if kind == "pair":
                    yield " ".join(words), node
                    yield " ".join(reversed(words)), node
                elif not kind.startswith("see"):
                    yield " ".join(words), node

    # Where the pages have it

    def stream(self, chapter: Chapter) -> tuple[str, list[int]]:
        """Return a chapter's letters and figures, and the page of each."""
        letters: list[str] = []
        pages: list[int] = []
        for number in chapter.pages:
            plain = self.book[number].letters
            letters.append(plain)
            pages += [number] * len(plain)
        return "".join(letters), pages

    def where(self, chapter: Chapter, before: str, words: str, after: str) -> set[int]:
        """Return the pages that *words* may stand on, between *before* and *after*."""
        text, pages = self.stream(chapter)
        before, words, after = squashed(before), squashed(words), squashed(after)
        for left, right in _WINDOWS:
            start, end = before[-left:] if left else "", after[:right]
            if not start + words + end:
                continue
            found = [
                m.start() + len(start) for m in re.finditer(re.escape(start + words + end), text)
            ]
            if found:
                ends = (min(place + max(len(words), 1), len(pages)) - 1 for place in found)
                return {pages[min(n, len(pages) - 1)] for n in found} | {pages[n] for n in ends}
        # The page ends within the words.
        start = before[-30:]
        found = [m.end() for m in re.finditer(re.escape(start), text)] if start else []
        return {pages[n - 1] + more for n in found for more in (0, 1)}

    def where_mentioned(self, chapter: Chapter, mention: Mention) -> set[int]:
        """Return the pages that a mention may stand on."""
        before = mention.before[-1] if mention.before else ""
        after = mention.after[0] if mention.after else ""
        return self.where(
            chapter,
            before if isinstance(before, str) else "",
            mention.words,
            after if isinstance(after, str) else "",
        )

    def where_cited(self, chapter: Chapter, node: nodes.Element) -> set[int]:
        """Return the pages that a citation may stand on: after the words before it."""
        before, after = _around(node)
        first = self.where(chapter, before, "", "") if squashed(before) else set()
        second = self.where(chapter, "", "", after) if squashed(after) else set()
        return first | second or set(chapter.pages)

    def where_noted(self, chapter: Chapter, node: nodes.Element) -> set[int]:
        """Return the pages that the word after an entry of an author's may stand on."""
        before, after = _around(node)
        word, _space, rest = after.strip().partition(" ")
        return self.where(chapter, before, word, rest)

    # What is printed

    @cached_property
    def index(self) -> tuple[Line, ...]:
        """The entries of the index."""
        titles = [title for level, title, _page in self.book.bookmarks if level == 1]
        if "Register" not in titles:
            return ()
        pages = self.book.part("Register")
        letters = {title for level, title, page in self.book.bookmarks if level == 2}
        lines = [text for text in self.book.entries(pages) if text.strip() not in letters]
        return tuple(_line(text) for text in lines if not text.startswith("Sidnummer i fetstil"))

    @cached_property
    def cited(self) -> dict[str, tuple[int, ...]]:
        """The pages that the list of sources gives for each source."""
        known = library(self.env)
        references = {
            squashed("".join(run.text for run in known.reference(key))): key
            for key in known.sources
        }
        found = {}
        for entry in self.book.entries(self.book.part("Källor")):
            text, _words, pages = entry.partition("Citerad på s.")
            found[references[squashed(text)]] = tuple(numbers(pages))
        return found


def volumes(app: SphinxTestApp, stem: str) -> Iterator[Volume]:
    """Yield both editions of every year."""
    records = [record for found in app.env.ablog_posts.values() for record in found]
    for year in sorted({record["date"].year for record in records}):
        for ending in ("", "-tryck"):
            yield Volume(app, year, Path(app.outdir, f"{stem}-{year}{ending}.pdf"))


def heading(entity: Entity) -> str:
    """Return the heading of an entity in the index, in small letters."""
    first, _space, rest = entity.title.partition(" ")
    if entity.kind == "person":
        first, _space, rest = entity.title.rpartition(" ")
        return f"{rest}, {first}".lower()
    return (f"{rest}, {first}" if first == "The" else entity.title).lower()


def swedish(text: str) -> str:
    """Return what a heading is sorted by."""
    plain = re.sub(r"^(the|an?|den|det|de|en|ett) ", "", re.sub(r"^\W+", "", text.lower()))
    return plain.translate(str.maketrans("åäöé", "{|}e"))


def _line(text: str) -> Line:
    match = _ENTRY.fullmatch(text)
    assert match is not None, text
    see, also = (
        tuple(part.strip() for part in (match[name] or "").split("; ") if part)
        for name in ("see", "also")
    )
    return Line(match["text"], tuple(numbers(match["pages"])), see, also)


def _part(document: nodes.document, section: str) -> nodes.Element:
    sections = (node for node in document.findall(nodes.section) if section in node["ids"])
    return next(sections, document) if section else document


def _around(node: nodes.Element) -> tuple[str, str]:
    """Return the words of the block before and after a node, up to the next citations."""
    block: nodes.Node = node
    while not isinstance(block, (nodes.paragraph, nodes.title, nodes.caption, nodes.term)):
        if isinstance(block.parent, nodes.section):  # a directive: it is about what follows
            return "", block.next_node(nodes.paragraph, ascend=True, descend=False).astext()
        block = block.parent
    before, after, seen = "", "", False
    for one in block.findall():
        if one is node:
            seen = True
        elif isinstance(one, addnodes.pending_xref) and one.get("refdomain") == "cite":
            if seen:
                break
            before = ""
        elif isinstance(one, nodes.footnote_reference):
            before, after = ("" if not seen else before), after
        elif isinstance(one, nodes.Text) and not _in_citation(one):
            before, after = (before, after + one) if seen else (before + one, after)
    return before, after


def _in_citation(text: nodes.Node) -> bool:
    parents: Iterable[nodes.Node] = _parents(text)
    return any(
        isinstance(one, nodes.footnote_reference)
        or (isinstance(one, addnodes.pending_xref) and one.get("refdomain") == "cite")
        for one in parents
    )


def _parents(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node
