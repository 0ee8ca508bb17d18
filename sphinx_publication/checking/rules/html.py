"""Rules about raw HTML in texts: nothing in it runs, loads pages of others, or asks for input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from sphinx_publication.checking.directives import names
from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.checking.rules.outward import UNSAFE
from sphinx_publication.model.problems import Kind, Problem

#: Elements that run, load or ask; a build would publish them as they stand.
_ELEMENTS = names(
    """
    applet base button embed form frame frameset iframe input link meta object script select
    style textarea
    """
)
_ADDRESSES = frozenset({"action", "background", "formaction", "href", "src", "xlink:href"})
_WORD = re.compile(r"mso-|MsoNormal|<o:p|<!--\[if|urn:schemas-microsoft", re.IGNORECASE)


def unsafe(document: Document, publication: Publication) -> Iterator[Problem]:
    """HTML in a text only marks words."""
    for piece in document.content.html:
        for line, what in _read(piece.text).found:
            yield document.problem(Kind.HTML_UNSAFE, piece.line + line, what=what)
    for directive in document.content.directives:
        if directive.name == "raw" and directive.argument == "html":
            for line, what in _read(directive.body).found:
                yield document.problem(Kind.HTML_UNSAFE, directive.body_line + line, what=what)


def pictures(document: Document, publication: Publication) -> Iterator[Problem]:
    """A picture in HTML has words, or says that it needs none: alt=""."""
    for piece in document.content.html:
        for line, source in _read(piece.text).undescribed:
            picture = source[:80]
            yield document.problem(Kind.PICTURE_ALT_MISSING, piece.line + line, picture=picture)


def leftovers(document: Document, publication: Publication) -> Iterator[Problem]:
    """Nothing is left of what Word writes into HTML."""
    for piece in document.content.html:
        if _WORD.search(piece.text):
            yield document.problem(Kind.LEFTOVER, piece.line, what="HTML from Word")


def _read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Notes what is unsafe, and pictures without words, with the line below the first."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.undescribed: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that is none of those that mark words, and attributes that run."""
        line = self.getpos()[0] - 1
        if tag in _ELEMENTS:
            self.found.append((line, f"<{tag}>"))
        if tag == "img" and all(name != "alt" for name, _value in attrs):
            self.undescribed.append((line, dict(attrs).get("src") or ""))
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append((line, name))
            elif name in _ADDRESSES and UNSAFE.match(re.sub(r"[\s\x00-\x1f]", "", value or "")):
                self.found.append((line, f"{name}={(value or '').strip()[:30]}"))
