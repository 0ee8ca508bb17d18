"""What a document cites: noted while it is read, with the sentence around each citation.

The last of the transforms of reading (docutils' and MyST's have run, so ids and footnotes are in
place): it gives every place its id, and a document that cites its list of sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.nodes import NodeMatcher, get_node_line

from sphinx_publication.bibliography.citing import plain
from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.bibliography.nodes import cited, is_citation, is_footnote, reference_list
from sphinx_publication.model import addresses
from sphinx_publication.model.citations import Citation, sentence
from sphinx_publication.model.problems import Kind, Problem, report
from sphinx_publication.model.slugs import slug

if TYPE_CHECKING:
    from sphinx_publication.model.citations import InText, Piece

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")

#: Kinds of nodes that citations are.
_MAY_CITE = NodeMatcher(addnodes.pending_xref, nodes.footnote_reference)
#: Inline nodes whose words are not part of the sentence that they stand in.
_SILENT = (nodes.footnote_reference, nodes.image, nodes.raw, nodes.system_message, nodes.comment)


class CitationCollector(SphinxTransform):
    """Note what a document cites, and give it a list of its sources."""

    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        """Collect from the document, in the order of its text."""
        found = cast("list[nodes.Element]", list(self.document.findall(_MAY_CITE)))
        named = [node for node in found if is_citation(node) or is_footnote(node)]
        places = [node for node in named if self._can_be_read(node)]
        if not places:
            return
        domain = citation_domain(self.env)
        for node in places:
            self._name(node)
            if is_footnote(node):
                node["ids"].extend(node["cite_ids"])
            else:
                node.clear()
                node += nodes.inline("", plain(domain.library, [cited(node)]))
        docname = self.env.current_document.docname
        domain.note_headings(docname, tuple(_in_headings(places)))
        citations = tuple(citation for node in places for citation in self._citations(node))
        domain.note(docname, citations)
        if not any(self.document.findall(reference_list)) and any(one.listed for one in citations):
            self._add_list(docname)

    def _can_be_read(self, node: nodes.Element) -> bool:
        """Whether *node* names its sources as it should; else it is reported and taken out."""
        try:
            cited(node)
        except ValueError:
            path = self.env.doc2path(self.env.current_document.docname, base=False).as_posix()
            details = {"text": node["reftarget"]}
            report(logger, Problem(Kind.CITATION_MALFORMED, path, _line(node), details))
            node.parent.remove(node)
            return False
        return True

    def _name(self, node: nodes.Element) -> None:
        """Give each source cited in *node* an id of its own in the document."""
        node["cite_docname"] = self.env.current_document.docname
        node["cite_ids"] = [
            self._free_id(node, f"ref-{slug(target.key)}") for target in cited(node).targets
        ]

    def _free_id(self, node: nodes.Element, plain_id: str) -> str:
        names = (plain_id if number == 1 else f"{plain_id}-{number}" for number in count(1))
        free = next(name for name in names if name not in self.document.ids)
        self.document.ids[free] = node
        return free

    def _citations(self, node: nodes.Element) -> Iterator[Citation]:
        block = _block(node)
        pieces, places = _pieces(block)
        around = sentence(pieces, places[id(node)]) if id(node) in places else (cited(node),)
        sections = list(_sections(node))
        heading = _title(sections[-1]) if len(sections) > 1 else ""
        for target, anchor in zip(cited(node).targets, node["cite_ids"], strict=True):
            yield Citation(
                key=target.key,
                docname=node["cite_docname"],
                anchor=anchor,
                line=_line(node),
                sections=tuple(section["ids"][0] for section in sections if section["ids"]),
                heading=heading,
                sentence=around,
                before=target.before,
                after=target.after,
                locator=citation_domain(self.env).library.after(target.after).locator,
                listed=not is_footnote(node),
            )

    def _add_list(self, docname: str) -> None:
        """Add the section of sources at the end of the text."""
        name = addresses.from_config(self.config).sources
        title = nodes.title("", _("Sources"))
        section = nodes.section("", title, classes=["references"], reference_list="auto")
        section += reference_list(docname=docname, list_id="")
        section["ids"].append(self._free_id(section, name))
        section["names"].append(nodes.fully_normalize_name(title.astext()))
        tops: list[nodes.Element] = [
            node for node in self.document.children if isinstance(node, nodes.section)
        ]
        parent = tops[0] if len(tops) == 1 else self.document
        parent.append(section)


def _in_headings(places: Iterable[nodes.Element]) -> Iterator[tuple[InText, str]]:
    """Yield the citations that stand in headings, with their words: contents are made of those."""
    for node in places:
        if isinstance(_block(node), nodes.title) and is_citation(node):
            yield cited(node), node.astext()


def _block(node: nodes.Node) -> nodes.Element:
    """Return the block of text (paragraph, term, caption …) that *node* stands in."""
    block: nodes.Element | None = node.parent
    while block is not None:
        if isinstance(block, nodes.TextElement) and not isinstance(block, nodes.Inline):
            return block
        block = block.parent
    return cast(nodes.Element, node.parent)


def _pieces(block: nodes.Element) -> tuple[list[Piece], dict[int, int]]:
    """Return the words and citations of *block*, and where each citation stands among them."""
    pieces: list[Piece] = []
    places: dict[int, int] = {}

    def walk(element: nodes.Element) -> None:
        for child in element.children:
            if isinstance(child, nodes.Text):
                pieces.append(child.astext())
            elif is_citation(child) or is_footnote(child):
                places[id(child)] = len(pieces)
                pieces.append(cited(cast(nodes.Element, child)))
            elif isinstance(child, nodes.Element) and not isinstance(child, _SILENT):
                walk(child)

    walk(block)
    return pieces, places


def _sections(node: nodes.Node) -> Iterator[nodes.section]:
    """Yield the sections around *node*, outermost first."""
    if node.parent is not None:
        yield from _sections(node.parent)
    if isinstance(node, nodes.section):
        yield node


def _title(section: nodes.section) -> str:
    """Return a section's title without its citations."""
    for title in section.findall(nodes.title):
        return " ".join(
            "".join(piece for piece in _pieces(title)[0] if isinstance(piece, str)).split()
        )
    return ""


def _line(node: nodes.Node) -> int:
    try:
        return get_node_line(cast(nodes.Element, node))
    except ValueError:
        return 0
