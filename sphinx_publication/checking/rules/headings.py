"""Rules about headings: one title, and no level left out below it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.entities import KINDS
from sphinx_publication.model.problems import Kind, Problem


def title(document: Document, publication: Publication) -> Iterator[Problem]:
    """A page begins with its title."""
    if not document.is_markdown:
        return
    found = document.title
    if _is_titled_above(document, publication):
        return
    if found is None:
        several = any(one.name == "post" for one in document.content.directives)
        if document.is_post and not several and publication.kind_of(document) not in KINDS:
            name = document.docname.removesuffix("/index").rpartition("/")[2]
            stands = name.replace("-", " ").replace("_", " ").strip().capitalize() or name
            yield document.problem(Kind.TITLE_MISSING, 1, title=stands)
        return
    if found.level > 1:
        yield document.problem(Kind.TITLE_LEVEL, found.line, level=found.level)
    if document.content.first_line < found.line and document.is_post:
        yield document.problem(Kind.TEXT_ABOVE_TITLE, document.content.first_line)


def outline(document: Document, publication: Publication) -> Iterator[Problem]:
    """There is one title, each heading has words, and goes at most one level down."""
    above, first = 0, document.front.line("title") * _is_titled_above(document, publication)
    for heading in document.content.headings:
        if not heading.text:
            yield document.problem(Kind.HEADING_EMPTY, heading.line)
        if heading.inner:
            continue
        if heading.level == 1 and first:
            if not any(one.name == "post" for one in document.content.directives):
                yield document.problem(
                    Kind.HEADING_SECOND_TITLE, heading.line, text=heading.text, first=first
                )
        elif above and heading.level > above + 1:
            right = "#" * (above + 1)
            yield document.problem(
                Kind.HEADING_SKIPPED, heading.line, above=above, level=heading.level, right=right
            )
        if heading.level == 1:
            first = first or heading.line
        above = heading.level


def _is_titled_above(document: Document, publication: Publication) -> bool:
    """Tell whether the front matter's title is the page's (``myst_title_to_header``)."""
    asked = publication.project.settings.get("myst_title_to_header")
    return bool(asked and document.value("title"))
