"""What can be put right without changing what a text means, and is, on request.

Byte-order marks, line endings and the last line's end; tabs that indent front matter; known keys in
capitals; tags spelled as others spell them but for case and blanks; links to the publication's own
pages; blanks in citation roles. A file with two versions side by side, one that is not UTF-8 and
one outside the publication are left alone. What has been put right once is not changed again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.checking.rules import citations, labels, links
from sphinx_publication.checking.rules.form import BYTE_ORDER_MARK
from sphinx_publication.checking.schema import all_keys
from sphinx_publication.locale.console import N_

_TABS = re.compile(r"^(?=[ ]*\t)[ \t]+")
_KEY = re.compile(r"^(?P<key>[A-Za-z_][\w-]*)(?=\s*:(?:\s|$))")


@dataclass(frozen=True)
class Fix:
    """A change in one line."""

    #: The line, counted from 1; 0 for the whole file.
    line: int
    #: What was done, as a word of the catalogue.
    what: str


@dataclass(frozen=True)
class Fixed:
    """A document that was put right."""

    path: str
    fixes: tuple[Fix, ...]
    #: What the file shall hold.
    content: bytes


#: Changes the lines of a document, and yields what it did.
_Mender = Callable[[list[str], Document, Publication], Iterator[Fix]]


def fixes(publication: Publication) -> Iterator[Fixed]:
    """Yield the documents that can be put right; nothing is written yet."""
    for document in publication.documents:
        if document.bad_byte is not None or document.merge_lines or not document.is_markdown:
            continue
        if publication.files.is_outside(document.path):
            continue
        done, content = _mended(document, publication)
        if content != document.raw:
            yield Fixed(document.path, tuple(done), content)


def write(fixed: Fixed, publication: Publication) -> None:
    """Write a document anew; where that breaks off, the old one stands. Raises OSError."""
    file = (publication.project.root / fixed.path).resolve()
    draft = file.with_name(f".{file.name}.fixing")
    try:
        draft.write_bytes(fixed.content)
        draft.chmod(file.stat().st_mode)
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _mended(document: Document, publication: Publication) -> tuple[list[Fix], bytes]:
    done = list(_bytes(document))
    lines = document.text.split("\n")
    for mender in _MENDERS:
        done += mender(lines, document, publication)
    text = "\n".join(lines)
    return done, text.encode() if text.endswith("\n") or not text else f"{text}\n".encode()


def _bytes(document: Document) -> Iterator[Fix]:
    if document.raw.startswith(BYTE_ORDER_MARK):
        yield Fix(0, N_("the hidden mark at the beginning (BOM) is gone"))
    if b"\r" in document.raw:
        yield Fix(0, N_("the lines end as everywhere"))
    if document.raw and not document.raw.endswith((b"\n", b"\r")):
        yield Fix(0, N_("the last line ends as the others"))


def _tabs(lines: list[str], document: Document, publication: Publication) -> Iterator[Fix]:
    """Two blanks for each tab that indents front matter which YAML could not read."""
    for place in range(1, _front(document)) if document.fault else ():
        if _TABS.match(lines[place]):
            lines[place] = _TABS.sub(lambda match: match[0].replace("\t", "  "), lines[place])
            yield Fix(place + 1, N_("blanks in place of tabs"))


def _keys(lines: list[str], document: Document, publication: Publication) -> Iterator[Fix]:
    """Known keys in small letters."""
    known, taken = all_keys(), set(document.front.values)
    for place in range(1, _front(document)):
        match = _KEY.match(lines[place])
        if match is None or match["key"] in known:
            continue
        small = match["key"].lower()
        if small in known and small not in taken:
            taken.add(small)
            lines[place] = small + lines[place][match.end() :]
            yield Fix(place + 1, N_("the key in small letters"))


def _tags(lines: list[str], document: Document, publication: Publication) -> Iterator[Fix]:
    """Tags as most posts have them."""
    start = document.front.lines.get("tags")
    if start is None or not document.is_post:
        return
    for tag in document.names("tags"):
        usual = labels.usual_spelling(tag, publication)
        whole = re.compile(rf"(?<!\w){re.escape(tag)}(?!\w)")
        for place in _lines_of("tags", document) if usual else ():
            # Never in the key itself, nor in another tag.
            before = len("tags:") if place == start - 1 else 0
            parts = re.split(r"([,\[\]])", lines[place][before:])
            changed = [usual.join(whole.split(one)) if _bare(one) == tag else one for one in parts]
            if changed != parts:
                lines[place] = lines[place][:before] + "".join(changed)
                yield Fix(place + 1, N_("a tag as the others have it"))
                break


def _bare(written: str) -> str:
    """Return what a piece of a YAML list says."""
    return " ".join(written.strip().removeprefix("- ").strip(" \"'").split())


def _lines_of(key: str, document: Document) -> Iterator[int]:
    """Yield the places of the lines of a key's value, counted from 0."""
    lines = document.text.split("\n")
    start = document.front.line(key) - 1
    yield start
    for place in range(start + 1, document.front.length - 1):
        if _KEY.match(lines[place]):
            return
        yield place


def _links(lines: list[str], document: Document, publication: Publication) -> Iterator[Fix]:
    """Links to the publication's own pages name the files."""
    for link in document.content.links:
        path, sign, anchor = link.target.partition("#")
        file = links.own_file(path, publication)
        if file is None and path.endswith((".html", ".htm")) and "://" not in path:
            file = links.html_file(document, path, publication)
        if file is None or link.auto:
            continue
        same = [one for one in document.content.links if (one.line, one.target)
                == (link.line, link.target)]  # fmt: skip
        old, new = f"]({link.target})", f"](/{file.path}{sign}{anchor})"
        if lines[link.line - 1].count(old) == len(same):
            lines[link.line - 1] = lines[link.line - 1].replace(old, new)
            yield Fix(link.line, N_("the link names the file"))


def _citations(lines: list[str], document: Document, publication: Publication) -> Iterator[Fix]:
    """No blanks around keys."""
    for role in document.content.roles:
        if role.name.partition(":")[0] not in ("cite", "footcite"):
            continue
        plain = citations.SPACES.sub("", role.content)
        old, new = (f"{{{role.name}}}`{one}`" for one in (role.content, plain))
        # As often as the role stands there: else something is read otherwise than it looks.
        same = [one for one in document.content.roles if one == role]
        line = lines[role.line - 1]
        if old != new and plain and line.count(old) == len(same):
            lines[role.line - 1] = line.replace(old, new)
            yield Fix(role.line, N_("no blanks around citation keys"))


def _front(document: Document) -> int:
    """Return how many lines front matter takes, also where it cannot be read."""
    if document.front.length or not document.fault:
        return document.front.length
    lines = document.text.split("\n")
    return next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)


_MENDERS: tuple[_Mender, ...] = (_tabs, _keys, _tags, _links, _citations)
