"""Templates of new files, filled in.

A template is a Markdown file with ``$names`` in it. A publication's own, of the same name and in a
folder of ``templates_path``, takes the place of the package's. A line whose names all turn out
empty, and which holds nothing else, is left out; a ``$`` that belongs to the text stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Template

import yaml

from sphinx_publication.project import Project

_SHIPPED = Path(__file__).with_name("templates")


def fill(project: Project, name: str, values: Mapping[str, str]) -> str:
    """Return the template *name* ("post.md") with *values* in the places of their names."""
    return "\n".join(_lines(_text(project, name), values)).rstrip() + "\n"


def inline(value: str) -> str:
    """Return a name as YAML has it behind its key, in quotes where it needs them."""
    return in_list([value])[1:-1]


def in_list(values: Iterable[str]) -> str:
    """Return names as YAML has a list on one line: ``[finansiering, samverkan]``."""
    text: str = yaml.safe_dump(
        list(values), default_flow_style=True, allow_unicode=True, width=10**6
    )
    return text.strip()


def field(names: tuple[str, ...]) -> str:
    """Return the value of a field that holds one name, or a list of them."""
    return inline(names[0]) if len(names) == 1 else in_list(names)


def empty(prompt: str, value: str = "") -> str:
    """Return an empty *value* ("" or "[]") with a comment that tells what belongs in its place."""
    return f"{value}  # {prompt}".lstrip()


def _text(project: Project, name: str) -> str:
    for folder in project.settings["templates_path"]:
        own = project.root / str(folder) / name
        if own.is_file():
            return own.read_text(encoding="utf-8-sig")
    return (_SHIPPED / name).read_text(encoding="utf-8")


def _lines(text: str, values: Mapping[str, str]) -> Iterator[str]:
    for line in text.splitlines():
        filled = Template(line).safe_substitute(values).rstrip()
        if filled or not line.strip():
            yield filled
