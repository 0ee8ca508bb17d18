"""What the translator knows of the book around the document it is in.

A `Book` is shared by all documents of a volume: where links may lead, which marks are written,
which pictures are needed, what went wrong. Each message is given once for each place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from docutils import nodes

from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.yearbook.formulas import Formulas
from sphinx_publication.yearbook.plates import Plates

#: Starts the address of a document of the publication, in resolved references of this builder.
DOCUMENT = "publication-document:"


def mark(docname: str, identifier: str = "") -> str:
    """Return the label of a place in the book: the document, and the id of an element in it."""
    return f"{docname}#{identifier}" if identifier else docname


def source_mark(key: str) -> str:
    """Return the label of a source in the volume's bibliography."""
    return mark("bibliography", key)


@dataclass(frozen=True)
class Picture:
    """One picture of the book; its plate stands in the workspace, named by its content."""

    #: The author's file; the plate itself for a picture that came with the text.
    file: Path
    #: What is printed: the author's file, or what was made of it.
    plate: Path
    #: Its name in the workspace, as the Typst source has it: "/pictures/….png".
    path: str
    #: The posts' places that show it, for messages.
    places: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class Book:
    """What all documents of one volume share."""

    #: Marks that some document of the volume will write.
    marks: frozenset[str]
    #: Address of the site, ending in a slash; "" when none is configured.
    site: str
    #: From docname to the address of its page, relative to the site.
    address: Callable[[str], str]
    #: The folder that pictures must lie in.
    root: Path
    #: What stands in for a picture's missing text alternative.
    picture_word: str
    #: The language that it is written in, as conf.py has it; "" where nothing depends on it.
    language: str = ""
    #: What a link to a document and an id in it says in print, after the words that are shown:
    #: where it stands in another volume; "" when it does not.
    elsewhere: Callable[[str, str, str], str] = lambda docname, identifier, shown: ""
    #: From a document, a kind of thing and an id to what it is called: "Figur 2"; "" for nothing.
    numbered: Callable[[str, str, str], str] = field(default=lambda docname, kind, name: "")
    formulas: Formulas = field(default_factory=Formulas)
    written: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    #: What was said, each once for each place.
    problems: list[Problem] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    #: Makes the authors' pictures ready to be set.
    plates: Plates = field(default_factory=Plates)

    def tell(self, kind: Kind, path: str, line: int, **details: object) -> None:
        """Note a problem, unless the same was said of the same place."""
        problem = Problem(kind, path, line, details)
        if problem not in self.problems:
            self.problems.append(problem)

    def claim(self, name: str) -> bool:
        """Tell whether the mark is still free, and take it: a mark is written once."""
        if name in self.written:
            return False
        self.written.add(name)
        return True

    def equation_number(self, docname: str, node: nodes.Element) -> str:
        """Return a formula's number; "" when it has none."""
        given = node.get("number") or ""
        counted = next((self.numbered(docname, "displaymath", name) for name in node["ids"]), "")
        return counted or str(given)

    def page(self, docname: str, section: str = "") -> str:
        """Return the absolute address of a document's page, or of a section of it.

        Returns "" when there is no site.
        """
        if not self.site:
            return ""
        page = urljoin(self.site, self.address(docname))
        return f"{page}#{section}" if section else page


def line_of(node: nodes.Node) -> int:
    """Return the line of the author's file that *node* comes from; 0 when nothing near knows."""
    current: nodes.Node | None = node
    while current is not None:
        if current.line:
            return int(current.line)
        current = current.parent
    return 0
