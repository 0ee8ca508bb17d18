"""Rules about footnotes: each mark has its text, each text its mark."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.problems import Kind, Problem


def footnotes(document: Document, publication: Publication) -> Iterator[Problem]:
    """Marks and texts belong together, one to one or many to one."""
    texts: dict[str, int] = {}
    for one in document.content.footnotes:
        first = texts.setdefault(one.text, one.line)
        if first != one.line:
            yield document.problem(Kind.FOOTNOTE_TWICE, one.line, label=one.text, first=first)
    marked = {one.text for one in document.content.footnote_marks}
    for label, line in texts.items():
        if label not in marked:
            yield document.problem(Kind.FOOTNOTE_UNUSED, line, label=label)
    told: set[str] = set()
    for one in document.content.footnote_marks:
        if one.text not in texts and one.text not in told:
            told.add(one.text)
            yield document.problem(Kind.FOOTNOTE_MISSING, one.line, label=one.text)
