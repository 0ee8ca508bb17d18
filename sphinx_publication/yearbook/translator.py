"""A resolved doctree into Typst source.

Each class of node has one small function that returns markup; `HANDLERS` is the table of all of
them. A class without one is handled as the nearest class it inherits from; when there is none, its
text is kept and its place reported. Authors' text passes through `escape` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import (
    blocks,
    design,
    equations,
    escape,
    inline,
    languages,
    listings,
    lists,
    notes,
    pictures,
    pieces,
    tables,
    tags,
)
from sphinx_publication.yearbook.link_notes import LinkNotes
from sphinx_publication.yearbook.scope import Book, line_of, mark

if TYPE_CHECKING:
    Handler = Callable[["Translator", nodes.Element], str]

#: From the name of a node's class to what writes it. Names, so that no extension must be imported.
HANDLERS: Mapping[str, Handler] = {
    **inline.HANDLERS,
    **blocks.HANDLERS,
    **lists.HANDLERS,
    **tables.HANDLERS,
    **pictures.HANDLERS,
    **notes.HANDLERS,
    **equations.HANDLERS,
    **listings.HANDLERS,
    **tags.HANDLERS,
    **design.HANDLERS,
}
#: Classes whose handlers write the marks of the element themselves.
_OWN_MARKS = frozenset({"footnote", "citation", "title", "target"})


class Translator:
    """Translates the document of one chapter."""

    def __init__(
        self,
        book: Book,
        docname: str,
        path: str,
        root: nodes.Element,
        elsewhere: frozenset[str] = frozenset(),
    ) -> None:
        self.book = book
        self.docname = docname
        #: The author's file, for messages.
        self.path = path
        #: Level of the headings of the sections that are met next.
        self.level = 2
        #: Footnotes of the document by id.
        document = root.document or root
        self.footnotes = notes.collect(document)
        #: Every id in the document, in this volume or not.
        self.identifiers = frozenset(
            name for node in document.findall(nodes.Element) for name in node["ids"]
        )
        #: Ids of sections that are chapters of their own.
        self.elsewhere = elsewhere
        #: Remarks that the chapter has made already.
        self._remarks: set[str] = set()
        #: The mark of the heading that is being written. In it no other mark may be written: it
        #: is set again in the contents.
        self.heading_mark = ""
        #: Marks that stand after the next word: before it, they would count to the line above.
        self.held = ""
        #: The notes that links have on paper; None where links need none.
        self.link_notes: LinkNotes | None = None
        #: In a listing every space and line break of the text counts.
        self.verbatim = False
        #: Abbreviations that were spelt out: the first use in a chapter says what they stand for.
        self.spelt_out: set[str] = set()
        #: The paragraph that was written last: its markup, and that of its words.
        self.last_paragraph = ("", "")
        #: Ids of footnotes that were called so far.
        self.called: set[str] = set()

    def render(self, node: nodes.Node) -> str:
        """Return the markup of one node, after the marks of its ids."""
        if isinstance(node, nodes.Text):
            return inline.text(self, node)
        if not isinstance(node, nodes.Element):
            return ""
        name = handler_name(type(node))
        if name is None:
            self.tell(Kind.YEARBOOK_NODE_UNKNOWN, node, tag=node.tagname)
            return self.marks(node) + blocks.unknown(self, node)
        marks = "" if name in _OWN_MARKS else self.marks(node)
        shown = languages.tagged(node, HANDLERS[name](self, node))
        # After the words, for the same reason.
        return shown + marks if isinstance(node, nodes.Inline) and node.children else marks + shown

    def inlines(self, children: Iterable[nodes.Node]) -> str:
        """Return the markup of nodes that follow each other in a line."""
        return "".join(tags.inlines(self, tuple(children)))

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """Return the markup of nodes that follow each other down the page."""
        written = (self.render(child) for child in children)
        return "\n".join(markup for markup in written if markup)

    def heading(self, title: nodes.Element, name: str) -> str:
        """Return the markup of the text of the heading with the mark *name*, without marks.

        A heading must have words: one of pictures alone has what they show. "" for an empty one.
        """
        if not notes.plain(title):
            shown = (image.get("alt", "") for image in title.findall(nodes.image))
            return escape.text(" ".join(filter(None, shown)))
        with self.in_heading(name):
            return self.inlines(title.children)

    @contextmanager
    def in_heading(self, name: str) -> Iterator[None]:
        """Write as in the heading with a mark; "" is outside all headings."""
        before, self.heading_mark = self.heading_mark, name
        try:
            yield
        finally:
            self.heading_mark = before

    @contextmanager
    def in_code(self, inside: bool) -> Iterator[None]:
        """Write as in a listing, or outside all listings."""
        before, self.verbatim = self.verbatim, inside
        try:
            yield
        finally:
            self.verbatim = before

    def marks(self, node: nodes.Element) -> str:
        """Return the marks of the element's ids, each of which is written once in the book."""
        if self.heading_mark:
            return ""
        names = (mark(self.docname, identifier) for identifier in node["ids"])
        return "".join(
            pieces.call("anchor", escape.string(name)) for name in names if self.book.claim(name)
        )

    def numbered(self, node: nodes.Element, kind: str) -> str:
        """Return the number of a figure, table or listing as the start of its caption."""
        found = next(
            (
                shown
                for name in node["ids"]
                if (shown := self.book.numbered(self.docname, kind, name))
            ),
            "",
        )
        return pieces.call("number", escape.string(found)) if found else ""

    def place(self, node: nodes.Node) -> str:
        """Return the comment that names the author's line, for errors that Typst finds."""
        return pieces.place(self.path, line_of(node))

    def once(self, remark: str) -> str:
        """Return *remark* the first time that the chapter makes it, "" after that."""
        if remark in self._remarks:
            return ""
        self._remarks.add(remark)
        return remark

    def tell(self, kind: Kind, node: nodes.Node, **details: object) -> None:
        """Report a problem at the node's place."""
        self.book.tell(kind, self.path, line_of(node), **details)


def handler_name(kind: type[nodes.Node]) -> str | None:
    """Return the name in `HANDLERS` that serves a class of nodes, its own or an ancestor's."""
    return next((base.__name__ for base in kind.__mro__ if base.__name__ in HANDLERS), None)
