"""How many words each post has: noted while its document is read.

Counted is the running text, as people count it: paragraphs, lists, tables, quotations, captions and
the headings in the text. The title is not, nor code, formulas, footnotes, lists of sources,
citations (how they read depends on the style), and the line that says what a post retells.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_publication.bibliography.nodes import is_citation, reference_list
from sphinx_publication.model.word_count import count
from sphinx_publication.site.document_notes import DocumentNotes
from sphinx_publication.site.retelling import CLASS as RETELLING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_NOTES = DocumentNotes[dict[str, int]]("publication_words")

_BLOCKS = (
    nodes.paragraph,
    nodes.caption,
    nodes.title,
    nodes.subtitle,
    nodes.rubric,
    nodes.term,
    nodes.classifier,
    nodes.attribution,
    nodes.line,
    addnodes.centered,
)
_LEFT_OUT = (
    nodes.footnote,
    nodes.citation,
    nodes.system_message,
    nodes.docinfo,
    nodes.substitution_definition,
    nodes.FixedTextElement,
    nodes.math_block,
    nodes.raw,
    nodes.comment,
    nodes.image,
    nodes.math,
    nodes.footnote_reference,
    addnodes.toctree,
    addnodes.index,
    reference_list,
)


class WordCounter(SphinxTransform):
    """Count a document's words; after citations have been collected."""

    default_priority = 851

    def apply(self, **kwargs: object) -> None:
        """Note the words of the document, and of each section of it."""
        found: dict[str, int] = {}
        everything = _words(self.document, found)
        title = next(iter(self.document.findall(nodes.title)), None)
        found[""] = everything - (_words(title, {}) if title is not None else 0)
        word_counts(self.env)[self.env.current_document.docname] = found


def word_counts(env: BuildEnvironment) -> dict[str, dict[str, int]]:
    """Return the words by document and by a section's id; "" for the whole document."""
    return _NOTES.of(env)


def _words(node: nodes.Node, sections: dict[str, int]) -> int:
    """Return the words in *node*; note those of each section in it, without its title."""
    if _is_left_out(node):
        return 0
    if isinstance(node, _BLOCKS):
        return count(_text(node))
    title = words = 0
    for child in node.children:
        found = _words(child, sections)
        words += found
        if isinstance(node, nodes.section) and isinstance(child, nodes.title):
            title += found
    for identifier in cast(nodes.Element, node)["ids"] if isinstance(node, nodes.section) else ():
        sections[identifier] = words - title
    return words


def _text(node: nodes.Node) -> str:
    """Return the words of a block; what is left out of it parts those around it."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if _is_left_out(node):
        return " "
    return "".join(_text(child) for child in node.children)


def _is_left_out(node: nodes.Node) -> bool:
    kind: type = type(node)
    if _is_kind_left_out(kind) or is_citation(node):
        return True
    if not isinstance(node, nodes.Element):
        return False
    told = node.attributes
    return RETELLING in told["classes"] or bool(told.get("reference_list"))


@cache
def _is_kind_left_out(kind: type) -> bool:
    return issubclass(kind, _LEFT_OUT)


def setup(app: Sphinx) -> None:
    """Count while documents are read."""
    app.add_transform(WordCounter)
    _NOTES.connect(app)
