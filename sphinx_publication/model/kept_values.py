"""Values that take long to find, each kept in a file with a digest of what it is made of."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any


def kept(path: Path, made_of: str) -> Any:
    """Return the value that *path* keeps; None where it is made of something else, or of no use.

    The file is one that `keep` wrote: like Sphinx's own environment it is trusted.
    """
    try:
        known, value = pickle.loads(path.read_bytes())
    except Exception:  # of whatever kind: of no use, like a file that is not there
        return None
    return value if known == made_of else None


def keep(path: Path, made_of: str, value: object) -> None:
    """Keep a *value*, which is not None, for as long as it would be made of the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps((made_of, value)))
    draft.replace(path)
