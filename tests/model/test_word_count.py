"""Words are counted as people count them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.model.word_count import count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Ett ord", 2),
        ("Lagen – som trädde i kraft 2004 – gäller.", 7),
        ("och/eller m.fl. https://exempel.se/a?b=c", 3),
        ("12\u00a0345 kronor", 2),
        ("1\u202f234\u00a0567 kr", 2),
        ("38\u00a0miljarder", 2),
        ("10\u00a0000-tals", 1),
        ("s.\u00a012", 2),
        ("… — * ”", 0),
        ("Ham & Walsh", 2),
        ("sam\u00adord\u00adning", 1),
        ("読む本", 3),
        ("Kina (中国) är stort", 5),
        ("مرحبا بالعالم", 2),
        ("rad ett\nrad\ttvå", 4),
    ],
)
def test_words(text: str, words: int) -> None:
    """A dash is no word, a grouped number is one, an ideograph is one."""
    assert count(text) == words


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["å", "12", "a-b", "–", "&", "ord,"]), max_size=30))
def test_words_are_those_with_a_letter_or_digit(parts: list[str]) -> None:
    """Joined by any space, exactly the parts that say something are counted."""
    assert count(" \n".join(parts)) == sum(part not in ("–", "&") for part in parts)
