"""Places in sources, from the words that follow a citation."""

from __future__ import annotations

import pytest

from sphinx_publication.model.locators import Locator, split


@pytest.mark.parametrize(
    ("words", "places", "rest"),
    [
        ("s. 12", [("page", "12")], ""),
        ("sid 12 ff.", [("page", "12 ff.")], ""),
        ("s. 12-14, min kursivering", [("page", "12–14")], ", min kursivering"),
        ("s. 12, i original", [("page", "12")], ", i original"),
        ("s. 12, 15 och 20", [("page", "12, 15 och 20")], ""),
        ("pp. iv–vi", [("page", "iv–vi")], ""),
        ("12–14", [("page", "12–14")], ""),
        ("kap. 3, s. 12", [("chapter", "3"), ("page", "12")], ""),
        ("avsn. 4.2 passim", [("section", "4.2")], " passim"),
        ("fig. 2", [("figure", "2")], ""),
        ("Tabell 3", [("table", "3")], ""),
        ("del II", [("part", "II")], ""),
        ("8 §", [("", "8 §")], ""),
        ("§ 5 a", [("", "§ 5 a")], ""),
        ("3 kap. 5 §", [("", "3 kap. 5 §")], ""),
        ("8–10 §§", [("", "8–10 §§")], ""),
        ("och andra", [], "och andra"),
        ("2 uppl.", [], "2 uppl."),
        ("s.", [], "s."),
        ("", [], ""),
    ],
)
def test_locators(words: str, places: list[tuple[str, str]], rest: str) -> None:
    """Swedish and English labels, bare pages and statutes' paragraphs; the rest is kept."""
    assert split(words) == (tuple(Locator(*place) for place in places), rest)
