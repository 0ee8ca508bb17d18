"""Front matter: the YAML between two ``---`` lines at the top of a Markdown file.

`read` looks at the first lines of a text only, and remembers the line of each top-level key, so
that a message can name it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from sphinx_publication.model.yaml_loader import QUICK

_KEY = re.compile(r"([A-Za-z_][\w-]*)\s*:")
#: Front matter of so many documents stays at hand.
_AT_HAND = 4096


class FrontMatterError(ValueError):
    """The front matter is not valid YAML; `line` is where, counted from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class FrontMatter:
    """What stands at the top of a file."""

    values: Mapping[str, Any] = field(default_factory=dict)
    #: Line of each top-level key, counted from 1.
    lines: Mapping[str, int] = field(default_factory=dict)
    #: How many lines of the file it takes, its two marks included; 0 where there is none.
    length: int = 0

    def line(self, key: str) -> int:
        """Return the line of *key*, or 1 where it is missing."""
        return self.lines.get(key, 1)


def read(text: str) -> FrontMatter:
    """Return the front matter of a Markdown *text*; empty where it has none.

    Raises FrontMatterError when it is not valid YAML or not a mapping.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter()
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return FrontMatter()
    return FrontMatter(*_parsed("\n".join(lines[1:end])), end + 1)


@lru_cache(maxsize=_AT_HAND)
def _parsed(block: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the values and the lines of front matter from the YAML between its marks.

    A build asks for each document's several times: whether it is published, what its post says.
    """
    try:
        values = yaml.load(block, Loader=_Strict if "\t" in block else _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        reason = error.problem or "unreadable"
        if "'\\t'" in reason:
            reason = "here stands a tab; write blanks instead"
        raise FrontMatterError(reason, mark.line + 2 if mark else 1) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise FrontMatterError(str(error).splitlines()[0], 1) from error
    if values is None:
        return {}, {}
    if not isinstance(values, dict):
        raise FrontMatterError("it is not a list of 'key: value' lines", 2)
    numbers = {
        match[1]: number
        for number, line in enumerate(block.split("\n"), 2)
        if (match := _KEY.match(line))
    }
    return {str(key): value for key, value in values.items()}, numbers


def listed(value: Any) -> tuple[str, ...]:
    """Return the names that a field holds: one, a list, or several with commas between.

    A list may be YAML's own, or JSON text, as MyST keeps it in Sphinx's metadata.
    """
    if isinstance(value, str):
        try:
            found = json.loads(value)
        except ValueError:
            found = value.split(",")
        value = found
    values = value if isinstance(value, list) else [value]
    written = (" ".join(str(one).split()) for one in values if one is not None)
    return tuple(name for name in written if name)


class _Loader(QUICK):  # type: ignore[misc]
    """YAML as written: a date stays text, so that a bad one can be named and nothing is guessed."""


class _Strict(yaml.SafeLoader):
    """The same, and of tabs it takes what MyST's loader takes; that in C takes more."""


_Loader.yaml_implicit_resolvers = _Strict.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
