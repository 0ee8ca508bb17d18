"""Relative links of a page as absolute ones: what urljoin says, asked once for each way up.

A page has many links to the same few folders above it, and urljoin takes both addresses apart each
time. Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

#: A way up, and then down folders to a page or to a place on it.
_PLAIN = re.compile(r"((?:\.\./)+)((?:[\w~-]+/)*(?:#[\w:.-]+)?)")


def absolute(address: str, link: str) -> str:
    """Return where a *link* on the page at *address* leads."""
    plain = _PLAIN.fullmatch(link)
    return _joined(address, plain[1]) + plain[2] if plain else _joined(address, link)


@lru_cache(maxsize=4096)
def _joined(address: str, link: str) -> str:
    return urljoin(address, link)
