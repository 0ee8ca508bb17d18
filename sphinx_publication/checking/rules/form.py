"""Rules about the file as such: its bytes, and marks that other programs leave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.problems import Kind, Problem

_KEY = re.compile(r"[\w-]+:(?:\s|$)")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def encoding(document: Document, publication: Publication) -> Iterator[Problem]:
    """The file is UTF-8."""
    if document.bad_byte is not None:
        line = document.raw.count(b"\n", 0, document.bad_byte) + 1
        yield document.problem(Kind.TEXT_ENCODING, line)


def line_ends(document: Document, publication: Publication) -> Iterator[Problem]:
    """It has no byte-order mark, and its lines end in one way."""
    if document.raw.startswith(BYTE_ORDER_MARK):
        yield document.problem(Kind.FILE_MARK, 1)
    if b"\r" in document.raw:
        yield document.problem(Kind.LINE_ENDINGS, 1)


def merge(document: Document, publication: Publication) -> Iterator[Problem]:
    """No two versions stand side by side."""
    for line in document.merge_lines:
        yield document.problem(Kind.MERGE_MARK, line)


def front_matter_place(document: Document, publication: Publication) -> Iterator[Problem]:
    """The front matter begins in the first line, and ends."""
    if document.front.length or document.fault or not document.is_markdown:
        return
    lines = document.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or lines[first].rstrip() != "---" or first + 1 == len(lines):
        return
    if not _KEY.match(lines[first + 1]):
        return
    if first == 0:
        yield document.problem(Kind.FRONT_MATTER_OPEN, 1)
    else:
        yield document.problem(Kind.FRONT_MATTER_LATE, first + 1)
