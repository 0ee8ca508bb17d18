"""Counts, straight from the Markdown and the .bib, what each year has published.

Posts, words, authors, months, citations, topics and series by year. Run as a script it prints them:
``python tests/count_numbers.py posts``. It shares nothing with ``sphinx_publication``: no page is
built, and words are counted in what markdown-it makes of a text.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import yaml
from markdown_it.token import Token

from tests.count_citations import ROLE, all_keys, entries, is_published, moment, parse, parts

BRACKETED = re.compile(r"\[[^\]\[]*@[^\]]*\]")
NAMED = re.compile(r"(?<![\w@.])-?@[\w:.#$%&+?~/-]*\w(?:\s\[[^\]]*\])?")
WORD = re.compile(r"[^\s]*[^\W_][^\s]*")
PUBLISHER = re.compile(
    r"^\s*(?:institution|publisher|organization|school)\s*=\s*\{+(.*?)\}+,?\s*$", re.MULTILINE
)
#: A note below the text, its number in the text, code and a list's directive, a formula.
SILENT = re.compile(
    r"^\[\^[^\]]+\]:.*(?:\n(?: {2,}.*)?)*"
    r"|\[\^[^\]]+\]"
    r"|^```(?:\w*|\{toplist\}.*)\n(?s:.*?)^```$"
    r"|\$\$(?s:.*?)\$\$",
    re.MULTILINE,
)


@dataclass
class Year:
    """What came out in one year."""

    posts: int = 0
    words: int = 0
    longest: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)
    citations: Counter[str] = field(default_factory=Counter)
    topics: set[str] = field(default_factory=set)
    series: Counter[str] = field(default_factory=Counter)


def years(root: Path) -> dict[int, Year]:
    """Return what each year has published."""
    found: dict[int, Year] = {}
    known, topics = entries(root), topic_names(root)
    for path in sorted((root / "posts").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        head, body = parts(text)
        if path.name == "README.md" or not head.get("date") or not is_published(head):
            continue
        day = moment(head["date"])
        year = found.setdefault(day.year, Year())
        number = words(body)
        year.posts += 1
        year.words += number
        year.longest[path.stem] = number
        year.authors.update(listed(head.get("author")))
        year.months[day.month] += 1
        year.citations.update(all_keys(text, known))
        year.topics.update(topics.get(plain(tag), plain(tag)) for tag in listed(head.get("tags")))
        year.series.update(listed(head.get("series")))
    return dict(sorted(found.items()))


def publishers(root: Path, citations: Counter[str]) -> Counter[str]:
    """Return how many of *citations* lead to each publisher that the .bib files name."""
    counts: Counter[str] = Counter()
    for bib in root.glob("*.bib"):
        for entry in re.split(r"^@", bib.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            key = entry.partition("{")[2].partition(",")[0].strip()
            for name in set(PUBLISHER.findall(entry)):
                counts[name] += citations[key]
    return +counts


def words(body: str) -> int:
    """Return the number of words of a text, without its title."""
    tokens, count, title = parse(SILENT.sub("", body)), 0, True
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.type != "inline":
            continue
        if title and before.type == "heading_open" and before.tag == "h1":
            title = False
            continue
        count += len(WORD.findall(joined(NAMED.sub(" ", BRACKETED.sub(" ", said(token))))))
    return count + sum(len(WORD.findall(joined(one))) for one in titles(tokens))


def said(token: Token) -> str:
    """Return the words of a paragraph; a citing role is left out, another role says its words."""
    inline = token.children or []
    found = []
    for before, one in pairwise([Token("", "", 0), *inline]):
        if one.type == "text":
            found.append(re.sub(r"\{[a-z:]+\}\Z", "", one.content))
        elif one.type == "code_inline":
            found.append(" " if ROLE.search(before.content) else one.content)
        elif one.type in ("softbreak", "hardbreak"):
            found.append(" ")
    return "".join(found)


def titles(tokens: list[Token]) -> Iterator[str]:
    """Yield the titles of directives, which stand on their first line."""
    for token in tokens:
        if token.type == "fence" and token.info[:1] == "{":
            yield token.info.partition("}")[2]


def joined(text: str) -> str:
    """Return *text* with every number in one piece."""
    return re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))", "", text)


def listed(value: object) -> list[str]:
    """Return the names of a field, which may be a list or have commas."""
    found = value if isinstance(value, list) else str(value or "").split(",")
    return [str(one).strip() for one in found if str(one).strip()]


def plain(name: str) -> str:
    """Return a name without capitals, accents and signs."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in letters if not unicodedata.combining(c)))


def topic_names(root: Path) -> dict[str, str]:
    """Return the last part of the address of each topic's page, by all that it is called."""
    found = {}
    for path in sorted((root / "source" / "amnen").glob("*.md")):
        head, body = parts(path.read_text(encoding="utf-8"))
        title = next((line[2:] for line in body.splitlines() if line.startswith("# ")), path.stem)
        for name in (path.stem, title, *listed(head.get("aliases"))):
            found[plain(name)] = path.stem
    return found


if __name__ == "__main__":
    counted = years(Path(sys.argv[1]).parent)
    yaml.safe_dump(
        {year: {"posts": one.posts, "words": one.words} for year, one in counted.items()},
        sys.stdout,
    )
