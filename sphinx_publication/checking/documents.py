"""The publication's documents, each read and parsed once.

A file that is not UTF-8 is read as Windows would, and marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx_publication.checking.content import Content, Heading
from sphinx_publication.checking.parsing import Parser
from sphinx_publication.model import frontmatter, standing
from sphinx_publication.model.frontmatter import FrontMatter, FrontMatterError
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.standing import Standing

_MERGE = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """One document, as its author wrote it."""

    #: From the publication's root, with slashes.
    path: str
    #: What the file holds.
    raw: bytes
    text: str
    front: FrontMatter
    standing: Standing
    content: Content = field(repr=False)
    #: Whether it lies where posts lie, or says that it is one.
    is_post: bool = False
    #: What is wrong with the front matter as YAML.
    fault: Problem | None = None
    #: The byte that is no UTF-8, counted from 0; None where all is well.
    bad_byte: int | None = None

    @property
    def docname(self) -> str:
        """Sphinx's name of the document."""
        return str(PurePosixPath(self.path).with_suffix(""))

    @property
    def is_markdown(self) -> bool:
        """Whether it is read as Markdown; of others the name alone is known."""
        return self.path.endswith(".md")

    @cached_property
    def merge_lines(self) -> tuple[int, ...]:
        """Lines that a merge left behind, where both its first and its last sign are there."""
        found = list(_MERGE.finditer(self.text))
        signs = {match[0][0] for match in found}
        if not {"<", ">"} <= signs:
            return ()
        return tuple(
            self.text.count("\n", 0, match.start()) + 1 for match in found if match[0][0] == "<"
        )

    @property
    def title(self) -> Heading | None:
        """The heading that names the document."""
        return next((one for one in self.content.headings if not one.inner), None)

    def value(self, key: str) -> Any:
        """Return a value of the front matter; None where it is not given."""
        return self.front.values.get(key)

    def names(self, key: str) -> tuple[str, ...]:
        """Return the names that a key of the front matter holds: one, a list, or with commas."""
        value = self.value(key)
        if value is None or isinstance(value, dict | bool):
            return ()
        listed = value if isinstance(value, list) else str(value).strip("[]").split(",")
        plain = (one for one in listed if one is not None and not isinstance(one, list | dict))
        written = (" ".join(str(one).split()) for one in plain)
        return tuple(dict.fromkeys(one for one in written if one))

    def problem(self, kind: Kind, line: int = 0, /, **details: object) -> Problem:
        """Return a problem in this file."""
        return Problem(kind, self.path, line, details)

    def at(self, kind: Kind, key: str, /, **details: object) -> Problem:
        """Return a problem with a key of the front matter."""
        return Problem(kind, self.path, self.front.line(key), details)


def read(root: Path, path: Path, parser: Parser, *, is_post: bool, zone: str) -> Document:
    """Return the document in the file at *path* below *root*.

    Raises OSError where it cannot be opened.
    """
    raw = (root / path).read_bytes()
    bad_byte = None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # What else would it be? So at least its names are those of others.
        text, bad_byte = raw.decode("cp1252", "replace"), error.start
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    name = path.as_posix()
    if path.suffix != ".md":
        return Document(name, raw, text, FrontMatter(), Standing(0), Content(), is_post, None)
    front, fault = _front(text, name)
    judged = (
        Standing(0, broken=is_post)
        if fault
        else standing.judge(front, text, name, is_post=is_post, zone=zone)
    )
    above = front.length or (_closed(text) if fault else 0)
    body = text.split("\n", above)[above] if above and text.count("\n") >= above else text
    body = "" if above and text.count("\n") < above else body
    content = parser.read(body, above)
    said = str(front.values.get("blogpost", "")).lower() in standing.YES
    return Document(name, raw, text, front, judged, content, is_post or said, fault, bad_byte)


def _front(text: str, path: str) -> tuple[FrontMatter, Problem | None]:
    try:
        return frontmatter.read(text), None
    except FrontMatterError as error:
        details = {"reason": str(error)}
        return FrontMatter(), Problem(Kind.FRONT_MATTER_INVALID, path, error.line, details)


def _closed(text: str) -> int:
    """Return how many lines front matter takes that is no YAML."""
    for number, line in enumerate(text.split("\n")[1:], 2):
        if line.rstrip() in ("---", "..."):
            return number
    return 0
