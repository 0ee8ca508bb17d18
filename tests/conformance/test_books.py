"""Books that can be read by everybody, and kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typst

from . import book_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance

_SOURCE = b"""
#set document(title: "Bok")
= Rubrik
#link("https://publication.example/saknas/")[en sida som saknas]
"""


def _publication(folder: Path, *standards: str) -> Publication:
    """A publication with one book, made to the given standards."""
    (folder / "index.html").write_text(
        '<link rel="canonical" href="https://publication.example/">', "utf-8"
    )
    (folder / "bok.pdf").write_bytes(
        typst.compile(_SOURCE, format="pdf", pdf_standards=list(standards))
    )
    return Publication(folder)


def test_the_checker_finds_a_book_that_claims_nothing(tmp_path: Path) -> None:
    """An ordinary PDF is neither PDF/UA-1 nor PDF/A-3a, and its dead link is found."""
    rules = {finding.rule for finding in book_checker.check(_publication(tmp_path))}
    assert any(rule.startswith("PDFUA1-") for rule in rules)
    assert any(rule.startswith("PDFA3A-") for rule in rules), rules
    assert "link" in rules


def test_the_checker_finds_a_damaged_book(tmp_path: Path) -> None:
    """A file that was cut off is found."""
    publication = _publication(tmp_path)
    book = publication.books[0]
    book.write_bytes(book.read_bytes()[:-900])
    rules = {finding.rule for finding in book_checker.check(publication)}
    assert rules == {"qpdf", "unreadable"}


def test_the_checker_finds_a_wrong_stream_length(tmp_path: Path) -> None:
    """qpdf finds a /Length that is a byte short: the one fault that is excluded elsewhere."""
    publication = _publication(tmp_path, "ua-1", "a-3a")
    book = publication.books[0]
    assert "qpdf" not in {finding.rule for finding in book_checker.check(publication)}
    short, count = re.subn(
        rb"/Length (\d+)\b(?! \d)",
        lambda found: b"/Length %d" % (int(found[1]) - 1),
        book.read_bytes(),
        count=1,
    )
    assert count == 1
    book.write_bytes(short)
    assert "qpdf" in {finding.rule for finding in book_checker.check(publication)}


def test_every_book_is_accessible_and_archival(publication: Publication) -> None:
    """Every PDF is valid PDF/UA-1 and PDF/A-3a, sound, and links to pages that exist."""
    fail_on(book_checker.check(publication))
