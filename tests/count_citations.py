"""Counts, straight from the Markdown, in how many published posts each source is cited.

Run as a script it prints the counts: ``python tests/count_citations.py posts``. It shares nothing
with ``sphinx_publication``: the files are read with markdown-it and PyYAML, no page is built.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROLE = re.compile(r"\{(?:foot)?cite(?::[a-z]+)?\}\Z")
NAME = re.compile(r"(?<![^\s(\[\"'”’»«„“–—*_|>,;])-?@\{?([\w:.#$%&+?~/-]*\w)\}?(?!@)")
ADDRESS = re.compile(r"\S+://\S+")
ENTRY = re.compile(r"^@\w+\{\s*([^\s,]+)\s*,", re.MULTILINE)
KEY = re.compile(r"(?:\{[^{}]*\})?\s*-?([^\s{},]+)\s*(?:\{[^{}]*\})?")


def citing_posts(folder: Path) -> Counter[str]:
    """Return the number of published posts below *folder* that cite each key.

    The keys are those of the .bib files beside *folder*.
    """
    counts: Counter[str] = Counter()
    known = {
        key for bib in folder.parent.glob("*.bib") for key in ENTRY.findall(bib.read_text("utf-8"))
    }
    for path in sorted(folder.rglob("*.md")):
        if path.name != "README.md":
            counts.update(keys_of(path.read_text(encoding="utf-8"), known))
    return counts


def keys_of(text: str, known: Collection[str] = ()) -> set[str]:
    """Return the keys that one post cites; none when it is not published.

    Roles may name any key, a name after "@" counts when it is one of *known*.
    """
    head, body = {}, text
    if text.startswith("---\n"):
        front, _, body = text[4:].partition("\n---\n")
        head = yaml.safe_load(front)
    if head.get("draft") or not head.get("date") or moment(head["date"]) > now():
        return set()
    # An escaped sign stays a token of its own.
    tokens = MarkdownIt("commonmark").enable("table").disable("text_join").parse(body)
    keys = {*cited(tokens), *named(tokens, known)}
    retelling = head.get("retelling") or {}
    return keys | ({retelling["of"]} if retelling else set())


def cited(tokens: list[Token]) -> Iterator[str]:
    """Yield each key in ``{cite:…}`key,key```; code blocks and plain code do not count."""
    for token in tokens:
        inline = token.children or []
        for before, code in pairwise(inline):
            if code.type == "code_inline" and ROLE.search(before.content):
                yield from KEY.findall(code.content)


def named(tokens: list[Token], known: Collection[str]) -> Iterator[str]:
    """Yield each known key after "@" in running text; links and addresses do not count."""
    for token in tokens:
        depth = 0
        for inline in token.children or []:
            depth += (inline.type == "link_open") - (inline.type == "link_close")
            if inline.type == "text" and depth == 0:
                for name in NAME.findall(ADDRESS.sub(" ", inline.content)):
                    parts = [end.start() for end in re.finditer(r"$|[-/:]|_+$", name)]
                    yield from [name[:end] for end in reversed(parts) if name[:end] in known][:1]


def moment(written: object) -> datetime:
    """Return a date of the front matter as a moment in Swedish time."""
    if isinstance(written, str):
        written = datetime.fromisoformat(written)
    if isinstance(written, date) and not isinstance(written, datetime):
        written = datetime(written.year, written.month, written.day)
    assert isinstance(written, datetime)
    return written if written.tzinfo else written.replace(tzinfo=ZoneInfo("Europe/Stockholm"))


def now() -> datetime:
    """Return the moment of the build."""
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return datetime.fromtimestamp(seconds, ZoneInfo("Europe/Stockholm"))


if __name__ == "__main__":
    for key, count in sorted(citing_posts(Path(sys.argv[1])).items()):
        print(f"{count:4} {key}")
