"""Footnotes: written where they are first called, called again by their mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import escape, pieces
from sphinx_publication.yearbook.scope import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator


def collect(document: nodes.Node) -> dict[str, nodes.footnote]:
    """Return the footnotes of a document by id."""
    return {name: note for note in document.findall(nodes.footnote) for name in note["ids"]}


def reference(tr: Translator, node: nodes.Element) -> str:
    """Return the footnote itself at its first call, a second call of it after that."""
    note = tr.footnotes.get(node.get("refid", ""))
    if note is None:
        tr.tell(Kind.YEARBOOK_LINK_DEAD, node, text=node.astext(), target=node.get("refid", ""))
        return pieces.call("super", body=escape.text(node.astext()))
    if tr.in_title:
        return ""
    name = mark(tr.docname, note["ids"][0])
    if not tr.book.claim(name):
        return pieces.call("note-again", escape.string(name))
    return pieces.call("note", escape.string(name), body=_body(tr, note))


def _body(tr: Translator, note: nodes.Element) -> str:
    texts = [child for child in note.children if not isinstance(child, nodes.label)]
    if texts and isinstance(texts[0], nodes.paragraph):
        rest = tr.blocks(texts[1:])
        more = pieces.call("parbreak") + rest if rest else ""
        return tr.marks(texts[0]) + tr.inlines(texts[0].children) + more
    return tr.blocks(texts)


def footnote(tr: Translator, node: nodes.Element) -> str:
    """Return nothing: the note stands where it is called. One that nothing calls keeps its text."""
    if (
        not node["ids"]
        or node.get("backrefs")
        or mark(tr.docname, node["ids"][0]) in (tr.book.written)
    ):
        return ""
    return tr.blocks(child for child in node.children if not isinstance(child, nodes.label))


def citation(tr: Translator, node: nodes.Element) -> str:
    """Return a citation of reStructuredText as an entry under its label."""
    label = next((c.astext() for c in node.children if isinstance(c, nodes.label)), "")
    texts = [child for child in node.children if not isinstance(child, nodes.label)]
    pair = f"([{escape.text(label)}], [{tr.blocks(texts)}])"
    return tr.marks(node) + pieces.call("definitions", pieces.array([pair]))


def label(tr: Translator, node: nodes.Element) -> str:
    """Return nothing: Typst numbers the notes."""
    return ""


HANDLERS: Mapping[str, Handler] = {
    "footnote": footnote,
    "footnote_reference": reference,
    "citation": citation,
    "citation_reference": lambda tr, node: escape.text(f"[{node.astext()}]"),
    "label": label,
}
