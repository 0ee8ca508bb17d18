"""The top of a file: front matter as a person would write it, and the heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import yaml

from sphinx_publication.importing.html import markdown, runs
from sphinx_publication.importing.html.runs import Run

#: Values of fields that are not written.
_EMPTY: tuple[object, ...] = (None, "", (), [], {})
#: Of all libraries that write YAML, PyYAML breaks long lines by default.
_WIDTH = 10_000


class _Block(dict[str, Any]):
    """A mapping with one field a line."""


class _Dumper(yaml.SafeDumper):
    """YAML with the lists and mappings in a field in its line."""


_Dumper.add_representer(
    _Block,
    lambda dumper, block: dumper.represent_mapping(
        "tag:yaml.org,2002:map", block.items(), flow_style=False
    ),
)
_Dumper.add_representer(tuple, _Dumper.represent_list)


def front_matter(values: Mapping[str, Any]) -> str:
    """Return the front matter, without fields that are empty; lists and mappings in one line."""
    kept = _Block((name, value) for name, value in values.items() if value not in _EMPTY)
    lines = yaml.dump(
        kept,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=None,
        sort_keys=False,
        width=_WIDTH,
    )
    return f"---\n{lines}---\n"


def one_or_list(values: Sequence[str]) -> str | Sequence[str]:
    """Return a single value as itself, as people write it, unless it would be read as several."""
    return values[0] if len(values) == 1 and "," not in values[0] else values


def minute(moment: datetime) -> str:
    """Return a moment in the publication's zone as authors write it.

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
    parts: Iterable[str] = (
        front_matter(values),
        heading(title),
        f"\n\n{body.rstrip()}" if body.strip() else "",
    )
    return f"{''.join(parts)}\n".encode()
