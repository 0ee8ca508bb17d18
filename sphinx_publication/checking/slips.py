"""Slips of the pen: whether two names are likely one, spelled in two ways.

Names that differ in a digit, or in a short word ("Skribent A", "Skribent B"), are two names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+")
#: Words with fewer letters than this differ on purpose.
_SHORT = 4
#: How much two words must look alike, from 0 to 1.
_ALIKE = 0.84


def slip_of(name: str, known: Iterable[str]) -> str:
    """Return the one of *known* that *name* is nearly; "" where there is none."""
    alike = ((_likeness(name, other), other) for other in known if other != name)
    best = max(alike, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else ""


def _likeness(one: str, other: str) -> float:
    """Return how much the two look alike: that of the words that do least; 0 for two names."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    first, second = (_WORDS.findall(name.casefold()) for name in (one, other))
    if "".join(first) == "".join(second):
        return 1.0
    if len(first) != len(second):
        return 0.0
    return min((_word(a, b) for a, b in zip(first, second, strict=True)), default=0.0)


def _word(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _SHORT:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0
