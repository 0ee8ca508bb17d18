"""Forgetting a comment: one line is left, and no other line of the file is touched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.model.comments import Comment, Tombstone, read, write
from sphinx_publication.model.forgetting import ForgetError, blocks
from sphinx_publication.model.forgetting import without as without_wanted

FILE = """\
# Sparade från den gamla bloggen.
- id: c1
  author: "Provläsare Ett"   # en anmärkning
  date: 2013-12-18 09:30
  text: |
    Tack!

    - en punkt

- author: Provläsare Två
  id: c2
  parent: c1
  date: i går
  text: 'Svar.'

# Nästa är kort.
- {id: c3, author: Provläsare Tre, date: 2013-12-19, text: Hej.}  # Provläsare Tre igen
-
  id: c4
  author: Provläsare Fyra
  date: 2013-12-20
  text: >-
    Sist.
"""


def without(text: str, ids: set[str]) -> str:
    return without_wanted(text, lambda block: block.id in ids)


def test_a_block_becomes_one_line() -> None:
    """Whatever way the comment is written in, with the parent that its answers hang on."""
    for name, left in (
        ("c1", "- {id: c1, state: removed}"),
        ("c2", "- {id: c2, parent: c1, state: removed}"),
        ("c3", "- {id: c3, state: removed}"),
        ("c4", "- {id: c4, state: removed}"),
    ):
        found = without(FILE, {name})
        assert left in found.splitlines()
        number = ["c1", "c2", "c3", "c4"].index(name)
        assert ("Ett", "Två", "Tre", "Fyra")[number] not in found
        kept = [line for line in found.splitlines() if line != left]
        rest = iter(FILE.splitlines())
        assert all(line in rest for line in kept)  # in the same order, none changed
        assert "# Nästa är kort." in kept
        assert "# Sparade från den gamla bloggen." in kept


def test_all_of_them_at_once() -> None:
    """Several are taken in one go, and the file stays one that can be read."""
    found = without(FILE, {"c1", "c2", "c3", "c4"})
    reading = read(found, "x", "Europe/Stockholm")
    assert reading.problems == ()
    assert [one.id for one in reading.entries] == ["c1", "c2", "c3", "c4"]
    assert reading.comments == ()


def test_an_id_that_stands_twice_is_taken_twice() -> None:
    """No copy is left behind."""
    twice = FILE + FILE.replace("Provläsare Ett", "Provläsare Igen")
    assert "Igen" not in without(twice, {"c1"})


def test_what_is_wrong_is_found_too() -> None:
    """A comment that cannot be shown holds words as well: it is found, and gone without an id."""
    text = "- author: Provläsare\n  text: A\n- {id: c2, author: provläsare, text: [a]}\n- 7\n"
    assert [(one.id, one.author) for one in blocks(text)] == [
        ("", "Provläsare"),
        ("c2", "provläsare"),
        ("", ""),
    ]
    found = without_wanted(text, lambda block: block.author.casefold() == "provläsare")
    assert found == "- {id: c2, state: removed}\n- 7\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        (
            "\ufeff- id: c1\r\n  text: A\r\n- id: c2\r\n",
            "\ufeff- {id: c1, state: removed}\r\n- id: c2\r\n",
        ),
        ("  - id: c1\n    text: A\n  - id: c2\n", "  - {id: c1, state: removed}\n  - id: c2\n"),
        ("- id: c1\n  text: A", "- {id: c1, state: removed}\n"),
        ("[{id: c1, text: 'A, B'}, {id: c2}]\n", "[{id: c1, state: removed}, {id: c2}]\n"),
        (
            "- id: c1\n  text: |+\n    A\n\n\n- id: c2\n",
            "- {id: c1, state: removed}\n\n\n- id: c2\n",
        ),
        ("- id: c1\n  - id: c2\n", None),
        ("a: b\n", None),
    ],
)
def test_files_of_every_kind(text: str, wanted: str | None) -> None:
    """Marks, line ends and indents are kept; what is no list is refused."""
    if wanted is None:
        with pytest.raises(ForgetError):
            without(text, {"c1"})
    else:
        assert without(text, {"c1"}) == wanted


_WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=4), st.integers(0, 3))
def test_the_others_stay(entries: list[tuple[str, str]], number: int) -> None:
    """Whatever comments hold, the one is gone and the file gives the others back unchanged."""
    moment = datetime(2013, 12, 18, 9, 30, tzinfo=UTC)
    every = [
        Comment(f"c{place}", author, moment, text) for place, (author, text) in enumerate(entries)
    ]
    name = f"c{number % len(every)}"
    text = write(every)
    assert without(text, {name}) == write(
        Tombstone(name) if one.id == name else one for one in every
    )
