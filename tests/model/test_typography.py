"""Text as a compositor has it: spaces that hold, Swedish quotation marks, nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.model.typography import set_text

#: "~" stands for a no-break space, "'" for a narrow one, in what is expected.
_EXAMPLES = [
    ("5 000 kronor", "5'000~kronor"),
    ("1 234 567", "1'234'567"),
    ("år 2013 200 personer", "år 2013 200 personer"),
    ("telefon 08-123 456", "telefon 08-123 456"),
    ("se s. 12 och kap. 3", "se s.~12 och kap.~3"),
    ("2 kap. 3 § och 4 a §", "2~kap.~3~§ och 4~a~§"),
    ("§ 4 i lagen", "§~4 i lagen"),
    ("12 % av 3 miljoner kr", "12~% av 3~miljoner kr"),
    ("den 1 januari 2013", "den 1~januari 2013"),
    ("3 majoritet", "3 majoritet"),
    ("12 kg mjöl, 3 m bred, 3 mil", "12~kg mjöl, 3~m bred, 3 mil"),
    ("t. ex. och o. s. v. i dag", "t.'ex. och o.'s.'v. i dag"),
    ("t.ex. i dag", "t.ex. i dag"),
    ("enligt SFS 2003:1210 och prop. 2002/03:132", "enligt SFS~2003:1210 och prop.~2002/03:132"),
    ("C. Ham och L. E. Berg", "C.~Ham och L.~E.~Berg"),
    ("ord – ord", "ord~– ord"),
    ("– Hej, sade hon", "–~Hej, sade hon"),
    ("och så …", "och så~…"),
    ("Figur 3 och tabell 12", "Figur~3 och tabell~12"),
    ("växt 3 och lass 4", "växt 3 och lass 4"),
]


@pytest.mark.parametrize(("text", "expected"), _EXAMPLES)
def test_spaces_hold_where_swedish_holds_together(text: str, expected: str) -> None:
    """Units, numbers, dates, references and dashes are not torn apart at the end of a line."""
    assert set_text(text, "sv") == expected.replace("~", "\u00a0").replace("'", "\u202f")


@pytest.mark.parametrize("text", ['“a”, "b" och ‘c’', "det var Sveriges '70-tal"])
def test_quotation_marks_are_swedish(text: str) -> None:
    """Whatever marks the text has, they turn the Swedish way, on both sides."""
    assert not set(set_text(text, "sv-SE")) & set("“‘\"'")


@pytest.mark.parametrize("language", ["en", "de", "", "svan"])
def test_other_languages_keep_their_text(language: str) -> None:
    """The rules are Swedish: text in another language is left as it is."""
    assert set_text("“5 000” – s. 12", language) == "“5 000” – s. 12"


@given(st.text(alphabet=st.sampled_from("0123 aks.§%–…“\"'\u00a0\u2009\u202fmjC"), max_size=40))
@settings(max_examples=200, deadline=None)
def test_nothing_but_spaces_and_quotes_changes(text: str) -> None:
    """Every other character stays, at its place, and a second time changes nothing."""
    once = set_text(text, "sv")
    assert len(once) == len(text)
    assert set_text(once, "sv") == once
    pairs = [(a, b) for a, b in zip(text, once, strict=True) if a != b]
    assert all(a in " \u00a0\u2009“‘\"'" and b in "\u00a0\u202f”’" for a, b in pairs)
