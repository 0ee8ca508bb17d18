"""Slips in citation keys: what an author may have meant by a key that the library lacks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_publication.bibliography.citation_syntax import Handle
from sphinx_publication.model.suggestions import Suggestion, nearest

#: What tells a slip in a key from somebody's handle.
_YEAR = re.compile(r"\d{4}")


def hint(key: str, known: Iterable[str]) -> Suggestion:
    """Return what to do about a cited key that is none of the *known*."""
    return Suggestion(nearest(key, known), "add it to the bibliography")


def near_keys(handle: Handle, known: Iterable[str]) -> tuple[str, ...]:
    """Return the *known* keys that a name left as text looks like; none for somebody's handle."""
    name = handle.names[0]
    if handle.key or not _YEAR.search(name):
        return ()
    return nearest(name, known, cutoff=0.8)
