"""Counts, straight from the Markdown and the .bib, what cites what and what leads where.

In how many published posts is each source cited, how often does each page cite it, which pages have
links to which? Run as a script it prints the first: ``python tests/count_citations.py posts``. It
shares nothing with ``sphinx_publication``: the files are read with markdown-it and PyYAML, no page
is built.
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
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROLE = re.compile(r"\{(?:foot)?cite(?::[a-z]+)?\}\Z")
ENTITY = re.compile(r"\{(?:topic|org|organisation|person|law|event|programme|entity)\}\Z")
NAME = re.compile(r"(?<![^\s(\[\"'”’»«„“–—*_|>,;])-?@\{?([\w:.#$%&+?~/-]*\w)\}?(?!@)")
ADDRESS = re.compile(r"\S+://\S+")
ENTRY = re.compile(r"^@\w+\{\s*([^\s,]+)\s*,", re.MULTILINE)
KEY = re.compile(r"(?:\{[^{}]*\})?\s*-?([^\s{},]+)\s*(?:\{[^{}]*\})?")


def citing_posts(folder: Path) -> Counter[str]:
    """Return the number of published posts below *folder* that cite each key.

    The keys are those of the .bib files beside *folder*.
    """
    counts: Counter[str] = Counter()
    known = entries(folder.parent)
    for path in sorted(folder.rglob("*.md")):
        if path.name != "README.md":
            counts.update(keys_of(path.read_text(encoding="utf-8"), known))
    return counts


def keys_of(text: str, known: Collection[str] = ()) -> set[str]:
    """Return the keys that one post cites; none when it is not published.

    Roles may name any key, a name after "@" counts when it is one of *known*.
    """
    head, _body = parts(text)
    return set(all_keys(text, known)) if head.get("date") and is_published(head) else set()


def all_keys(text: str, known: Collection[str] = ()) -> list[str]:
    """Return the keys that a page cites, as often as it does; a retelling cites its original."""
    head, body = parts(text)
    original = [head["retelling"]["of"]] if head.get("retelling") else []
    tokens = parse(body)
    return [*original, *cited(tokens), *named(tokens, known)]


def citations(root: Path) -> Counter[tuple[str, str]]:
    """Return how often each page below *root* cites each key, by the page's address."""
    counts: Counter[tuple[str, str]] = Counter()
    known = entries(root)
    for address, text in pages(root):
        counts.update((address, key) for key in all_keys(text, known))
    return counts


def links(root: Path) -> Counter[tuple[str, str]]:
    """Return how often each page below *root* has an author's link to another, by address."""
    counts: Counter[tuple[str, str]] = Counter()
    documents = [address for address, _text in pages(root)]
    names = {
        name: address
        for address, text in pages(root)
        if parts(text)[0].get("kind")
        for name in (address.split("/")[-2], *parts(text)[0].get("aliases", ()))
    }
    for address, text in pages(root):
        for target in targets(parse(parts(text)[1])):
            to = address_of(target[1:]) if target.startswith("/") else names.get(target)
            if to in documents and to != address:
                counts[address, to] += 1
    return counts


def targets(tokens: list[Token]) -> Iterator[str]:
    """Yield what links in running text lead to: a path from the root, or the name in a role."""
    for token in tokens:
        inline = token.children or []
        for one in inline:
            path = str(one.attrs.get("href", "")).partition("#")[0]
            if one.type == "link_open" and path.startswith("/") and path.endswith(".md"):
                yield path
        for word, code in pairwise(inline):
            if code.type == "code_inline" and ENTITY.search(word.content):
                yield code.content.strip()


def pages(root: Path) -> Iterator[tuple[str, str]]:
    """Yield address and text of each page that is published: all but drafts and the future."""
    for folder in ("posts", "source"):
        for path in sorted((root / folder).rglob("*.md")):
            text = path.read_text(encoding="utf-8")
            head = parts(text)[0]
            if folder == "source":
                head.pop("date", None)  # that of an event, not of the page
            if path.name != "README.md" and is_published(head):
                yield address_of(path.relative_to(root).as_posix()), text


def address_of(path: str) -> str:
    """Return the address of a file's page."""
    name = path.partition("/")[2].removesuffix(".md")
    if path.startswith("source/kallor/"):
        name = name.replace("_", "-")  # a note on a source has the address of its source
    return "" if name == "index" else f"{name.removesuffix('/index')}/"


def parts(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter of a page and its text."""
    if not text.startswith("---\n"):
        return {}, text
    front, _, body = text[4:].partition("\n---\n")
    return yaml.safe_load(front) or {}, body


def parse(body: str) -> list[Token]:
    """Return a text as markdown-it's tokens; an escaped sign stays a token of its own.

    What stands in a directive is text, unlike what stands in a block of code.
    """
    tokens = MarkdownIt("commonmark").enable("table").disable("text_join").parse(body)
    inside = [parse(one.content) for one in tokens if one.type == "fence" and one.info[:1] == "{"]
    return [*tokens, *(token for some in inside for token in some)]


def is_published(head: dict[str, Any]) -> bool:
    """Tell whether a page with this front matter is neither a draft nor of the future."""
    return not head.get("draft") and not (head.get("date") and moment(head["date"]) > now())


def entries(root: Path) -> set[str]:
    """Return the keys of the .bib files in a folder."""
    return {key for bib in root.glob("*.bib") for key in ENTRY.findall(bib.read_text("utf-8"))}


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
