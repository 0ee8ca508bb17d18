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
from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROLE = re.compile(r"\{(?:foot)?cite(?::[a-z]+)?\}\Z")
KEY = re.compile(r"(?:\{[^{}]*\})?\s*([^\s{},]+)\s*(?:\{[^{}]*\})?")


def citing_posts(folder: Path) -> Counter[str]:
    """Return the number of published posts below *folder* that cite each key."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.md")):
        if path.name != "README.md":
            counts.update(keys_of(path.read_text(encoding="utf-8")))
    return counts


def keys_of(text: str) -> set[str]:
    """Return the keys that one post cites; none when it is not published."""
    head, body = {}, text
    if text.startswith("---\n"):
        front, _, body = text[4:].partition("\n---\n")
        head = yaml.safe_load(front)
    if head.get("draft") or not head.get("date") or moment(head["date"]) > now():
        return set()
    keys = set(cited(MarkdownIt("commonmark").parse(body)))
    retelling = head.get("retelling") or {}
    return keys | ({retelling["of"]} if retelling else set())


def cited(tokens: list[Token]) -> Iterator[str]:
    """Yield each key in ``{cite:…}`key,key```; code blocks and plain code do not count."""
    for token in tokens:
        inline = token.children or []
        for before, code in pairwise(inline):
            if code.type == "code_inline" and ROLE.search(before.content):
                yield from KEY.findall(code.content)


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
