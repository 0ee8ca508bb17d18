"""Counts, straight from the Markdown, in how many published posts and pages each entity is named.

Run as a script it prints the counts: ``python -m tests.count_mentions .``. It shares nothing with
``sphinx_publication``: the files are read with markdown-it and PyYAML, names are looked for one by
one with regular expressions that allow any Swedish ending, the longest first, and no page is built.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.count_citations import moment, now

KINDS = {"topic", "organisation", "person", "law", "event", "programme"}
#: What may stand after a noun's stem, a genitive s besides.
ENDINGS = "|et|en|n|t|ar|arna|er|erna|r|rna|or|orna|na|an"
DIRECTIVE = re.compile(
    r"\{(table|note|admonition|tip|important|rst-class|toplist)\}(.*)", re.DOTALL
)
ROLE = re.compile(r"\{([a-z:]+)\}\Z")
#: Stands for what is no running text; a name never goes over it.
GAP = "\0"


@dataclass(frozen=True)
class Page:
    """A Markdown file."""

    name: str
    head: dict[str, object]
    body: str

    @property
    def is_post(self) -> bool:
        return self.name.startswith("posts/")

    @property
    def shown(self) -> bool:
        dated = not self.is_post or moment(self.head["date"]) <= now()
        return dated and not self.head.get("draft")


def pages(folder: Path) -> Iterator[Page]:
    """Yield the pages below ``source`` and ``posts``."""
    for path in sorted([*folder.glob("source/**/*.md"), *folder.glob("posts/**/*.md")]):
        if path.name == "README.md":
            continue
        text, head = path.read_text(encoding="utf-8"), {}
        if text.startswith("---\n"):
            front, _, text = text[4:].partition("\n---\n")
            head = yaml.safe_load(front) or {}
        yield Page(path.relative_to(folder).with_suffix("").as_posix(), head, text)


def naming(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Return the number of posts, and of other pages, that name each entity, by its document."""
    every = [page for page in pages(folder) if page.shown]
    names = {page.name: names_of(page) for page in every if kind_of(page)}
    finder = sorted(
        ((form, entity) for entity, found in names.items() for form in found),
        key=lambda pair: -len(pair[0]),
    )
    patterns = [(pattern(form), entity) for form, entity in finder]
    posts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for page in every:
        found = set(named(page, patterns, set(names))) - {page.name}
        (posts if page.is_post else others).update(found)
    return posts, others


def kind_of(page: Page) -> str:
    """Return the kind that a page names, or its folder has."""
    folder = {"amnen": "topic", "organisationer": "organisation"}
    parts = page.name.split("/")
    usual = folder.get(parts[1], "") if len(parts) == 3 and parts[2] != "index" else ""
    kind = str(page.head.get("kind") or usual)
    return kind if kind in KINDS else ""


def names_of(page: Page) -> list[str]:
    """Return the names of an entity; a common noun begins with a small letter."""
    title = next(line[2:].strip() for line in page.body.splitlines() if line.startswith("# "))
    bare, _, inside = title.rstrip(")").partition(" (")
    if kind_of(page) in ("topic", "law", "event") and bare[1:].islower():
        bare = bare.lower()
    aliases = page.head.get("aliases") or []
    assert isinstance(aliases, list)
    return [name for name in (bare, inside if inside.upper() == inside else "", *aliases) if name]


def pattern(name: str) -> re.Pattern[str]:
    """Return what finds a name and its forms: small letters may be capitals, not the reverse."""
    words = name.replace("’", "'").split()
    looks = [loose(word) for word in words]
    if name.islower() and " om " in name:
        looks[0] = loose(words[0].removesuffix("en")) + "(?:en)?"
    elif name.islower():
        stem = re.sub(r"(?:arna|ar|erna|er|en|et|na)\Z", "", words[-1])
        looks = [loose(re.sub("[aet]$", "", word)) + "[aet]?" for word in words[:-1]]
        looks.append(f"{loose(stem)}(?:{ENDINGS})")
    return re.compile(r"(?<![\w\-.@/])" + r"[ \n]".join(looks) + r"(?::?s)?(?![\w\-]|[.@]\w)")


def loose(word: str) -> str:
    """Return what finds a word, a small first letter also as a capital."""
    first = f"[{word[0]}{word[0].upper()}]" if word[0].islower() else re.escape(word[0])
    return first + re.escape(word[1:])


def named(
    page: Page, patterns: list[tuple[re.Pattern[str], str]], entities: set[str]
) -> Iterator[str]:
    """Yield the entities that a page names or links to."""
    for text, targets in blocks(page.body):
        for target in targets:
            path = target.removeprefix("/") if target.startswith("/") else posixpath.normpath(
                posixpath.join(posixpath.dirname(page.name), target)
            )  # fmt: skip
            slug = target.partition(":")[2]
            yield from (
                name
                for name in entities
                if name == path.removesuffix(".md") or posixpath.basename(name) == slug
            )
        rest = text.replace("’", "'")
        for look, entity in patterns:
            rest, count = look.subn(GAP, rest)
            if count:
                yield entity


def blocks(body: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the words of each paragraph, item or cell, and the targets of its links."""
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    for before, token in zip([None, *tokens], tokens, strict=False):
        directive = DIRECTIVE.match(token.info) if token.type in ("fence", "code_block") else None
        if directive:
            lines = token.content.splitlines()
            kept = [line for line in lines if not re.match(r":[a-z-]+:", line)]
            argument = "" if directive[1] in ("rst-class", "toplist") else directive[2]
            yield from blocks("\n\n".join((argument, "\n".join(kept))))
        heading = before is not None and before.type == "heading_open"
        if token.type == "inline" and not heading and not token.content.startswith("[^"):
            yield words(token.children or [])


def words(children: list[Token]) -> tuple[str, list[str]]:
    """Return the running words among inline tokens; code and other links' words are gaps."""
    text, targets = "", []
    emphasised: list[int] = []
    for token in children:
        if token.type == "text":
            text += token.content
        elif token.type == "softbreak":
            text += "\n"
        elif token.type in ("em_open", "strong_open"):
            emphasised.append(len(text))
        elif token.type in ("em_close", "strong_close"):
            start = emphasised.pop()
            # Emphasised words are mostly a title; only short ones may be a name.
            inside = text[start:] if len(text[start:].split()) < 4 else ""
            text = text[:start] + GAP + inside + GAP
        elif token.type == "link_open":
            targets.append(str(token.attrGet("href") or ""))
        elif token.type == "code_inline":
            role = ROLE.search(text)
            text = ROLE.sub("", text) + GAP
            if role and role[1] in KINDS | {"org", "entity"}:
                name = re.search(r"<(.*)>", token.content)
                text += f" {name[1] if name else token.content} "
    return re.sub(r"\[[^]]*\]\{\.nolink\}", GAP, text), targets


if __name__ == "__main__":
    in_posts, on_pages = naming(Path(sys.argv[1]))
    for entity in sorted({*in_posts, *on_pages}):
        print(f"{in_posts[entity]:4} {on_pages[entity]:4} {entity}")
