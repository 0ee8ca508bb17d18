"""A picture set by itself, before a volume is set with it.

A drawing is tried in a process of its own: a filter or a pattern of a few bytes can ask for hours
of work, or for more memory than there is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx_publication.yearbook import apart
from sphinx_publication.yearbook.compile import Fault, fault

#: Seconds and bytes that a drawing may take.
PATIENCE = 10.0
_MEMORY = 2 * 2**30
_CHILD = f"from {__name__} import child; child()"


def tried(content: bytes, suffix: str) -> Fault | None:
    """Set a picture by itself, by its bytes and the ending of its name; return what goes wrong."""
    if suffix != ".svg":
        return fault(content, suffix)
    with TemporaryDirectory(prefix="trial-") as folder:
        file = Path(folder, "drawing.svg")
        file.write_bytes(content)
        try:
            done = apart.run(_CHILD, str(file), patience=PATIENCE)
        except subprocess.TimeoutExpired:
            return Fault(f"it takes more than {PATIENCE:g} seconds to draw")
    if done.returncode != 0:
        return Fault("it takes too much memory to draw, or Typst fails at it")
    reason, missing = json.loads(done.stdout)
    return Fault(reason, missing) if reason else None


def child() -> None:
    """Try the drawing that the command line names, with bounded memory; print what goes wrong."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, OSError, ValueError):
        pass  # not every system can bound it
    found = fault(Path(sys.argv[1]).read_bytes(), ".svg")
    print(json.dumps([found.reason, found.missing] if found else ["", ""]))
