"""Which documents make a volume, and their doctrees as the book needs them.

References are resolved once for each document, with `scope.DOCUMENT` in front of every place in the
publication, whatever the volume: whether such a place lies in the book or on the site is decided
when the document is translated.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.yearbook import broad_tables, nesting
from sphinx_publication.yearbook.places import number_places
from sphinx_publication.yearbook.scope import line_of, mark

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_publication.bibliography.library import Library
    from sphinx_publication.model.posts import Post

logger = logging.getLogger(__name__)

#: So many documents are not worth a search for what nothing needs any more.
_FEW = 50


@dataclass(frozen=True)
class Chapter:
    """One document, or one section of it, as a chapter of the book."""

    docname: str
    #: The author's file, relative to the publication's root.
    path: str
    #: The mark of the chapter's heading.
    mark: str
    #: The heading; None when the document has none.
    title: nodes.Element | None
    #: What follows the heading.
    body: tuple[nodes.Node, ...]
    #: The element that the chapter is made of.
    root: nodes.Element
    #: Marks of the chapter as a whole; links to any of them lead to its opening.
    marks: tuple[str, ...]
    #: The post it is; None for a foreword.
    post: Post | None = None


class Shelf:
    """Resolves each document once, however many chapters or volumes ask for it.

    What Sphinx keeps of documents besides, as they were read and as they are stored, is let go: it
    would be there while a book is set, when memory is needed most.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._resolved: dict[str, nodes.document] = {}
        read = builder.env._write_doc_doctree_cache
        is_much = len(read) > _FEW
        read.clear()
        if is_much:
            gc.unfreeze()  # what has been read was put out of the collector's sight
            gc.collect()

    @property
    def library(self) -> Library:
        """The publication's sources."""
        return library(self._builder.env)

    def document(self, docname: str) -> nodes.document:
        """Return the resolved doctree of a document."""
        if docname not in self._resolved:
            env = self._builder.env
            doctree = env.get_doctree(docname)
            env._pickled_doctree_cache.pop(docname, None)
            env.apply_post_transforms(doctree, docname)
            for element in nesting.flatten(doctree):
                place = self._path(docname), line_of(element)
                details = {"levels": nesting.DEEPEST}
                report(logger, Problem(Kind.YEARBOOK_NESTED_DEEP, *place, details))
            broad_tables.split(doctree)
            number_places(doctree)
            self._resolved[docname] = doctree
        return self._resolved[docname]

    def numbered(self, docname: str, kind: str, identifier: str) -> str:
        """Return what a figure, table or listing is called, as "Fig. 2", a formula its number.

        Returns "" for what has no number.
        """
        env = self._builder.env
        numbers = env.toc_fignumbers.get(docname, {}).get(kind, {}).get(identifier, ())
        shown = ".".join(str(number) for number in numbers)
        pattern = env.config.numfig_format.get(kind, "%s")
        return pattern.replace("%s", shown) if shown and env.config.numfig else ""

    def chapter(self, docname: str, section: str = "", post: Post | None = None) -> Chapter:
        """Return a document, or the section of it with an id, as a chapter."""
        document = self.document(docname)
        root = _section(document, section) if section else document
        opening = root if isinstance(root, nodes.section) else _first_section(root)
        heads = [mark(docname, section), mark(docname)]
        heads += [mark(docname, identifier) for identifier in (*root["ids"], *opening["ids"])]
        title, body = _head_and_body(root, opening)
        return Chapter(
            docname=docname,
            path=self._path(docname),
            mark=heads[0],
            title=title,
            body=body,
            root=root,
            marks=tuple(dict.fromkeys(heads)),
            post=post,
        )

    def _path(self, docname: str) -> str:
        return self._builder.env.doc2path(docname, base=False).as_posix()


def _section(document: nodes.document, identifier: str) -> nodes.Element:
    found = (node for node in document.findall(nodes.section) if identifier in node["ids"])
    return next(found, document)


def _first_section(root: nodes.Element) -> nodes.Element:
    return next((child for child in root.children if isinstance(child, nodes.section)), root)


def _head_and_body(
    root: nodes.Element, opening: nodes.Element
) -> tuple[nodes.Element | None, tuple[nodes.Node, ...]]:
    """Return the title and the rest; the opening section opens up into the chapter."""
    body: list[nodes.Node] = []
    for child in root.children:
        body.extend(opening.children if child is opening else [child])
    title = next((child for child in opening.children if isinstance(child, nodes.title)), None)
    return title, tuple(child for child in body if child is not title)


def marks(chapters: Iterable[Chapter]) -> Iterator[str]:
    """Yield every mark that the chapters will write: of themselves and of the ids in them."""
    for chapter in chapters:
        yield from chapter.marks
        for node in chapter.root.findall(nodes.Element):
            for identifier in node["ids"]:
                yield mark(chapter.docname, identifier)
