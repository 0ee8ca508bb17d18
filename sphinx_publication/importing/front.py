"""The top of a file: front matter as a person would write it, and the heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import yaml

from sphinx_publication.importing import markdown, runs
from sphinx_publication.importing.runs import Run

#: Of all libraries that write YAML, PyYAML breaks long lines by default.
_WIDTH = 10_000


def front_matter(values: Mapping[str, Any]) -> str:
    """Return the front matter, without fields that are empty; lists and mappings in one line."""
    kept = {name: value for name, value in values.items() if value not in ("", (), [], None, {})}
    lines = yaml.safe_dump(
        {name: list(value) if isinstance(value, tuple) else value for name, value in kept.items()},
        allow_unicode=True,
        default_flow_style=None,
        sort_keys=False,
        width=_WIDTH,
    )
    return f"---\n{lines}---\n"


def one_or_list(values: Sequence[str]) -> str | Sequence[str]:
    """Return a single value as itself, as people write it."""
    return values[0] if len(values) == 1 else values


def minute(moment: datetime) -> str:
    """Return a moment in the publication's zone as authors write it; its offset where clocks repeat.

    In the hour that is lived twice when summer time ends, the second one needs its offset.
    """
    text = f"{moment.year:04}-{moment:%m-%d %H:%M}"
    twice = moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
    return f"{text}{moment:%z}" if twice else text


def heading(title: str) -> str:
    """Return a plain title as the heading of a text."""
    return markdown.heading(1, runs.write(runs.tidy([Run(title)])))


def whole(values: Mapping[str, Any], title: str, body: str) -> bytes:
    """Return a file: front matter, heading, text."""
    parts: Iterable[str] = (front_matter(values), heading(title), f"\n\n{body.rstrip()}" if body.strip() else "")
    return f"{''.join(parts)}\n".encode()
