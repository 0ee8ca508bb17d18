"""Rules about pictures, downloads and included files: they are there, inside, and have words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sphinx_publication.checking.content import Picture
from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.pictures import DECORATIVE
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.suggestions import Suggestion, nearest

#: What the import writes where a picture had no words, in each language of the catalogue.
PLACEHOLDERS = frozenset({"bild utan beskrivning", "picture without a description"})
_FILE_NAME = re.compile(
    r"[\w\-.,()+ %]*\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic|avif)|(?:img|dsc[nf]?|p)[-_ ]?\d{3,}"
    r"|image\d*|bild\d*|picture\d*|foto\d*|skärmavbild.*|screenshot.*\d",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//")


def files(document: Document, publication: Publication) -> Iterator[Problem]:
    """Every picture is a file of the publication."""
    for picture in document.content.pictures:
        target = unquote(picture.target)
        if not target:
            hint = Suggestion((), "name a file")
            yield document.problem(Kind.FILE_MISSING, picture.line, path=target, hint=hint)
        elif _REMOTE.match(target):
            yield document.problem(Kind.FILE_REMOTE, picture.line, address=target[:80])
        elif not target.startswith("data:"):
            yield from _file(document, target, picture.line, publication)


def brought_in(document: Document, publication: Publication) -> Iterator[Problem]:
    """Every file that a directive or role brings in is there."""
    for directive in document.content.directives:
        written = directive.argument
        if directive.name in ("csv-table", "raw"):
            written = directive.options.get("file", "")
        elif directive.name not in ("include", "literalinclude"):
            continue
        if "url" in directive.options:
            address = directive.options["url"][:80]
            yield document.problem(Kind.FILE_REMOTE, directive.line, address=address)
        elif written and not written.startswith("<"):
            yield from _file(document, written, directive.line, publication)
    for role in document.content.roles:
        if role.name == "download":
            target = role.content
            if target.endswith(">") and "<" in target:
                target = target.rpartition("<")[2][:-1]
            if not _REMOTE.match(target):
                yield from _file(document, target.strip(), role.line, publication)


def alternatives(document: Document, publication: Publication) -> Iterator[Problem]:
    """Every picture says in words what it shows, or that it only decorates."""
    for picture in document.content.pictures:
        words = " ".join((picture.alt or "").split())
        name = picture.target.rpartition("/")[2]
        if not words:
            if DECORATIVE not in picture.classes:
                yield _about(document, Kind.PICTURE_ALT_MISSING, picture)
        elif words.casefold().rstrip(".") in PLACEHOLDERS:
            yield _about(document, Kind.PICTURE_ALT_PLACEHOLDER, picture)
        elif words == name or _FILE_NAME.fullmatch(words):
            yield document.problem(Kind.PICTURE_ALT_FILE, picture.line, alt=words)


def _about(document: Document, kind: Kind, picture: Picture) -> Problem:
    return document.problem(kind, picture.line, picture=picture.target[:80])


def _file(
    document: Document, written: str, line: int, publication: Publication
) -> Iterator[Problem]:
    files = publication.files
    named = files.path(written, document.path)
    if named.startswith("../"):
        yield document.problem(Kind.FILE_OUTSIDE, line, path=written[:80])
        return
    if named.endswith(".*"):  # Sphinx takes the kind of picture that suits the builder
        stem = named.removesuffix("*").rpartition("/")[2]
        if not any(name.startswith(stem) for name in files.near(named)):
            hint = Suggestion((), "correct it, or put the file there")
            yield document.problem(Kind.FILE_MISSING, line, path=written[:80], hint=hint)
        return
    found = files.spelled(named)
    if found and files.is_outside(found):
        yield document.problem(Kind.FILE_OUTSIDE, line, path=written[:80])
    elif not found or not files.is_file(found):
        near = nearest(named.rpartition("/")[2], files.near(named), cutoff=0.75)
        hint = Suggestion(near, "correct it, or put the file there")
        yield document.problem(Kind.FILE_MISSING, line, path=written[:80], hint=hint)
    elif found != named:
        yield document.problem(Kind.FILE_CASE, line, right=found, written=named)
