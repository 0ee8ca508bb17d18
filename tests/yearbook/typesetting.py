"""Books of a few lines of Typst, set as the builder sets its own, and a translator by itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf

from sphinx_publication.yearbook import compile as setting
from sphinx_publication.yearbook.making import IMPORTS
from sphinx_publication.yearbook.scope import Book

#: What the layout needs to know of any volume.
_FACTS = {
    "title": "T",
    "publication": "Bladet",
    "label": "2013",
    "language": "sv",
    "region": "SE",
    "authors": [],
    "keywords": [],
    "description": "",
    "date": {"year": 2013, "month": 1, "day": 1},
    "summary": "",
    "words": {"kind": "", "contents": "Innehåll", "colophon": "K", "page": "s."},
    "colophon": {"notes": [], "lines": [], "cite": {"title": "", "runs": []}, "setting": ""},
    "announced": [],
    "edition": "screen",
}


def set_parts(
    folder: Path, parts: Iterable[str], pictures: Mapping[str, Path] | None = None, **facts: Any
) -> setting.Setting:
    """Set a volume of parts, of which *facts* are true, in a new workspace in *folder*."""
    files = {f"/parts/{n}.typ": IMPORTS + part for n, part in enumerate(parts, start=1)}
    volume = json.dumps({**_FACTS, "parts": list(files), **facts})
    workspace = folder / "workspace"
    workspace.mkdir()
    setting.write_workspace(workspace, {**files, "/volume.json": volume}, pictures or {})
    return setting.set_volume(workspace, pictures or {}, datetime(2013, 1, 1, tzinfo=UTC))


def read_parts(folder: Path, parts: Iterable[str], **facts: Any) -> pypdf.PdfReader:
    """Set a volume of parts that are right; return its ``book.pdf``."""
    made = set_parts(folder, parts, **facts)
    assert made.remarks == ()
    file = folder / "book.pdf"
    file.write_bytes(made.pdf)
    return pypdf.PdfReader(file)


def blank_book(
    root: Path, marks: frozenset[str] = frozenset(), site: str = "https://prov.example/"
) -> Book:
    """Return what a translator needs to know of a volume that is not there."""
    return Book(
        marks=marks,
        site=site,
        address=lambda docname: f"{docname}/",
        root=root,
        picture_word="Bild",
    )
