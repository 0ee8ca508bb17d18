"""Our own scripts, at addresses that change with their content: browsers may keep them long."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

#: The folder of scripts as they are written; the site has them without comments.
SCRIPTS = Path(__file__).parent / "scripts"


@cache
def script_path(name: str) -> str:
    """Return the path of a script from the site's root, with a digest of its content."""
    digest = sha256((SCRIPTS / name).read_bytes()).hexdigest()[:8]
    return f"_static/{name}?v={digest}"
