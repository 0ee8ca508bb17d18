"""The reader of headings and landmarks finds what is wrong."""

from __future__ import annotations

import pytest

from tests import structure

SOUND = """<html lang="sv"><body><a href="#m">Förbi</a>
<header><nav aria-label="Meny">x</nav></header>
<main id="m"><article><h1>Ett</h1><h2>Två</h2><aside>Noter</aside></article></main>
<footer>Fot</footer></body></html>"""


def found(text: str) -> str:
    """Return what is found on a page, in one line."""
    return "; ".join(structure.faults(structure.parsed(text.encode())))


def test_a_sound_page_has_no_faults() -> None:
    """One h1, no level skipped, one of each landmark, and names; notes in an article need none."""
    assert found(SOUND) == ""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<h2>Två</h2>", "<h1>Två</h1>", "2 h1 instead of one"),
        ("<h2>Två</h2>", "<h3>Två</h3>", "h1 is followed by h3: Två"),
        ("<h2>Två</h2>", "<h2> </h2>", "an empty h2"),
        ("<h1>Ett</h1>", "<h2>Noll</h2><h1>Ett</h1>", "the first heading is no h1: Noll"),
        ("</main>", "</main><main>Mer</main>", "2 main instead of one"),
        ("<footer>Fot</footer>", "", "0 contentinfo instead of one"),
        ("<header>", "<header></header><header>", "2 banner instead of one"),
        (' aria-label="Meny"', "", "a nav or aside without a name"),
        ("<h2>", '<nav aria-label="Meny">y</nav><h2>', "2 landmarks are called 'Meny'"),
        ("<footer>", "<div>Lösa ord</div><footer>", "words outside of all landmarks: Lösa ord"),
        (' lang="sv"', "", "the page names no language"),
    ],
)
def test_each_fault_is_found(old: str, new: str, fault: str) -> None:
    """Headings and landmarks that would lead a reader of them astray."""
    assert fault in found(SOUND.replace(old, new))
