"""Formatted references by what they depend on: the item, the style and the locale.

In memory, and if a folder is given in one JSON file there, read at the start and written by `save`.
A file that cannot be read, or is of another version, is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx_publication.bibliography.formatting import Run

#: To be raised when the same item is formatted in another way.
FORMAT = 3


class ReferenceCache:
    """References that have been formatted with one style."""

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        self._path = folder / "references.json" if folder else None
        self._version = f"{FORMAT} {version('citeproc-py')} {fingerprint}"
        self._runs: dict[str, tuple[Run, ...]] = {}
        self._new = False

    def get(self, item: dict[str, Any]) -> tuple[Run, ...] | None:
        """The runs of *item*, if they are known."""
        key = _digest(item)
        if key not in self._runs and key in self._kept:
            self._runs[key] = tuple(Run(**run) for run in self._kept[key])
        return self._runs.get(key)

    def put(self, item: dict[str, Any], runs: tuple[Run, ...]) -> None:
        """Remember the *runs* of *item*."""
        self._runs[_digest(item)] = runs
        self._new = True

    def save(self) -> None:
        """Write what is new, if there is a folder."""
        if self._path is None or not self._new:
            return
        new = {key: [asdict(run) for run in runs] for key, runs in self._runs.items()}
        text = json.dumps({"version": self._version, "references": {**self._kept, **new}})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self._path)
        self._new = False

    @cached_property
    def _kept(self) -> dict[str, list[dict[str, Any]]]:
        try:
            data = json.loads(self._path.read_text(encoding="utf-8")) if self._path else {}
            return dict(data["references"]) if data["version"] == self._version else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}


def _digest(item: dict[str, Any]) -> str:
    text = json.dumps(item, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
