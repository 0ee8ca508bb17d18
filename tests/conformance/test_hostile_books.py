"""The books of a hostile publication, as programs of others see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from yearbook.hostile import build

from .printed_words import words
from .tools import program, run

pytestmark = pytest.mark.conformance

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
        found = list(words(book))
        assert len({word.page for word in found}) > 100
        assert [word for word in found if word.margin <= -_SLACK] == []
