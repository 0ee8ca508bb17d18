"""Our own scripts, at addresses that change with their content: browsers may keep them long."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

#: The folder of scripts as they are written; the site has them without comments.
SCRIPTS = Path(__file__).parent / "scripts"

#: How a script names another.
_NAMED = re.compile(r'"\./([\w-]+\.js)"')


@cache
def sent(name: str) -> str:
    """Return a script as browsers get it but for its comments: it names others as `_told` does."""
    written = (SCRIPTS / name).read_text(encoding="utf-8")
    return _NAMED.sub(lambda match: f'"./{_told(match[1])}"', written)


@cache
def _told(name: str) -> str:
    """Return the name of a script with a digest of its content, and of that of those it names."""
    return f"{name}?v={sha256(sent(name).encode()).hexdigest()[:8]}"


def script_path(name: str) -> str:
    """Return the path of a script from the site's root, with its digest."""
    return f"_static/{_told(name)}"
