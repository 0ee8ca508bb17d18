"""The book with every construct, as pictures to look at, and as its pages can be measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from .printed_words import words
from .tools import program, run

pytestmark = pytest.mark.conformance

_ROOT = Path(__file__).parents[2]
#: Where the pictures of the pages are left, for people to look at.
_PICTURES = _ROOT / "_build" / "torture"
#: Nearer to the edge than 9 mm (in points) nothing may be printed.
_EDGE = 25.5


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both editions of the book, each built anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        app = SphinxTestApp(
            "yearbook",
            srcdir=_ROOT / "tests" / "roots" / "test-torture",
            builddir=tmp_path_factory.mktemp("torture"),
        )
        app.build()
        app.cleanup()
    found = sorted(Path(app.outdir).glob("*.pdf"))
    assert len(found) >= 2
    return found


def test_pages_are_left_as_pictures(books: list[Path]) -> None:
    """Every page of both editions is drawn, into _build/torture/, to be looked at."""
    _PICTURES.mkdir(parents=True, exist_ok=True)
    for old in _PICTURES.glob("*.png"):
        old.unlink()
    for book in books:
        answer = run(program("pdftoppm"), "-r", "60", "-png", book, _PICTURES / book.stem)
        assert answer.returncode == 0, answer.stderr
    assert len(list(_PICTURES.glob("*.png"))) > 30


def test_no_word_leaves_the_page(books: list[Path]) -> None:
    """No line, table or code block runs into the edge of the paper, in either edition."""
    outside = [f"{book.stem} {found}" for book in books for found in _outside(book)]
    assert outside == []


def _outside(book: Path) -> Iterator[str]:
    """Yield each word too near the edge, with its page."""
    found = list(words(book))
    assert len({word.page for word in found}) > 10
    for word in found:
        if word.margin < _EDGE:
            yield f"page {word.page}: {word.text}"
