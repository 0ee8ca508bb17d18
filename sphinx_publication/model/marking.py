"""Marks around words, kept while the sentence they stand in is put into words.

`mark` goes into the pieces of a sentence; `parts` takes the finished sentence apart again. Unicode
sets the two characters aside for use inside programs, so no text has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"


@dataclass(frozen=True)
class Stretch:
    """Stretch of a sentence."""

    text: str
    #: Whether it stood between marks.
    marked: bool


def mark(words: str) -> str:
    """Return the words between marks."""
    return f"{_OPEN}{words}{_CLOSE}"


def parts(sentence: str) -> Iterator[Stretch]:
    """Yield the parts of a sentence: what is unmarked and what is marked in turn, and unmarked."""
    start, *rest = sentence.split(_OPEN)
    yield Stretch(start, False)
    for part in rest:
        words, _close, after = part.partition(_CLOSE)
        yield Stretch(words, True)
        yield Stretch(after, False)
