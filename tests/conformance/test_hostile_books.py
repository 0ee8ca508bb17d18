"""The books of a hostile publication, as programs of others see them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from yearbook.hostile import build

from .tools import program, run

pytestmark = pytest.mark.conformance

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<'
)
#: Points that a word may reach beyond the edge: the side bearing of its last letter.
_SLACK = 1


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both editions, built once."""
    app = build(tmp_path_factory.mktemp("hostile-books"))
    found = sorted(Path(app.outdir).glob("*.pdf"))
    assert len(found) == 2
    return found


def test_they_are_sound(books: list[Path]) -> None:
    """qpdf finds nothing wrong with their structure."""
    for book in books:
        answer = run(program("qpdf"), "--check", book)
        assert answer.returncode == 0, answer.stdout + answer.stderr


def test_every_word_is_on_its_page(books: list[Path]) -> None:
    """Poppler finds no word that reaches beyond the edge of a page, however long it was."""
    for book in books:
        shown = run(program("pdftotext"), "-bbox", book, "-").stdout
        pages = _PAGE.findall(shown)
        assert len(pages) > 100
        for number, (width, height, words) in enumerate(pages, start=1):
            for left, top, right, bottom, word in _WORD.findall(words):
                inside = (
                    float(left) > -_SLACK
                    and float(top) > -_SLACK
                    and float(right) < float(width) + _SLACK
                    and float(bottom) < float(height) + _SLACK
                )
                assert inside, (book.name, number, word)
