"""Marks come through a sentence and are taken out of it again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_publication.model.marking import mark, parts

PLAIN = st.text(st.characters(blacklist_characters="\ufdd0\ufdd1"))


@given(PLAIN, st.lists(st.tuples(PLAIN, PLAIN)))
def test_what_was_marked_is_told_apart(start: str, rest: list[tuple[str, str]]) -> None:
    """All text is there, in order, and only what was marked is called so."""
    sentence = start + "".join(mark(words) + after for words, after in rest)
    found = list(parts(sentence))
    assert [part.text for part in found] == [start, *(text for pair in rest for text in pair)]
    assert [part.text for part in found if part.marked] == [words for words, _after in rest]
