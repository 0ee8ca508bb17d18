"""Links in authors' texts: noted while a document is read, each with its sentence and an id.

Every link from one page to another counts that stands in the text, footnotes and headings
included; what directives and templates list does not, and citations have an index of their own.
Where a link leads is asked when all documents have been read, without building anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from myst_parser.mdit_to_docutils.transforms import ResolveAnchorIds
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import docname_join

from sphinx_publication.bibliography.nodes import cited, is_citation, is_footnote
from sphinx_publication.model.backlinks import Goal, LinkWords, Part, TextLink, sentence
from sphinx_publication.model.entities import SHORT, parse
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.document_notes import DocumentNotes
from sphinx_publication.site.entity_domain import MENTION, entity_domain
from sphinx_publication.site.running_text import DOMAIN, SILENT, around, line_of, title_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: What holds links that no author put into a text.
_LISTS = (addnodes.toctree, addnodes.compact_paragraph, nodes.docinfo, nodes.system_message)


_NOTES = DocumentNotes[tuple[TextLink, ...]]("publication_text_links")


def noted(env: BuildEnvironment) -> dict[str, tuple[TextLink, ...]]:
    """Return the links of each document."""
    return _NOTES.of(env)


class LinkCollector(SphinxTransform):
    """Note a document's links; after citations have their ids, before names are looked for."""

    default_priority = 845

    def apply(self, **kwargs: Any) -> None:
        """Collect from the document, and give each link a place to lead back to."""
        if is_ablog_site(self.config):
            return
        _lead_on(self.document)
        docname = self.env.current_document.docname
        found = [node for node in self.document.findall(addnodes.pending_xref) if _counts(node)]
        links = tuple(self._link(docname, number, node) for number, node in _by_block(found))
        if links:
            noted(self.env)[docname] = links

    def _link(self, docname: str, number: int, node: addnodes.pending_xref) -> TextLink:
        block = _block(node)
        parts, place = _parts(block, node)
        words, begin = sentence(parts, place)
        sections = [one for one in around(node) if isinstance(one, nodes.section)]
        return TextLink(
            goal=_goal(node),
            docname=docname,
            anchor=self._name(node),
            line=node.line or line_of(block),
            sections=tuple(one["ids"][0] for one in reversed(sections) if one["ids"]),
            heading=title_of(sections[0]) if len(sections) > 1 else "",
            sentence=words,
            begins=(number, begin),
        )

    def _name(self, node: addnodes.pending_xref) -> str:
        """Put an id around a link: resolving it would lose one of its own."""
        names = (f"link-{number}" for number in count(1))
        free = next(name for name in names if name not in self.document.ids)
        holder = nodes.inline("", "", ids=[free])
        self.document.ids[free] = holder
        place = next(n for n, child in enumerate(node.parent.children) if child is node)
        node.parent[place] = holder
        holder += node
        return free


def _lead_on(document: nodes.document) -> None:
    """Make links to labels of other documents, ``[](#label)``, the references that they are.

    MyST does so later, when it knows no more; it is not to do it again.
    """
    ResolveAnchorIds(document).apply()
    for link in document.findall(nodes.reference):
        link.attributes.pop("id_link", None)


def _counts(node: addnodes.pending_xref) -> bool:
    """Whether a reference is a link in an author's text."""
    is_within_page = bool(node.get("reflocalid"))  # unless another page has such a label
    if is_citation(node) or is_within_page:
        return False
    return not any(
        isinstance(one, _LISTS) or bool(one.get("reference_list")) for one in around(node)
    )


def _by_block(
    found: Iterable[addnodes.pending_xref],
) -> Iterator[tuple[int, addnodes.pending_xref]]:
    """Yield each reference with the number of its block of text."""
    numbers: dict[int, int] = {}
    for node in found:
        yield numbers.setdefault(id(_block(node)), len(numbers)), node


def _block(node: nodes.Node) -> nodes.Element:
    """Return the paragraph, title, table cell or the like that *node* stands in."""
    for one in around(node):
        if isinstance(one, nodes.TextElement) and not isinstance(one, nodes.Inline):
            return one
    return cast(nodes.Element, node.parent)


def _parts(block: nodes.Element, link: nodes.Node) -> tuple[list[Part], int]:
    """Return what *block* is made of, and where among it *link* stands."""
    parts: list[Part] = []
    place = 0

    def walk(element: nodes.Element) -> None:
        nonlocal place
        for child in element.children:
            if isinstance(child, nodes.Text):
                parts.append(child.astext())
            elif is_citation(child) or is_footnote(child):
                parts.append(cited(cast(nodes.Element, child)))
            elif isinstance(child, SILENT) or not isinstance(child, nodes.Element):
                continue
            elif isinstance(child, addnodes.pending_xref):
                place = len(parts) if child is link else place
                parts.append(LinkWords(_words(child), _goal(child)))
            else:
                walk(child)

    walk(block)
    return parts, place


def _words(node: addnodes.pending_xref) -> str:
    """Return the words of a link; "" where they are, or had better be, the title of its goal.

    A link around a picture or a space has no words of its own.
    """
    by_title = node.get("refdomain") in ("std", "doc", None) and not node.get("refexplicit")
    words = node.astext()
    return words if words.strip() and not by_title else ""


def _goal(node: addnodes.pending_xref) -> Goal:
    domain, role = str(node.get("refdomain") or ""), str(node.get("reftype", ""))
    target = str(node.get("reftarget", ""))
    if (domain, role) == ("std", "doc"):
        base = str(node.get("refdoc", ""))
        target = target[1:] if target.startswith("/") else docname_join(base, target)
    return Goal(domain, role, target)


def shown_words(env: BuildEnvironment, link: LinkWords, docname: str) -> str:
    """Return the words of a link to *docname*; one without words has the title it leads to."""
    if link.words:
        return link.words
    is_document = "doc" in (link.goal.domain, link.goal.role)
    label = env.domains.standard_domain.labels.get(link.goal.target.lower())
    if label and label[0] == docname and not is_document:
        return str(label[2])
    return env.titles[docname].astext() if docname in env.titles else ""


def resolver(env: BuildEnvironment) -> Callable[[Goal], str]:
    """Return what finds the document that a link leads to; "" for none of ours."""
    entities = entity_domain(env)
    standard = env.domains["std"]

    def resolve(goal: Goal) -> str:
        if goal.domain == "doc" or (goal.domain, goal.role) == ("std", "doc"):
            docname = goal.target
        elif goal.domain == DOMAIN:
            kind = SHORT.get(goal.role, goal.role)
            docname = goal.target if kind == MENTION else entities.target(kind, goal.target)
        else:
            label = standard.anonlabels.get(goal.target.lower())
            named = parse(goal.target)
            docname = label[0] if label else entities.target(*named) if named else ""
        return docname if docname in env.all_docs else ""

    return resolve


def setup(app: Sphinx) -> None:
    """Note links while reading."""
    app.add_transform(LinkCollector)
    _NOTES.connect(app)
