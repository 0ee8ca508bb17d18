"""What stands in a line of text: emphasis, code, links, and what has no place in a book."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import escape, pieces
from sphinx_publication.yearbook.scope import DOCUMENT, mark, source_mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

#: Classes of links that only the site has a use for: from a reference to its source's page.
SITE_ONLY = frozenset({"reference-list__page", "reference-list__back", "headerlink"})
#: How docutils marks the language of a passage.
_LANGUAGE = "language-"


def text(tr: Translator, node: nodes.Text) -> str:
    """Return the author's text."""
    return escape.text(node.astext())


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
    """Return code in a line."""
    return pieces.call("code", escape.string(node.astext()))


def math(tr: Translator, node: nodes.Element) -> str:
    """Return a formula as its source, until formulas are set."""
    tr.tell(Kind.YEARBOOK_MATH_PLAIN, node)
    return literal(tr, node)


def abbreviation(tr: Translator, node: nodes.Element) -> str:
    """Return the abbreviation, with what it stands for at its place."""
    meaning = node.get("explanation", "")
    shown = tr.inlines(node.children)
    return f"{shown} {escape.text(f'({meaning})')}" if meaning else shown


def raw(tr: Translator, node: nodes.Element) -> str:
    """Leave raw HTML out. A comment in it is left out silently."""
    source = node.astext().strip()
    if source and not (source.startswith("<!--") and source.endswith("-->")):
        start = source.splitlines()[0][:40]
        tr.tell(Kind.YEARBOOK_RAW_LEFT_OUT, node, start=start, format=node.get("format", ""))
    return ""


def target(tr: Translator, node: nodes.Element) -> str:
    """Return the mark of a place, and the text of an inline target."""
    return tr.marks(node) + tr.inlines(node.children)


def inline(tr: Translator, node: nodes.Element) -> str:
    """Return the children; words in another language are tagged with it."""
    shown = tr.inlines(node.children)
    languages = [c.removeprefix(_LANGUAGE) for c in node["classes"] if c.startswith(_LANGUAGE)]
    if languages and languages[0].isalpha():
        return pieces.call("foreign", escape.string(languages[0]), body=shown)
    return shown


def reference(tr: Translator, node: nodes.Element) -> str:
    """Return a link: within the book where it holds the place, else to the site or the web."""
    if SITE_ONLY.intersection(node["classes"]):
        return ""
    shown = tr.inlines(node.children)
    picture = any(isinstance(child, nodes.image) for child in node.children)
    if tr.in_title or not (picture or node.astext().strip()):
        return shown
    if "cite_key" in node:
        return _source(tr, node["cite_key"], shown)
    if "refid" in node:
        return _to_document(tr, node, mark(tr.docname, node["refid"]), shown)
    address = node.get("refuri", "")
    if address.startswith(DOCUMENT):
        return _to_document(tr, node, address.removeprefix(DOCUMENT), shown)
    return _outward(tr, node, address, shown)


def _source(tr: Translator, key: str, shown: str) -> str:
    """Return a link to a source in the volume's bibliography."""
    name = source_mark(key)
    return _within(tr, name, shown) if name in tr.book.marks else shown


def _to_document(tr: Translator, node: nodes.Element, target: str, shown: str) -> str:
    """Return a link to a place in the publication: in the book if it is there, else on the site."""
    docname, _, identifier = target.partition("#")
    name = mark(docname, identifier)
    if name in tr.book.marks:
        return _within(tr, name, shown)
    if docname == tr.docname and identifier and identifier not in tr.identifiers:
        if not _told_by_myst(node):
            tr.tell(Kind.YEARBOOK_LINK_DEAD, node, text=node.astext(), target=f"#{identifier}")
        return shown
    fragment = f"#{identifier}" if identifier else ""
    note = tr.book.elsewhere(docname, identifier, node.astext())
    return _outward(tr, node, tr.book.page(docname) + fragment, shown, tr.once(note))


def _told_by_myst(node: nodes.Element) -> bool:
    """Tell whether MyST made the link: it reports a dead one itself, and leaves it in place."""
    return any("myst" in child["classes"] for child in node.findall(nodes.inline))


def _within(tr: Translator, name: str, shown: str) -> str:
    tr.book.linked.add(name)
    return pieces.call("within", escape.string(name), body=shown)


def _outward(tr: Translator, node: nodes.Element, address: str, shown: str, note: str = "") -> str:
    """Return a link out of the book, with a *note* on where else it leads.

    Without a site's address only what is shown, and the note, are left.
    """
    absolute = urljoin(tr.book.page(tr.docname), address)
    if not urlsplit(absolute).scheme:
        return shown + (pieces.call("remark", escape.string(note)) if note else "")
    if node.astext() == absolute:
        return pieces.call("address", escape.string(absolute))
    options = pieces.named(note=note or None)
    return pieces.call("outward", escape.string(absolute), *options, body=shown)


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
    "math": math,
    "abbreviation": abbreviation,
    "raw": raw,
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
    "pending": nothing,
    "index": nothing,
    "comment": nothing,
    "meta": nothing,
    "substitution_definition": nothing,
    "system_message": nothing,
    "tabular_col_spec": nothing,
    "highlightlang": nothing,
    "toctree": nothing,
    "PassthroughTextElement": through,
}
