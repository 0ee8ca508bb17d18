"""The index of a book as a pure function of its notes."""

from __future__ import annotations

import random

import pytest

from sphinx_publication.model.alphabet import initial
from sphinx_publication.model.book_index import Entry, Group, Note, book_index, stands_beside


def _entries(groups: tuple[Group, ...]) -> list[Entry]:
    return [entry for group in groups for entry in group.entries]


def _shown(*notes: Note, language: str = "sv") -> list[tuple[str, list[str]]]:
    groups = book_index(notes, language)
    return [(group.letter, [entry.text for entry in group.entries]) for group in groups]


def test_headings_stand_in_the_order_of_the_language() -> None:
    """Swedish has å, ä and ö after z; elsewhere they stand under their base letters."""
    words = ["öl", "zebra", "ärm", "Åland", "ost", "arm", "école"]
    notes = [Note((word,), word) for word in words]
    assert _shown(*notes) == [
        ("A", ["arm"]),
        ("E", ["école"]),
        ("O", ["ost"]),
        ("Z", ["zebra"]),
        ("Å", ["Åland"]),
        ("Ä", ["ärm"]),
        ("Ö", ["öl"]),
    ]
    assert _shown(*notes, language="en") == [
        ("A", ["Åland", "arm", "ärm"]),
        ("E", ["école"]),
        ("O", ["öl", "ost"]),
        ("Z", ["zebra"]),
    ]


def test_articles_and_quotation_marks_do_not_count_in_the_order() -> None:
    """ "The", "En" and quotation marks are not sorted by; figures stand before all letters."""
    words = ["The Fund", "”Hus”", "En bok", "Dental", "1177", "(gud)"]
    assert _shown(*(Note((word,), word) for word in words)) == [
        ("0–9", ["1177"]),
        ("B", ["En bok"]),
        ("D", ["Dental"]),
        ("F", ["The Fund"]),
        ("G", ["(gud)"]),
        ("H", ["”Hus”"]),
    ]


def test_notes_of_one_heading_are_one_entry() -> None:
    """A heading has every mark once; a main place stays one, whatever is noted of it later."""
    notes = [
        Note(("Samverkan",), "a"),
        Note(("samverkan",), "b", main=True),
        Note(("samverkan",), "b"),
        Note(("samverkan",), "a"),
    ]
    (entry,) = _entries(book_index(notes, "sv"))
    assert (entry.text, entry.places, entry.main) == ("Samverkan", ("a",), ("b",))


def test_headings_below_a_heading() -> None:
    """A subheading belongs to its heading, which needs no place of its own."""
    notes = [Note(("bok", "äldre"), "a"), Note(("bok", "ny"), "b")]
    (entry,) = _entries(book_index(notes, "sv"))
    assert not entry.places
    assert [child.text for child in entry.children] == ["ny", "äldre"]
    names = {entry.name, *(child.name for child in entry.children)}
    assert len(names) == 3


def test_see_leads_only_to_what_has_places() -> None:
    """A name for what is not in the book is left out, and so is what has no place of its own."""
    notes = [
        Note(("förbund",), "a"),
        Note(("FK",), see="Försäkringskassan"),
        Note(("union",), see="Förbund"),
        Note(("förbund",), also="Försäkringskassan"),
        Note(("Försäkringskassan",), also="förbund"),
    ]
    entries = _entries(book_index(notes, "sv"))
    assert [entry.text for entry in entries] == ["förbund", "union"]
    assert entries[0].also == ()
    assert entries[1].see == (("förbund", entries[0].name),)


def test_a_see_with_places_of_its_own_is_a_see_also() -> None:
    """What stands on a page under a name is found under that name."""
    notes = [Note(("a",), "1"), Note(("b",), "2"), Note(("b",), see="a"), Note(("b",), see="b")]
    entries = _entries(book_index(notes, "sv"))
    assert entries[1].see == ()
    assert entries[1].also == (("a", entries[0].name),)


def test_the_order_of_the_notes_does_not_matter_for_the_order_of_the_entries() -> None:
    """Shuffled notes give the same headings in the same order."""
    notes = [Note((word,), word) for word in ("å", "z", "b", "é", "Ö", "9", "ä")]
    wanted = _shown(*notes)
    for seed in range(5):
        random.Random(seed).shuffle(notes)
        assert _shown(*notes) == wanted


@pytest.mark.parametrize(
    ("name", "heading", "beside"),
    [
        ("sociala investeringen", "sociala investeringar", True),
        ("integrerade samverkan", "integrerad samverkan", True),
        ("samordningsförbunden", "samordningsförbund", True),
        ("ISF", "Inspektionen för socialförsäkringen (ISF)", False),
        ("FK", "Försäkringskassan", False),
        ("King's Fund", "The King's Fund", True),
        ("universitetet i Örebro", "Örebro universitet", False),
        ("finsam", "finansiell samordning", False),
    ],
)
def test_a_form_of_a_name_needs_no_see(name: str, heading: str, beside: bool) -> None:
    """What only differs in its endings would stand beside its own entry."""
    assert stands_beside(name, heading) is beside


def test_the_letter_of_a_name() -> None:
    """Swedish letters are their own, accents and Danish letters are not; figures are one group."""
    assert [initial(word, "sv") for word in ("åk", "Ärla", "øl", "été", "2013", "…")] == [
        "Å",
        "Ä",
        "Ö",
        "E",
        "0–9",
        "0–9",
    ]
    assert initial("åk", "de") == "A"
    assert initial("", "sv") == "0–9"
