"""Two editions from one manuscript: pages for a screen, and for a printer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdf
import pytest
from yearbook.reading import words
from yearbook.typesetting import read_parts
from yearbook.validating import faults

_MM = 72 / 25.4
_WORDS = "Ett stycke om samordning av resurser i kommunen, så långt att det tar flera rader. " * 5


def _chapter(number: int, paragraphs: int) -> str:
    body = "".join(f"#para[{_WORDS}];\n" for _ in range(paragraphs))
    name = f'"c{number}", "Kapitel {number}", [Kapitel {number}]'
    return f"#chapter({name});\n{body}"


def _book(folder: Path, edition: str, *lengths: int, **look: Any) -> pypdf.PdfReader:
    """Set a book of chapters of so many paragraphs; return it, valid."""
    chapters = (_chapter(n, length) for n, length in enumerate(lengths, start=1))
    return read_parts(folder, chapters, edition=edition, look=look)


def _size(page: pypdf.PageObject) -> tuple[float, float]:
    box = page.trimbox
    return round(float(box.width) / _MM), round(float(box.height) / _MM)


@pytest.mark.parametrize(("edition", "size"), [("screen", (210, 297)), ("print", (170, 240))])
def test_an_edition_has_its_size_on_every_page(
    tmp_path: Path, edition: str, size: tuple[float, float]
) -> None:
    """The screen edition is A4; the print edition 170 × 240 mm, the cover too."""
    book = _book(tmp_path, edition, 3, 12)
    assert {_size(page) for page in book.pages} == {size}


def test_chapters_open_on_the_right_in_print(tmp_path: Path) -> None:
    """Each chapter opens on an odd page; the page before it is empty where it must be."""
    book = _book(tmp_path, "print", 3, 12, 3)
    texts = [words([page]) for page in book.pages]
    openings = [
        next(n for n, text in enumerate(texts, 1) if f"Kapitel {chapter} Ett" in text)
        for chapter in (1, 2, 3)
    ]
    assert all(number % 2 for number in openings)
    empty = [n for n, text in enumerate(texts, 1) if not text and n > openings[0]]
    assert empty
    assert all(n % 2 == 0 and n + 1 in openings for n in empty)


def test_no_page_is_empty_on_a_screen(tmp_path: Path) -> None:
    """Where pages lie below each other, a chapter opens on the next one."""
    book = _book(tmp_path, "screen", 3, 12, 3)
    assert all(words([page]) for page in book.pages)


def test_heads_and_folios_of_print(tmp_path: Path) -> None:
    """The left page names publication and year, the right one the chapter; folios lie outside."""
    book = _book(tmp_path, "print", 30)
    texts = {number: words([page]) for number, page in enumerate(book.pages, 1)}
    # Those that the chapter runs on to: its first page has no head.
    inner = [number for number, text in texts.items() if number > 5 and "Ett stycke" in text]
    assert len(inner) >= 3
    for number in inner:
        page, text = book.pages[number - 1], texts[number]
        assert ("Bladet 2013" in text) == (number % 2 == 0)
        assert ("Kapitel 1" in text) == (number % 2 == 1)
        places: list[float] = []

        def note(
            text: str,
            cm: Any,
            tm: Any,
            font: Any,
            size: Any,
            number: str = str(number),
            places: list[float] = places,
        ) -> None:
            if text.strip() == number:
                places.append(float(cm[4]) + float(tm[4]))

        page.extract_text(visitor_text=note)
        assert (places[-1] > 85 * _MM) == (number % 2 == 1), (number, places)


def test_margins_are_mirrored(tmp_path: Path) -> None:
    """The text lies nearer to the spine on left and right pages alike."""
    book = _book(tmp_path, "print", 30)
    left = {
        number % 2: _left_edge(page)
        for number, page in enumerate(book.pages, 1)
        if "Ett stycke" in words([page])
    }
    assert left[1] == pytest.approx(26 * _MM, abs=3)
    assert left[0] == pytest.approx(36 * _MM, abs=3)


def _left_edge(page: pypdf.PageObject) -> float:
    places: list[float] = []

    def note(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if text.strip():
            places.append(float(cm[4]) + float(tm[4]))

    page.extract_text(visitor_text=note)
    return min(places)


def test_bleed_and_crop_marks_lie_outside_the_page(tmp_path: Path) -> None:
    """The sheet grows by the bleed and the marks; what is cut out keeps its size."""
    book = _book(tmp_path, "print", 3, bleed=3, crop_marks=True)
    page = book.pages[0]
    assert _size(page) == (170, 240)
    assert float(page.mediabox.width) / _MM == pytest.approx(170 + 2 * (3 + 8), abs=0.1)
    drawn = page.get_contents().get_data().decode("latin-1")
    # The colour begins where the bleed does; eight thin lines point at the corners of the trim.
    assert float(re.findall(r"q 1 0 0 -1 (\S+) \S+ cm", drawn)[0]) / _MM == pytest.approx(8)
    marks = re.findall(r"q 1 0 0 -1 (\S+) (\S+) cm/\w+ CS 0 SCN 0\.25 w", drawn)
    trim = page.trimbox
    across = {round(float(trim.left)), round(float(trim.right))}
    down = {round(float(trim.bottom)), round(float(trim.top))}
    assert len(marks) == 8
    assert all(round(float(x)) in across or round(float(y)) in down for x, y in marks)


@pytest.mark.parametrize("edition", ["screen", "print"])
def test_an_edition_is_accessible_and_archival(tmp_path: Path, edition: str) -> None:
    """Either edition is PDF/UA-1 and PDF/A-3a, with marks and bleed, too."""
    _book(tmp_path, edition, 3, 12, bleed=3, crop_marks=True)
    assert faults(tmp_path / "book.pdf") == []
