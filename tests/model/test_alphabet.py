"""Names are ordered by the letters of their language."""

from __future__ import annotations

from sphinx_publication.model.alphabet import sort_key


def test_swedish_puts_its_letters_last() -> None:
    """å, ä, ö after z in that order; case and other accents do not matter."""
    names = ["Östra", "ala", "Åland", "zebra", "Ärla", "Évora", "Eva"]
    in_order = sorted(names, key=lambda name: sort_key(name, "sv"))
    assert in_order == ["ala", "Eva", "Évora", "zebra", "Åland", "Ärla", "Östra"]


def test_another_language_orders_by_base_letters() -> None:
    """In English, ö is sorted as o."""
    names = ["Östra", "zebra", "Pat"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == ["Östra", "Pat", "zebra"]
