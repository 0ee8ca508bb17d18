"""Links on paper: which have a note, and how the notes of a chapter are numbered."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.yearbook.link_notes import LinkNotes, is_shown


def test_an_address_keeps_its_number() -> None:
    """Addresses are numbered as they come; one that comes again has the number it had."""
    notes = LinkNotes("posts/ett")
    calls = [notes.call(f"https://{name}.example/") for name in ("a", "b", "a", "c")]
    assert [call[0] for call in calls] == ["number: 1", "number: 2", "number: 1", "number: 3"]
    assert calls[0] == calls[2]
    listed = notes.listed()
    assert [listed.count(f"https://{name}.example/") for name in "abc"] == [1, 1, 1]


def test_a_chapter_without_links_has_no_list() -> None:
    """Nothing is written where there is nothing to list."""
    assert LinkNotes("posts/ett").listed() == ""


@pytest.mark.parametrize(
    ("address", "text", "shown"),
    [
        ("https://www.example.se/", "example.se", True),
        ("https://example.se/a", "HTTPS://Example.se/a/", True),
        ("mailto:nagon@example.se", "nagon@example.se", True),
        ("https://example.se/a", "example.se", False),
        ("https://example.se/", "Exempel", False),
    ],
)
def test_an_address_that_the_text_shows_needs_no_note(
    address: str, text: str, *, shown: bool
) -> None:
    """A link whose text is its address is not doubled."""
    assert is_shown(address, text) is shown


@pytest.mark.sphinx("yearbook", testroot="book-index")
def test_links_that_the_site_makes_of_names_have_no_note(app: SphinxTestApp) -> None:
    """They are live in both editions; on paper the index does their work."""
    app.build()
    book = pypdf.PdfReader(Path(app.outdir, "registerbladet-2013-tryck.pdf"))
    addresses = {
        annotation.get_object()["/A"]["/URI"]
        for page in book.pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }
    automatic = "https://register.example/amnen/samverkan/"
    assert automatic in addresses
    text = "".join("".join(page.extract_text().split()) for page in book.pages)
    assert "register.example/amnen/samverkan" not in text.replace("\u200b", "")
