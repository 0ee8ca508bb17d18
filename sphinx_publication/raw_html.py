"""Texts hold no more HTML than the allow-list has (`model.raw_html`), and no link that runs.

As soon as a document is read, whatever its syntax, and before anything is noted of it: so pages,
feeds and books are all made from what is left. What other extensions write as raw HTML while they
read is judged alike. Each thing taken out is a problem with file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_publication.model import raw_html
from sphinx_publication.model.problems import Kind, Problem, report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

#: Before the fence looks at files, and long before anybody notes what a page says.
_FIRST = 50
#: What Markdown itself writes as raw HTML.
_OURS = ("<s>", "</s>")
#: Attributes of ``meta`` that say something of the page, and do nothing.
_META = frozenset({"content", "dir", "lang", "media", "name", "property", "scheme"})


def _clean(app: Sphinx, doctree: nodes.document) -> None:
    parents: dict[int, nodes.Element] = {}
    for node in doctree.findall(nodes.raw):
        if _is_html(node) and not _is_ours(node):
            assert node.parent is not None
            parents.setdefault(id(node.parent), node.parent)
    if not parents:
        return
    rules = raw_html.allowed(app.config.publication_html)
    for parent in parents.values():
        for problem in _clean_inside(app, parent, rules):
            report(logger, problem)


def _clean_inside(app: Sphinx, parent: nodes.Element, rules: raw_html.Allowed) -> Iterator[Problem]:
    """Put what may stay in the place of raw HTML, and yield what may not."""
    children = list(parent.children)
    pieces = [child.astext() if _is_judged(child) else None for child in children]
    raws = [
        (_line(child), piece)
        for child, piece in zip(children, pieces, strict=True)
        if piece is not None
    ]
    place = app.env.doc2path(app.env.current_document.docname, base=False).as_posix()
    for line, text in raws:
        for one in raw_html.found(text, rules):
            kind = Kind.HTML_UNSAFE if one.is_unsafe else Kind.HTML_NOT_ALLOWED
            yield Problem(kind, place, line + one.line, {"what": one.what})
    parts, broken = raw_html.clean(pieces, rules)
    for number in broken:
        piece = pieces[number]
        if piece and not raw_html.found(piece, rules):
            yield Problem(Kind.HTML_BROKEN, place, _line(children[number]))
    for line, tag in raw_html.unpaired(raws, rules):
        yield Problem(Kind.HTML_UNPAIRED, place, line, {"tag": tag})
    kept: list[nodes.Node] = []
    for child, piece, part in zip(children, pieces, parts, strict=True):
        if piece is None:
            kept.append(child)
        if part:
            made = nodes.raw(part, part, format="html")
            made.source, made.line = child.source, child.line
            if piece is not None and isinstance(child, nodes.Element):
                made["classes"] = list(child["classes"])
            kept.append(made)
    parent[:] = kept


def _is_html(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and "html" in str(node.get("format", "")).split()


def _is_ours(node: nodes.Node) -> bool:
    text = node.astext().strip()
    return bool(text in _OURS or raw_html.BREAK.fullmatch(text) or raw_html.BOX.fullmatch(text))


def _is_judged(node: nodes.Node) -> bool:
    """Tell whether a node is raw HTML that is judged; Markdown's boxes and breaks are not."""
    return _is_html(node) and (not _is_ours(node) or node.astext().strip() in _OURS)


def _unlink(app: Sphinx, doctree: nodes.document) -> None:
    """Leave the words alone of links that run a program, and take out orders to browsers."""
    place = app.env.doc2path(app.env.current_document.docname, base=False).as_posix()
    for node in list(doctree.findall(nodes.reference)):  # downloads are such
        target = str(node.get("refuri") or node.get("reftarget") or "")
        if raw_html.runs(target):
            details = {"target": target[:60], "reason": "it is no page"}
            report(logger, Problem(Kind.LINK_UNSAFE, place, _line(node), details))
            node.replace_self(list(node.children))
    for meta in list(doctree.findall(nodes.meta)):
        if others := meta.non_default_attributes().keys() - _META:
            name = sorted(others)[0]
            details = {"name": f"{name}={meta[name]}"[:60]}
            report(logger, Problem(Kind.META_UNSAFE, place, _line(meta), details))
            meta.parent.remove(meta)


def _line(node: nodes.Node) -> int:
    current: nodes.Node | None = node
    while current is not None and not current.line:
        current = current.parent
    return int(current.line or 0) if current is not None else 0


def setup(app: Sphinx) -> None:
    """Judge each document as soon as it is read."""
    app.connect("doctree-read", _clean, priority=_FIRST)
    app.connect("doctree-read", _unlink, priority=_FIRST)
