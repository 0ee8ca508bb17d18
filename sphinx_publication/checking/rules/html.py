"""Rules about raw HTML in texts: nothing in it runs, loads pages of others, or asks for input."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model import raw_html
from sphinx_publication.model.problems import Kind, Problem

_WORD = re.compile(r"mso-|MsoNormal|<o:p|<!--\[if|urn:schemas-microsoft", re.IGNORECASE)


def unsafe(document: Document, publication: Publication) -> Iterator[Problem]:
    """HTML in a text holds only what the site takes (`model.raw_html`)."""
    rules = raw_html.allowed(publication.project.settings["publication_html"])
    for line, text in _pieces(document):
        for one in raw_html.found(text, rules):
            kind = Kind.HTML_UNSAFE if one.is_unsafe else Kind.HTML_NOT_ALLOWED
            yield document.problem(kind, line + one.line, what=one.what)


def _pieces(document: Document) -> Iterator[tuple[int, str]]:
    for piece in document.content.html:
        yield piece.line, piece.text
    for directive in document.content.directives:
        if directive.name == "raw" and "html" in directive.argument.lower().split():
            yield directive.body_line, directive.body


def pictures(document: Document, publication: Publication) -> Iterator[Problem]:
    """A picture in HTML has words, or says that it needs none: alt=""."""
    for piece in document.content.html:
        for line, source in raw_html.undescribed(piece.text):
            picture = source[:80]
            yield document.problem(Kind.PICTURE_ALT_MISSING, piece.line + line, picture=picture)


def leftovers(document: Document, publication: Publication) -> Iterator[Problem]:
    """Nothing is left of what Word writes into HTML."""
    for piece in document.content.html:
        if _WORD.search(piece.text):
            yield document.problem(Kind.LEFTOVER, piece.line, what="HTML from Word")
