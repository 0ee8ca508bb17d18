"""Links on paper: which have a note, and how the notes of a chapter are numbered."""

from __future__ import annotations

import pytest

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
