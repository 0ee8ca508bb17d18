"""The ``toplist`` directive: an author marks the places of a ranked list in a post.

Without content, the headings around it that begin with a number ("10. Utvecklingsdagar") are the
places. With content, its lines are ("10. Utvecklingsdagar", further lines indented). Either way it
becomes an ordered list in docutils' own nodes, whose items have their number as ``value``; each
document's places are noted. `toplist_pages` makes the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from myst_parser.mocking import MockState
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import get_node_line

from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.toplists import PLACE, TOPICS, YEAR, Part, Place, blocks
from sphinx_publication.site.document_notes import DocumentNotes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec
    from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)
_NOTES = DocumentNotes[tuple[Part, ...]]("publication_toplists")


class Toplist(SphinxDirective):
    """Marks the places of a ranked list."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec | None] = {
        "year": directives.unchanged,
        "length": directives.unchanged,
        "missing": directives.unchanged,
        "topics": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return the list, still empty where the document's headings are its places."""
        made = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".", classes=["toplist"])
        self.set_source_info(made)
        made["toplist"] = name = " ".join(self.arguments[0].split())
        made["docname"] = self.env.docname
        if not slug(name):
            example = "a name with letters, which its address is made of"
            self._report(Kind.TOPLIST_OPTION_INVALID, option="name", value=name, example=example)
        made["year"] = self._number("year", "a year, such as 2013")
        made["length"] = self._number("length", "how many places the list has, such as 10")
        made["missing"] = " ".join(self.options.get("missing", "").split())
        made["topics"] = self._topics()
        return [made, *self._fill(made)]

    def _number(self, option: str, example: str) -> int:
        written = self.options.get(option, "").strip()
        if YEAR.fullmatch(written):
            return int(written)
        if option in self.options:
            self._report(Kind.TOPLIST_OPTION_INVALID, option=option, value=written, example=example)
        return 0

    def _topics(self) -> dict[int, tuple[str, ...]]:
        """Return what the author says that places are about: "10 samverkan; 7 utvärdering, …"."""
        found: dict[int, tuple[str, ...]] = {}
        for written in self.options.get("topics", "").replace("\n", ";").split(";"):
            match = TOPICS.fullmatch(written.strip())
            if match:
                labels = (label.strip() for label in match["labels"].split(","))
                found[int(match["number"])] = tuple(label for label in labels if label)
            elif written.strip():
                example = "places with their topics, such as '10 samverkan; 7 utvärdering'"
                self._report(
                    Kind.TOPLIST_OPTION_INVALID, option="topics", value=written, example=example
                )
        return found

    def _fill(self, made: nodes.enumerated_list) -> list[nodes.Node]:
        """Put the content's places into the list; return what is none."""
        rest: list[nodes.Node] = []
        for start, lines in blocks(self.content):
            match = PLACE.fullmatch("\n".join(lines))
            if match:
                item = nodes.list_item(value=int(match["number"]))
                item.source, item.line = made.source, self._line(start)
                made += item
                self._parse(match["title"].splitlines(), start, item)
            else:
                name = made["toplist"]
                self._report(Kind.TOPLIST_LINE_INVALID, self._line(start), list=name, text=lines[0])
                holder = nodes.Element()
                self._parse(lines, start, holder)
                rest += holder.children
        return rest

    def _parse(self, lines: list[str], start: int, into: nodes.Element) -> None:
        source = self.get_source_info()[0]
        self.state.nested_parse(StringList(lines, source), self.content_offset + start, into)

    def _line(self, start: int) -> int:
        """Return the line of the file; MyST counts its offset from the directive."""
        before = self.lineno if isinstance(self.state, MockState) else 0
        return before + self.content_offset + start + 1

    def _report(self, kind: Kind, line: int = 0, **details: object) -> None:
        path = self.env.doc2path(self.env.docname, base=False).as_posix()
        report(logger, Problem(kind, path, line or self.lineno, details))


def toplists_in(doctree: nodes.document) -> list[nodes.enumerated_list]:
    """Return the ranked lists of a document."""
    return [one for one in doctree.findall(nodes.enumerated_list) if "toplist" in one]


def note(app: Sphinx, doctree: nodes.document) -> None:
    """Note the document's places; fill in the lists that its headings make."""
    parts: list[Part] = []
    for made in toplists_in(doctree):
        places = tuple(_from_items(made) if made.children else _from_headings(made))
        path = app.env.doc2path(app.env.docname, base=False).as_posix()
        if not places:
            details = {"list": made["toplist"]}
            report(logger, Problem(Kind.TOPLIST_EMPTY, path, made.line or 1, details))
            made.parent.remove(made)
            continue
        made["start"], made["part"] = places[0].number, len(parts)
        parts.append(
            Part(
                name=made["toplist"],
                year=made["year"],
                docname=app.env.docname,
                path=path,
                line=made.line or 0,
                sections=tuple(section["ids"][0] for section in _sections(made)),
                places=places,
                length=made["length"],
                missing=made["missing"],
            )
        )
    if parts:
        noted(app.env)[app.env.docname] = tuple(parts)


def noted(env: BuildEnvironment) -> dict[str, tuple[Part, ...]]:
    """Return the parts of ranked lists in each document."""
    return _NOTES.of(env)


def _from_items(made: nodes.enumerated_list) -> Iterator[Place]:
    """Yield the places that the directive's own lines are."""
    for item in made.children:
        if not isinstance(item, nodes.list_item):
            continue
        first = item.children[0] if item.children else nodes.Text("")
        title = " ".join(first.astext().split())
        sections = {id_ for one in _root(made).findall(nodes.section) for id_ in one["ids"]}
        ids = (link.get("refid") for link in item.findall(nodes.reference))
        anchor = next((id_ for id_ in ids if id_ in sections), "")
        if not anchor:
            anchor = _give_id(item, f"{slug(made['toplist'])}-{item['value']}")
        yield _place(made, item["value"], title, anchor, item.line or 0)


def _from_headings(made: nodes.enumerated_list) -> Iterator[Place]:
    """Yield the places that headings below the directive's own are, and list them."""
    around = list(_sections(made))
    scope: nodes.Element = around[-1] if around else _root(made)
    for section in scope.findall(nodes.section):
        title = section.next_node(nodes.title)
        match = PLACE.fullmatch(title.astext().strip()) if title is not None else None
        if match is None or section is scope or title is None:
            continue
        number, name, anchor = int(match["number"]), match["title"], section["ids"][0]
        link = nodes.reference("", name, internal=True, refid=anchor)
        made += nodes.list_item("", nodes.paragraph("", "", link), value=number)
        yield _place(made, number, name, anchor, get_node_line(title))


def _place(made: nodes.enumerated_list, number: int, title: str, anchor: str, line: int) -> Place:
    return Place(number, title, anchor, line, made["topics"].get(number, ()))


def _give_id(node: nodes.Element, plain: str) -> str:
    ids = _root(node).ids
    names = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
    free = next(name for name in names if name not in ids)
    ids[free] = node
    node["ids"].append(free)
    return free


def _root(node: nodes.Element) -> nodes.document:
    assert node.document is not None
    return node.document


def _sections(node: nodes.Node) -> Iterator[nodes.section]:
    """Yield the sections around *node*, outermost first."""
    if node.parent is not None:
        yield from _sections(node.parent)
    if isinstance(node, nodes.section):
        yield node


def visit_item(self: HTML5Translator, node: nodes.list_item) -> None:
    """Write an item; that of a ranked list with its own number."""
    number: Any = {"value": str(node["value"])} if "value" in node else {}
    self.body.append(self.starttag(node, "li", "", **number))


def depart_item(self: HTML5Translator, node: nodes.list_item) -> None:
    """Close an item."""
    self.body.append("</li>\n")


def setup(app: Sphinx) -> None:
    """Add the directive; note places when a document's links and headings are settled."""
    app.add_directive("toplist", Toplist)
    app.add_node(nodes.list_item, override=True, html=(visit_item, depart_item))
    app.connect("doctree-read", note)
    _NOTES.connect(app)
