"""Rules about ranked lists: each place is one, and no two files name a place differently."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.checking.content import Directive
from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model import toplists
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.toplists import PLACE, TOPICS, YEAR, Part, Place, blocks

#: What options that are numbers may look like.
_NUMBERS = {
    "year": "a year, such as 2013",
    "length": "how many places the list has, such as 10",
}
_TOPICS_EXAMPLE = "places with their topics, such as '10 samverkan; 7 utvärdering'"


def directives(document: Document, publication: Publication) -> Iterator[Problem]:
    """A list has places, and options that can be read."""
    for one in _lists(document):
        name = " ".join(one.argument.split())
        for option, example in _NUMBERS.items():
            written = one.options.get(option, "").strip()
            if option in one.options and not YEAR.fullmatch(written):
                yield _option(document, one, option, written, example)
        for written in one.options.get("topics", "").replace("\n", ";").split(";"):
            if written.strip() and not TOPICS.fullmatch(written.strip()):
                yield _option(document, one, "topics", written, _TOPICS_EXAMPLE)
        for start, lines in blocks(one.body.split("\n")):
            if not PLACE.fullmatch("\n".join(lines)):
                line = one.body_line + start
                yield document.problem(Kind.TOPLIST_LINE_INVALID, line, list=name, text=lines[0])
        if not any(_places(document, one)):
            yield document.problem(Kind.TOPLIST_EMPTY, one.line, list=name)


def places(publication: Publication) -> Iterator[Problem]:
    """Every list is one of a year, and its places are named alike wherever they are."""
    parts = [
        Part(
            name=" ".join(one.argument.split()),
            year=int(year) if YEAR.fullmatch(year := one.options.get("year", "").strip()) else 0,
            docname=document.docname,
            path=document.path,
            line=one.line,
            sections=(),
            places=tuple(_places(document, one)),
        )
        for document in publication.published
        for one in _lists(document)
    ]
    whole = (part for part in parts if part.places)
    yield from toplists.mistakes(whole, publication.posts)


def _lists(document: Document) -> Iterator[Directive]:
    """Yield the lists of a document with a single post: of several, a build tells more."""
    if any(one.name == "post" for one in document.content.directives):
        return
    yield from (one for one in document.content.directives if one.name == "toplist")


def _places(document: Document, one: Directive) -> Iterator[Place]:
    """Yield the places of a list: its own lines, else the headings below the one around it."""
    found = False
    for start, lines in blocks(one.body.split("\n")):
        if match := PLACE.fullmatch("\n".join(lines)):
            found = True
            title = " ".join(match["title"].split())
            yield Place(int(match["number"]), title, "", one.body_line + start)
    if found:
        return
    level = 0
    for heading in document.content.headings:
        if heading.inner:
            continue
        if heading.line < one.line:
            level = heading.level
        elif heading.level <= level:
            return
        elif match := PLACE.fullmatch(heading.text):
            yield Place(int(match["number"]), match["title"], "", heading.line)


def _option(document: Document, one: Directive, option: str, value: str, example: str) -> Problem:
    details = {"option": option, "value": value, "example": example}
    return Problem(Kind.TOPLIST_OPTION_INVALID, document.path, one.line, details)
