"""What stands in a line of text: emphasis, code, links, and what has no place in a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.model.typography import set_text
from sphinx_publication.yearbook import escape, languages, links, pictures, pieces
from sphinx_publication.yearbook.listings import verbatim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

#: Classes of links that only the site has a use for: from a reference to its source's page.
SITE_ONLY = frozenset({"reference-list__page", "reference-list__back", "headerlink"})
#: Up to the end of a text's first word.
_FIRST_WORD = re.compile(r"\s*\S+")
#: Classes of words that name something to press or choose on a screen.
_INTERFACE = frozenset({"guilabel", "menuselection"})


def text(tr: Translator, node: nodes.Text) -> str:
    """Return the author's text, with the spaces and quotation marks of its language."""
    if tr.verbatim:
        return verbatim(node.astext())
    shown = set_text(node.astext(), languages.around(node) or tr.book.language)
    held, tr.held = tr.held, ""
    end = len(shown) - len(_FIRST_WORD.sub("", shown, count=1)) if held else 0
    return escape.text(shown[:end]) + held + escape.text(shown[end:])


def through(tr: Translator, node: nodes.Element) -> str:
    """Return the children, for nodes that mean nothing on paper."""
    return tr.inlines(node.children)


def nothing(tr: Translator, node: nodes.Element) -> str:
    """Return nothing, for nodes that are no text of the author's."""
    return ""


def simple(function: str) -> Handler:
    """Return a handler that calls a function of Typst with the children."""

    def write(tr: Translator, node: nodes.Element) -> str:
        return pieces.call(function, body=tr.inlines(node.children))

    return write


def literal(tr: Translator, node: nodes.Element) -> str:
    """Return code in a line, or keys to press."""
    if "kbd" in node["classes"]:
        return pieces.call("key", body=escape.text(node.astext()))
    return pieces.call("code", escape.string(node.astext()))


def abbreviation(tr: Translator, node: nodes.Element) -> str:
    """Return the abbreviation; its first use in a chapter says what it stands for."""
    meaning = node.get("explanation", "")
    shown = tr.inlines(node.children)
    told = f"{node.astext()}: {meaning}"
    if not meaning or told in tr.spelt_out:
        return shown
    tr.spelt_out.add(told)
    return f"{shown} {escape.text(f'({meaning})')}"


def target(tr: Translator, node: nodes.Element) -> str:
    """Return the text of a place and its mark; one without text is marked after the next word."""
    marks = tr.marks(node)
    if not node.children and isinstance(node.next_node(descend=False, siblings=True), nodes.Text):
        tr.held += marks
        return ""
    return tr.inlines(node.children) + marks


def inline(tr: Translator, node: nodes.Element) -> str:
    """Return the children; what stands on a screen is told from the words around it."""
    shown = tr.inlines(node.children)
    if "cite_key" in node:
        return links.source(tr, node["cite_key"], shown)
    return pieces.call("interface", body=shown) if _INTERFACE & set(node["classes"]) else shown


def reference(tr: Translator, node: nodes.Element) -> str:
    """Return a link: within the book where it holds the place, else to the site or the web."""
    if SITE_ONLY.intersection(node["classes"]):
        return ""
    if pictures.stands_alone(node):
        return pictures.linked(tr, node)
    shown = tr.inlines(node.children)
    if "cite_key" in node:
        return links.source(tr, node["cite_key"], shown)
    picture = any(isinstance(child, nodes.image) for child in node.children)
    if tr.heading_mark or not (picture or node.astext().strip()):
        return shown
    return links.link(tr, node, shown)


HANDLERS: Mapping[str, Handler] = {
    "emphasis": simple("emph"),
    "strong": simple("strong"),
    "literal_emphasis": simple("emph"),
    "literal_strong": simple("strong"),
    "title_reference": simple("emph"),
    "superscript": simple("super"),
    "subscript": simple("sub"),
    "strike": simple("crossed"),
    "literal": literal,
    "abbreviation": abbreviation,
    "target": target,
    "reference": reference,
    "number_reference": reference,
    "inline": inline,
    "generated": through,
    "problematic": through,
    "manpage": through,
    "acronym": abbreviation,
    "download_reference": through,
    "pending_xref": through,
    "pending_xref_condition": through,
    "substitution_reference": through,
    "pending": nothing,
    "index": nothing,
    "comment": nothing,
    "meta": nothing,
    "substitution_definition": nothing,
    "system_message": nothing,
    "tabular_col_spec": nothing,
    "highlightlang": nothing,
    "toctree": nothing,
}
