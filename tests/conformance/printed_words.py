"""The words of a PDF with their places, as Poppler sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .tools import program, run

_PAGE = re.compile(r'<page width="([-\d.]+)" height="([-\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<'
)


@dataclass(frozen=True)
class Word:
    """A word on a page."""

    #: Of the book, counted from 1.
    page: int
    text: str
    #: Points from the nearest edge of the page; below zero for what reaches beyond it.
    margin: float


def words(file: Path) -> Iterator[Word]:
    """Yield every word of a PDF, page by page."""
    answer = run(program("pdftotext"), "-bbox", file, "-")
    assert answer.returncode == 0, answer.stderr
    for number, (width, height, text) in enumerate(_PAGE.findall(answer.stdout), start=1):
        for left, top, right, bottom, word in _WORD.findall(text):
            far = min(float(width) - float(right), float(height) - float(bottom))
            yield Word(number, word, min(float(left), float(top), far))
