"""The facts of a page as YAML at the top of its Markdown. Pure.

Strings are written as JSON writes them, which YAML 1.2 reads the same (section 1.3), so that no
text is taken for anything else; times stand plain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from sphinx_publication.model.page_records import PageRecord


def front_matter(record: PageRecord) -> str:
    """Return the facts of a page between two lines of hyphens; what is not known is left out."""
    return "".join(f"{line}\n" for line in ("---", *_lines(record), "---"))


def _lines(record: PageRecord) -> Iterator[str]:
    publication, changed = record.publication, record.changed
    yield from _text("title", record.title)
    yield from _text("description", record.description)
    yield from _list("authors", [one.name for one in record.authors])
    yield from _time("date", record.published)
    yield from _time("updated", changed if changed != record.published else None)
    yield from _text("canonical", record.canonical)
    yield from _text("language", record.language)
    yield from _list("categories", [one.name for one in record.categories])
    yield from _list("topics", [one.name for one in record.topics])
    yield from _text("publication", publication.name)
    yield from _text("licence", publication.licence)
    yield from _text("licence_url", publication.licence_url)


def _text(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}: {_quoted(value)}"


def _time(name: str, value: datetime | None) -> Iterator[str]:
    if value:
        yield f"{name}: {value.isoformat()}"


def _list(name: str, values: list[str]) -> Iterator[str]:
    if values:
        yield f"{name}:"
        yield from (f"  - {_quoted(value)}" for value in values)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
