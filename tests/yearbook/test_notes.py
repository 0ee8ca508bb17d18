"""Footnotes: each is set once where it is first called, in headings and symbols too."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from docutils import nodes
from docutils.core import publish_doctree
from yearbook.typesetting import blank_book

from sphinx_publication.yearbook import notes
from sphinx_publication.yearbook.translator import Translator


def _translator(root: Path, source: str) -> tuple[Translator, nodes.document]:
    document = publish_doctree(source, settings_overrides={"report_level": 5})
    book = blank_book(root, site="")
    return Translator(book, "prov", "prov.rst", document), document


def test_a_note_called_twice_is_written_once(tmp_path: Path) -> None:
    """The second call leads to the first call's note."""
    tr, document = _translator(tmp_path, "a [1]_ b [1]_\n\n.. [1] noten\n")
    markup = tr.blocks(document.children)
    assert markup.count("noten") == 1
    assert markup.count("#note-again(") == 1


def test_a_note_that_calls_itself_ends(tmp_path: Path) -> None:
    """A note that calls itself, or another that calls it back, is written once."""
    tr, document = _translator(tmp_path, "a [1]_\n\n.. [1] ett [2]_ [1]_\n.. [2] två [1]_\n")
    markup = tr.blocks(document.children)
    assert (markup.count("ett"), markup.count("två")) == (1, 1)


def test_a_note_that_nothing_calls_keeps_its_text(tmp_path: Path) -> None:
    """A note without a call stands where it was written."""
    tr, document = _translator(tmp_path, "a\n\n.. [1] ensam not\n")
    assert "ensam not" in tr.blocks(document.children)


def test_a_note_keeps_its_symbol(tmp_path: Path) -> None:
    """A note that the author marks with a symbol has it in the book."""
    tr, document = _translator(tmp_path, "a [*]_\n\n.. [*] stjärnan\n")
    assert 'symbol: "*"' in tr.blocks(document.children)


def test_the_text_of_a_heading_has_no_numbers_of_notes() -> None:
    """A heading in plain text, as in the head of the page, is without the numbers of its notes."""
    heading = nodes.title("", "", nodes.Text("Rubrik "), nodes.footnote_reference("", "3"))
    assert notes.plain(heading) == "Rubrik"


@pytest.mark.sphinx("yearbook", testroot="torture")
def test_notes_of_a_heading_stand_below_it_alone(app: object) -> None:
    """The note of a heading is set on the heading's page, and not with the contents."""
    app.build()  # type: ignore[attr-defined]
    book = Path(app.outdir, "tortyrboken-2013.pdf")  # type: ignore[attr-defined]
    pages = [page.extract_text() for page in pypdf.PdfReader(book).pages]
    found = [text for text in pages if "Rubrikens not." in text]
    assert len(found) == 1
    assert "onsdag 1 maj 2013" in found[0]
