"""The sentence around a place."""

from __future__ import annotations

import time

import pytest

from sphinx_publication.model.sentences import MARK, bounds, starts


def around(text: str) -> str:
    """Return the sentence around the first "*" of *text*."""
    marked = text.replace("*", MARK)
    begin, end = bounds(marked, marked.index(MARK))
    return text[begin:end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett. Ham m.fl. * visar detta. Tre.", "Ham m.fl. * visar detta."),
        ("Ett. De fick t.ex. Finsam, bl.a. Delta *. Tre.", "De fick t.ex. Finsam, bl.a. Delta *."),
        ("Ett. Enligt prop. 2002/03:132, s. 12, * gäller. X.",
         "Enligt prop. 2002/03:132, s. 12, * gäller."),
        ("Ett. Se kap. 3 *. Tre.", "Se kap. 3 *."),
        ("Ett. C. Ham skriver *! Tre.", "C. Ham skriver *!"),
        ("Kr. 5 milj. gavs *. Tre.", "Kr. 5 milj. gavs *."),
        ("Hem, skola m.m. Sedan kom *. Tre.", "Sedan kom *."),
        ("År 1993. * skrev om det. Tre.", "* skrev om det."),
        ("”Så är det.” Hon sa * nej? Tre.", "Hon sa * nej?"),
        ("(Ett två. Tre *.) Fyra.", "Tre *.)"),
        ("Ett … men inte * här. Två.", "Ett … men inte * här."),
        ("*", "*"),
    ],
)  # fmt: skip
def test_abbreviations_and_initials_end_no_sentence(text: str, expected: str) -> None:
    """A full stop after an abbreviation, an initial or in a number ends no sentence."""
    assert around(text) == expected


@pytest.mark.parametrize(
    "text", ["Ett. Det gick bra. * Sedan kom mer.", "Ett. Det gick bra. *", "Det gick bra.* Tre.",
             "Ett. Det gick bra. *. Tre."],
)  # fmt: skip
def test_a_citation_after_the_full_stop_belongs_to_what_it_follows(text: str) -> None:
    """A citation that stands alone after a sentence is shown with that sentence."""
    assert "Det gick bra." in around(text)
    assert "Ett" not in around(text)
    assert not around(text).endswith(("mer.", "Tre."))


def test_cost_grows_with_the_text_alone() -> None:
    """A paragraph ten times as long, as imported posts have them, takes not a hundred times."""

    def seconds(count: int) -> float:
        text = "Detta är en mening om samverkan i vården. " * count
        runs = []
        for _run in range(3):
            start = time.process_time()
            assert len(starts(text)) == count
            runs.append(time.process_time() - start)
        return min(runs)

    assert seconds(500) < 30 * seconds(50)
