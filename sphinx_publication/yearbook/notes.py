"""Footnotes: written where they are first called, called again by their mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import escape, links, pieces
from sphinx_publication.yearbook.lists import item
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
    tr.called.update(note["ids"])
    if tr.heading_mark:
        return _in_heading(tr, note)
    name = mark(tr.docname, note["ids"][0])
    source = links.cited(tr, node["cite_key"]) if "cite_key" in node else ""
    if not tr.book.claim(name):
        return pieces.call("note-again", escape.string(name)) + source
    return pieces.call("note", escape.string(name), *_symbol(note), body=_body(tr, note)) + source


def _in_heading(tr: Translator, note: nodes.Element) -> str:
    """Return a note that is set with the heading only, not with its copy in the contents."""
    name = escape.string(tr.heading_mark)
    with tr.in_heading(""):
        return pieces.call("heading-note", name, *_symbol(note), body=_body(tr, note))


def plain(heading: nodes.Element) -> str:
    """Return the text of a heading without the numbers of its notes."""
    parts = (
        "" if isinstance(node.parent, nodes.footnote_reference) else node.astext()
        for node in heading.findall(nodes.Text)
    )
    return " ".join("".join(parts).split())


def _symbol(note: nodes.Element) -> tuple[str, ...]:
    """Return the sign of a note that the author wants marked by one instead of a number."""
    label = next((c.astext() for c in note.children if isinstance(c, nodes.label)), "")
    return pieces.named(symbol=label) if note.get("auto") == "*" and label else ()


def _body(tr: Translator, note: nodes.Element) -> str:
    """Return what a note says, which is running text wherever the note is called."""
    with tr.in_code(False):
        return _texts(tr, note)


def _texts(tr: Translator, note: nodes.Element) -> str:
    texts = [child for child in note.children if not isinstance(child, nodes.label)]
    if texts and isinstance(texts[0], nodes.paragraph):
        rest = tr.blocks(texts[1:])
        more = pieces.call("parbreak") + rest if rest else ""
        return tr.marks(texts[0]) + tr.inlines(texts[0].children) + more
    return tr.blocks(texts)


def footnote(tr: Translator, node: nodes.Element) -> str:
    """Return nothing: the note stands where it is called. One that nothing calls keeps its text."""
    if not node["ids"] or node.get("backrefs") or tr.called.intersection(node["ids"]):
        return ""
    return tr.blocks(child for child in node.children if not isinstance(child, nodes.label))


def citation(tr: Translator, node: nodes.Element) -> str:
    """Return a citation of reStructuredText as an entry under its label."""
    label = next((c.astext() for c in node.children if isinstance(c, nodes.label)), "")
    texts = [child for child in node.children if not isinstance(child, nodes.label)]
    pair = f"({pieces.content(escape.text(label))}, {pieces.content(item(tr, texts))})"
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
