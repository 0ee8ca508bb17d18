"""Write a generated publication: the same posts for our software and for plain Sphinx.

The same options always give the same bytes, on any machine. A post has sections, lists, citations
and links to other posts; some have a quotation, a table, a figure or code.

    python -m benchmarks.generate --posts 100 --words 800 FOLDER
"""

from __future__ import annotations

import argparse
import random
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.language import Language

#: The kinds of project that can be written.
STACKS = ("ours", "sphinx")
_CATEGORIES = ("Historia", "Lagstiftning", "Utvärdering", "Metod", "Återblick")
_AUTHORS = tuple(f"Skribent {letter}" for letter in "ABCDEFGH")
_TAGS = 30
_PUBLISHERS = ("Myndigheten", "Institutet", "Förlaget", "Högskolan")
#: The generated years end here; nothing is dated in the future.
LAST_YEAR = 2024


@dataclass(frozen=True)
class Plan:
    """How large a publication is wanted."""

    posts: int
    #: Words of text in a post, headings, lists and tables included; reached within a section.
    words: int = 800
    #: The posts are spread evenly over so many years.
    years: int = 1
    seed: int = 1
    #: There is one source in the bibliography for so many posts.
    posts_a_source: int = 2

    @property
    def sources(self) -> int:
        """Number of entries in the bibliography."""
        return max(20, self.posts // self.posts_a_source)

    def language(self, *names: object) -> Language:
        """Return the language of one part of the publication, whatever else is written."""
        return Language(random.Random("/".join(map(str, (self.seed, *names)))))


@dataclass(frozen=True)
class Heading:
    """What other posts need to know of a post."""

    number: int
    title: str
    day: date

    @property
    def path(self) -> str:
        """The post's file, relative to the publication."""
        return f"posts/{self.day:%Y/%m}/post-{self.number:05}.md"


def write(folder: Path, plan: Plan, stack: str = "ours") -> None:
    """Write the publication into *folder*, which is made if needed."""
    for path, content in files(plan, stack):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def files(plan: Plan, stack: str) -> Iterator[tuple[str, str | bytes]]:
    """Yield every file of the publication: its path and what it holds."""
    posts = headings(plan)
    for heading in posts:
        # A post links to those before it.
        yield heading.path, post(plan, heading, posts[: heading.number] or posts[:1])
        if _has_figure(heading):
            yield (
                f"source/figures/{heading.number:05}.png",
                drawing(plan.language("drawing", heading.number).chance),
            )
    yield "references.bib", "\n".join(entry(plan, number) for number in range(plan.sources))
    yield "conf.py", _CONFIGURATION + (_OURS if stack == "ours" else _PLAIN)
    yield "source/index.md", _index([] if stack == "ours" else posts)
    if stack != "ours":
        yield "source/sources.md", "# Källor\n\n```{bibliography}\n```\n"


def headings(plan: Plan) -> list[Heading]:
    """Return the posts' headings, oldest first."""
    return [_heading(plan, number) for number in range(plan.posts)]


def _heading(plan: Plan, number: int) -> Heading:
    first = date(LAST_YEAR - plan.years + 1, 1, 1)
    span = (date(LAST_YEAR, 12, 31) - first).days
    day = first + timedelta(days=round(span * (number + 0.5) / plan.posts))
    # The number makes the title one of a kind, whatever chance gives.
    title = f"{plan.language('title', number).title()}, del {number + 1}"
    return Heading(number, title, day)


def post(plan: Plan, heading: Heading, others: list[Heading]) -> str:
    """Return one post, which links to *others*."""
    language = plan.language("post", heading.number)
    chance = language.chance
    tags = ", ".join(sorted(f"nyckelord {n}" for n in chance.sample(range(1, _TAGS + 1), 3)))
    blocks = [
        f"---\ndate: {heading.day}\nauthor: {chance.choice(_AUTHORS)}\n"
        f"category: {chance.choice(_CATEGORIES)}\ntags: [{tags}]\n---\n# {heading.title}",
        language.sentences(3),
    ]
    extras = _extras(plan, heading, language)
    written = _words(blocks[1:])
    while written < plan.words:
        section = [f"## {language.title()}", *_paragraphs(plan, language, others)]
        section.append(next(extras, ""))
        written += _words(section)
        blocks += [block for block in section if block]
    return "\n\n".join(blocks) + "\n"


def _words(blocks: list[str]) -> int:
    return sum(len(block.split()) for block in blocks)


def _paragraphs(plan: Plan, language: Language, others: list[Heading]) -> Iterator[str]:
    """Yield the paragraphs of one section: one with a citation, one with a link, one plain."""
    chance = language.chance
    key = _key(chance.randrange(plan.sources))
    cited = language.sentences(2).removesuffix(".")
    yield f"{cited} {{cite:p}}`{key}`. {language.sentences(2)}"
    other = chance.choice(others)
    stressed = f"*{language.phrase()}* och **{language.phrase()}**"
    link = f"[{other.title}](/{other.path})"
    yield f"{language.sentences(2)} Det gäller {stressed}. Mer om det står i {link}."
    yield language.sentences(3)


def _extras(plan: Plan, heading: Heading, language: Language) -> Iterator[str]:
    """Yield what stands between the paragraphs of a post, one for each section."""
    yield "\n".join(f"- {language.clause()}" for _ in range(4))
    if _has_figure(heading):
        alt = f"Stapeldiagram: {language.clause()}"
        name = f"/source/figures/{heading.number:05}.png"
        yield f"```{{figure}} {name}\n:alt: {alt}\n:width: 60%\n\n{language.sentence()}\n```"
    if heading.number % 4 == 1:
        rows = ((language.noun("plural"), language.phrase(), year) for year in range(2012, 2018))
        lines = [f"| {name} | {aim} | {year} |" for name, aim, year in rows]
        yield "\n".join(["| Insats | Mål | År |", "|---|---|--:|", *lines])
    if heading.number % 5 == 2:
        yield "\n".join(f"> {language.sentence()}" for _ in range(2))
    if heading.number % 3 == 0:
        yield "\n".join(f"{n}. {language.clause()}" for n in range(1, 5))
    if heading.number % 20 == 3:
        yield "```python\ndef summa(delar):\n    return sum(del_.kostnad for del_ in delar)\n```"


def _has_figure(heading: Heading) -> bool:
    return heading.number % 10 == 0


def drawing(chance: random.Random) -> bytes:
    """Return a bar chart of chance as a grey PNG."""
    width, height, bars = 640, 360, 16
    tops = [chance.randrange(height) for _ in range(bars)]
    lines = (
        b"\0" + b"".join((b"\x50" if top < y else b"\xf0") * (width // bars) for top in tops)
        for y in range(height)
    )
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(lines), 9)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _key(number: int) -> str:
    return f"kalla{number:04}"


def entry(plan: Plan, number: int) -> str:
    """Return one entry of the bibliography: a report, an article or a book in turn."""
    language = plan.language("source", number)
    chance = language.chance
    author = f"{language.noun('indefinite').capitalize()}, {chance.choice(_AUTHORS)[-1]}."
    fields = {"author": author, "title": language.title(), "year": chance.randint(1990, 2023)}
    kind = ("report", "article", "book")[number % 3]
    if kind == "article":
        fields |= {"journal": language.noun().capitalize(), "volume": chance.randint(1, 50)}
        fields |= {"pages": f"{chance.randint(1, 99)}--{chance.randint(100, 199)}"}
    else:
        where = "institution" if kind == "report" else "publisher"
        fields |= {where: chance.choice(_PUBLISHERS)}
    kind = {"report": "techreport"}.get(kind, kind)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{_key(number)},\n{lines}}}\n"


def _index(posts: list[Heading]) -> str:
    """Return the first page; plain Sphinx takes the order of a book from its toctree."""
    names = [f"/{heading.path.removesuffix('.md')}" for heading in posts]
    listed = "\n".join([*names, "/source/sources"])
    toctree = f"\n```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n" if posts else ""
    return f"# Provbanken\n\nEn publikation av påhittade inlägg.\n{toctree}"


_CONFIGURATION = """\
project = "Provbanken"
author = "Redaktionen"
language = "sv"
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
bibtex_bibfiles = ["references.bib"]
"""
_OURS = """\
extensions = ["sphinx_publication"]
html_baseurl = "https://provbanken.example/"
blog_post_pattern = ["posts/**/*.md"]
html_theme = "sphinx_publication"
"""
_PLAIN = """\
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
html_theme = "basic"
latex_engine = "lualatex"
"""


def main() -> None:
    """Write the publication that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--words", type=int, default=800, help="words in each post")
    parser.add_argument("--years", type=int, default=1, help="years that the posts are spread over")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--posts-a-source", type=int, default=2, help="posts for each source")
    parser.add_argument("--stack", choices=STACKS, default="ours")
    given = parser.parse_args()
    plan = Plan(given.posts, given.words, given.years, given.seed, given.posts_a_source)
    write(given.folder, plan, given.stack)


if __name__ == "__main__":
    main()
