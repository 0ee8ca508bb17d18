"""What files are made of, as far as their names, sizes and times tell, without reading them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
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


@cache
def code() -> str:
    """Return a digest of the code that this process runs: this package, Python, and what else is
    installed, as far as the time of the folder of packages tells.
    """
    package = Path(__file__).parents[1]
    folders = [Path(one) for one in sys.path if one.endswith(("site-packages", "dist-packages"))]
    times = [os.stat(one).st_mtime_ns for one in folders if one.is_dir()]
    told = "\n".join([sys.version, *map(str, times), *facts_of_files(package)])
    return sha256(told.encode(errors="surrogateescape")).hexdigest()
