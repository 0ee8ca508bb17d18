"""The words that a misspelt search is compared with."""

from __future__ import annotations

import pytest

from sphinx_publication.model import spelling


def groups(*pages: str) -> list[list[str]]:
    """Return the dictionary's groups for such pages."""
    dictionary = spelling.Dictionary()
    for page in pages:
        dictionary.add(page)
    return [group.split() for group in dictionary.groups()]


def test_a_word_is_kept_as_texts_write_it() -> None:
    """A name keeps its capital; a word that begins one sentence only does not get one."""
    *_common, rare = groups("Nilsson skrev. Samverkan NNS", "samverkan", "Nilsson och NNS")
    assert rare == ["NNS", "Nilsson", "och", "samverkan", "skrev"]


def test_common_words_come_first() -> None:
    """Of two words that are as near, the reader more likely meant the common one."""
    *others, few, rare = groups(*(["medel ovanlig"] * 2), "medel", "medel")
    assert (few, rare) == (["medel"], ["ovanlig"])
    assert others == [[], []]


def test_numbers_and_the_shortest_words_are_left_out() -> None:
    """Nobody is asked whether "så" was meant."""
    assert groups("så 2013 är bra")[-1] == ["bra"]


def test_a_large_publication_keeps_the_words_that_pages_share(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The file stays small; what only one page says is as likely a slip."""
    monkeypatch.setattr(spelling, "LARGE", 3)
    assert groups("ett slipp", "ett ord", "ett ord")[-2:] == [["ett"], ["ord"]]
    monkeypatch.setattr(spelling, "LIMIT", 1)
    assert groups("ett slipp", "ett ord", "ett ord")[-2:] == [["ett"], []]
