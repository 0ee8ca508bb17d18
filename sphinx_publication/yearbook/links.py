"""Where links lead: within the book where it holds the place, else to the site or the web."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from docutils import nodes

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import escape, pieces
from sphinx_publication.yearbook.link_notes import is_shown
from sphinx_publication.yearbook.scope import DOCUMENT, mark, source_mark

if TYPE_CHECKING:
    from sphinx_publication.yearbook.translator import Translator


#: Classes of links that the site makes of names by itself. On paper the index does their work.
AUTOMATIC = frozenset({"mention-link"})


def link(tr: Translator, node: nodes.Element, shown: str, *, picture: bool = False) -> str:
    """Return what is shown, a *picture* that stands alone or words, linked to where it leads."""
    if "refid" in node:
        return _to_document(tr, node, mark(tr.docname, node["refid"]), shown)
    address = node.get("refuri", "")
    if address.startswith(DOCUMENT):
        return _to_document(tr, node, address.removeprefix(DOCUMENT), shown)
    return _outward(tr, node, address, shown, picture=picture)


def source(tr: Translator, key: str, shown: str) -> str:
    """Return a link to a source in the volume's bibliography, marked as a place that cites it."""
    name = source_mark(key)
    if name not in tr.book.marks:
        return shown
    return (shown if tr.heading_mark else _within(tr, name, shown)) + cited(tr, key)


def cited(tr: Translator, key: str) -> str:
    """Return the mark of a place that cites a source; its page is given in the bibliography."""
    if source_mark(key) not in tr.book.marks:
        return ""
    if tr.heading_mark:
        return pieces.call("heading-cited", escape.string(tr.heading_mark), escape.string(key))
    return pieces.call("cited", escape.string(key))


def _to_document(tr: Translator, node: nodes.Element, target: str, shown: str) -> str:
    """Return a link to a place in the publication: in the book if it is there, else on the site."""
    docname, _, identifier = target.partition("#")
    name = mark(docname, identifier)
    if name in tr.book.marks:
        paged = pieces.named(paged=True) if docname != tr.docname else ()
        return _within(tr, name, shown, *paged)
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


def _within(tr: Translator, name: str, shown: str, *options: str) -> str:
    tr.book.linked.add(name)
    return pieces.call("within", escape.string(name), *options, body=shown)


def _outward(
    tr: Translator,
    node: nodes.Element,
    address: str,
    shown: str,
    note: str = "",
    *,
    picture: bool = False,
) -> str:
    """Return a link out of the book, with a *note* on where else it leads.

    Without a site's address only what is shown, and the note, are left.
    """
    absolute = urljoin(tr.book.page(tr.docname), address)
    if not urlsplit(absolute).scheme:
        return shown + (pieces.call("remark", escape.string(note)) if note else "")
    if node.astext() == absolute:
        return pieces.call("address", escape.string(absolute))
    options = pieces.named(note=note or None)
    text = node.astext().strip()
    noted = text and not note and not is_shown(absolute, text)
    if noted and tr.link_notes is not None and not AUTOMATIC.intersection(node["classes"]):
        options = tr.link_notes.call(absolute)
    options += pieces.named(picture=picture or None)
    return pieces.call("outward", escape.string(absolute), *options, body=shown)
