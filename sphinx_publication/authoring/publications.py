"""A new publication from nothing: the files that it begins with.

They lie as templates in the folder ``publication``: those of all languages in ``common``, the
others by language. ``dot_`` at the beginning of a name stands for a dot, and ``.template`` at its
end keeps tools for Python away from what is none yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from string import Template

from sphinx_publication.authoring.templates import inline
from sphinx_publication.authoring.writing import NewFile
from sphinx_publication.model.slugs import slug

_TREES = Path(__file__).with_name("publication")
_WORKFLOWS = Path(__file__).with_name("workflows")
#: The template of the first post; its place depends on the day.
_FIRST = Path("first.md")

#: Where the schema of front matter lies in a publication.
SCHEMA = Path(".vscode/frontmatter.schema.json")

#: The languages that a publication can begin in.
LANGUAGES = tuple(sorted(path.name for path in _TREES.iterdir() if path.name != "common"))
#: The hosts whose machines can build and publish it: "github", "gitlab".
HOSTS = tuple(sorted(path.name for path in _WORKFLOWS.iterdir()))


@dataclass(frozen=True)
class Beginnings:
    """What a new publication is called, and by whom."""

    title: str
    author: str
    #: One of `LANGUAGES`.
    language: str
    #: When it begins.
    now: datetime
    #: The package's version.
    version: str
    #: The schema of front matter (JSON), for editors.
    schema: str


def files(begin: Beginnings) -> Iterator[NewFile]:
    """Yield the files of a new publication."""
    values = {
        "title": _quoted(begin.title),
        "title_words": begin.title,
        "author": _quoted(begin.author),
        "author_yaml": inline(begin.author),
        "copyright": _quoted(f"{begin.now.year}, {begin.author}"),
        "date": f"{begin.now:%Y-%m-%d %H:%M}",
        "version": begin.version,
        "schema_file": f"./{SCHEMA.as_posix()}",
    }
    yield NewFile(SCHEMA, begin.schema)
    for tree in (_TREES / "common", _TREES / begin.language):
        for path in sorted(tree.rglob("*")):
            if path.is_file():
                text = Template(path.read_text(encoding="utf-8")).safe_substitute(values)
                yield NewFile(_place(path.relative_to(tree), text, begin.now), text)


def workflows(hosts: Iterable[str]) -> Iterator[NewFile]:
    """Yield what lets the machines of *hosts* check, build and publish; as it stands."""
    for host in dict.fromkeys(hosts):
        tree = _WORKFLOWS / host
        for path in sorted(tree.rglob("*.yml")):
            yield NewFile(_dotted(path.relative_to(tree)), path.read_text(encoding="utf-8"))


def _quoted(text: str) -> str:
    """Return a text as Python writes it in double quotes; JSON's escapes are Python's too."""
    return json.dumps(text, ensure_ascii=False)


def _place(path: Path, text: str, now: datetime) -> Path:
    if path == _FIRST:
        title = text.partition("\n# ")[2].partition("\n")[0]
        return Path(f"posts/{now:%Y/%m}/{slug(title)}.md")
    return Path(str(_dotted(path)).removesuffix(".template"))


def _dotted(path: Path) -> Path:
    parts = (
        f".{part.removeprefix('dot_')}" if part.startswith("dot_") else part for part in path.parts
    )
    return Path(*parts)
