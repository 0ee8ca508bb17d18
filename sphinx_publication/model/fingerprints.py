"""What files are made of, as far as their names, sizes and times tell, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

#: Folders that no build reads.
_SKIPPED = frozenset({"node_modules", "__pycache__", "tests", "benchmarks"})


def facts_of_files(root: Path, ignored: Path | None = None) -> Iterator[str]:
    """Yield a line for each file below *root*: its path, size and time of change, in order.

    Hidden files, folders that no build reads, and the folder *ignored* are left out.
    """
    for path in _files(str(root), str(ignored) if ignored else None):
        facts = os.stat(path)
        yield f"{path[len(str(root)) + 1 :]}\0{facts.st_size}\0{facts.st_mtime_ns}"


def _files(root: str, ignored: str | None) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _SKIPPED
            and os.path.join(folder, name) != ignored
        )
        yield from (os.path.join(folder, name) for name in sorted(names) if name[0] != ".")
