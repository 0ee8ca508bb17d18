"""What a Markdown document holds, as flat records with their lines: headings, links, pictures …

Lines count from 1 in the file. What stands in a directive or a list is there like all else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_publication.bibliography.citation_syntax import Handle


@dataclass(frozen=True)
class Heading:
    """A heading."""

    level: int
    #: Its plain words, code included.
    text: str
    line: int
    #: Whether it stands in a directive, a list or a quotation, and so is no part of the outline.
    inner: bool = False


@dataclass(frozen=True)
class Link:
    """A link in Markdown."""

    #: As written, or as its reference says.
    target: str
    #: The words to click on, plain.
    text: str
    line: int
    #: Whether it is written in angle brackets: <https://example.org>.
    auto: bool = False
    #: Whether it shows a picture, or other than words.
    filled: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture in Markdown, in a directive or in HTML."""

    target: str
    #: Words for those who do not see it; None where none are given.
    alt: str | None
    line: int
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Role:
    """A role: {name}`content`."""

    name: str
    content: str
    line: int


@dataclass(frozen=True)
class Directive:
    """A directive: its name, what stands beside the name, and its options."""

    name: str
    argument: str
    options: Mapping[str, str]
    line: int
    #: What stands in it, without options; its first line has the number `body_line`.
    body: str = ""
    body_line: int = 0


@dataclass(frozen=True)
class Cited:
    """A citation in a role or in brackets."""

    #: The form: "p", "t" …
    role: str
    #: As sphinxcontrib-bibtex has it: "goodwin2013{s. 12}".
    target: str
    line: int


@dataclass(frozen=True)
class Words:
    """A piece of text, a name or a label, with its line; HTML too."""

    text: str
    line: int


@dataclass
class Content:
    """All that was found in one document, each kind in the order of the text."""

    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    citations: list[Cited] = field(default_factory=list)
    #: Names after "@" that stand as text.
    handles: list[Handle] = field(default_factory=list)
    #: Running text, without code.
    words: list[Words] = field(default_factory=list)
    html: list[Words] = field(default_factory=list)
    #: Labels and ids that links may lead to, as written.
    labels: list[Words] = field(default_factory=list)
    footnotes: list[Words] = field(default_factory=list)
    footnote_marks: list[Words] = field(default_factory=list)
    #: Blocks that are not closed: their opening signs.
    open_fences: list[Words] = field(default_factory=list)
    #: The line of the first thing that readers see; 0 where there is none.
    first_line: int = 0
