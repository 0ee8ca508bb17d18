"""Formulas in a line and on lines of their own, with their number and their LaTeX as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_publication.model.problems import Kind
from sphinx_publication.yearbook import escape, pieces
from sphinx_publication.yearbook.formulas import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes

    from sphinx_publication.yearbook.translator import Handler, Translator

#: Lines of a formula that are kept on one page.
_FEW_LINES = 12


def math(tr: Translator, node: nodes.Element) -> str:
    """Return a formula in a line; one that cannot be set stays as its source."""
    source = _source(tr, node)
    if source is None:
        return pieces.call("code", escape.string(node.astext()))
    return pieces.call("formula", *_arguments(node, source)) if source else ""


def math_block(tr: Translator, node: nodes.Element) -> str:
    """Return a formula on lines of its own, with its number."""
    number = tr.book.equation_number(tr.docname, node)
    options = pieces.named(number=number or None)
    source = _source(tr, node)
    if source is None:
        plain = escape.string(node.astext())
        return tr.place(node) + pieces.call("plain-formula", plain, *options)
    if not source:
        return ""
    # More lines than may be kept together on a page.
    long = source.count("\\ ") > _FEW_LINES or None
    options += pieces.named(display=True, long=long)
    arguments = (*_arguments(node, source), *options)
    return tr.place(node) + pieces.call("formula", *arguments)


def _arguments(node: nodes.Element, source: str) -> tuple[str, ...]:
    # LaTeX is what readers of formulas know, and what screen readers are taught to say.
    alt = " ".join(escape.clean(node.astext()).split())
    return escape.string(source), escape.string(alt)


def _source(tr: Translator, node: nodes.Element) -> str | None:
    try:
        return tr.book.formulas.typst(node.astext())
    except Refused as refused:
        tr.tell(Kind.YEARBOOK_MATH_PLAIN, node, reason=str(refused))
        return None


HANDLERS: Mapping[str, Handler] = {"math": math, "math_block": math_block}
