"""What somebody may have meant: the known names that look like one that is not known.

A `Suggestion` is a detail of a problem. In English it says itself; who speaks another language
takes its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Suggestion:
    """What to do about an unknown name."""

    #: Known names that look like it, the nearest first.
    near: tuple[str, ...]
    #: What to do where none does.
    otherwise: str = ""

    def __str__(self) -> str:
        if self.near:
            return f"did you mean {' or '.join(repr(one) for one in self.near)}?"
        return self.otherwise


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> tuple[str, ...]:
    """Return up to three of the *known* names that look like *name*, the nearest first.

    *cutoff* says how much, from 0 (not at all) to 1 (the same).
    """
    names = known if isinstance(known, list) else list(known)
    return tuple(get_close_matches(name, names, n=3, cutoff=cutoff))
