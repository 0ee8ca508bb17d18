"""Rules about the file as such: its bytes, and marks that other programs leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.slugs import slug

_KEY = re.compile(r"[\w-]+:(?:\s|$)")
#: What hands and Word make of the line of three hyphens.
_NEARLY_MARK = re.compile(r"[-_‐‑–—−]+|\*{3,}")
#: What an address can hold as it is (RFC 3986, unreserved characters).
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._~-]+")
#: Names that editors give to Markdown, Windows' Notepad among them.
_MARKDOWN_ELSE = re.compile(r"(.+)\.(?:md|markdown)(?:\.txt|\.docx?|\.rtf)?", re.IGNORECASE)
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


def name(document: Document, publication: Publication) -> Iterator[Problem]:
    """A post's name can be a part of its address; an imported one has the address it had."""
    path = PurePosixPath(document.path)
    better = f"{slug(path.stem)}{path.suffix}"
    if not document.is_post or document.value("imported") or better == path.name:
        return
    if not _PLAIN_NAME.fullmatch(path.stem):
        yield document.problem(Kind.FILE_NAME, 1, name=better)


def unread(publication: Publication) -> Iterator[Problem]:
    """No text lies beside the others under a name that keeps it from being read."""
    for folder in sorted({PurePosixPath(one.path).parent for one in publication.documents}):
        for name in sorted(publication.files.names(str(folder))):
            found = None if name.endswith(".md") else _MARKDOWN_ELSE.fullmatch(name)
            if found and publication.project.has_document_at(Path(folder / name)):
                details = {"name": f"{found[1]}.md"}
                yield Problem(Kind.FILE_UNREAD, str(folder / name), 1, details)


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
    if first is None or first + 1 == len(lines) or not _KEY.match(lines[first + 1]):
        return
    written = lines[first].strip()
    if written != "---":
        if _NEARLY_MARK.fullmatch(written):
            yield document.problem(Kind.FRONT_MATTER_MARK, first + 1, written=written)
    elif first == 0:
        yield document.problem(Kind.FRONT_MATTER_OPEN, 1)
    else:
        yield document.problem(Kind.FRONT_MATTER_LATE, first + 1)
