"""Compounds and kin, told from the words of the texts alone."""

from __future__ import annotations

from sphinx_publication.model.word_families import Families, words


def relatives(vocabulary: str, said: str) -> list[str]:
    """Return what also finds a text that says *said*, in texts of this vocabulary."""
    return Families([*words(vocabulary), *words(said)]).relatives(words(said))


def test_a_compound_is_found_by_its_parts() -> None:
    """With a linking -s- or without, and whatever ending the last part has."""
    assert relatives("förbund samordning", "samordningsförbundet") == ["förbund", "samordning"]
    assert relatives("folk hälsa", "folkhälsan") == ["folk", "hälsa"]


def test_parts_are_words_of_the_texts() -> None:
    """What looks like two parts is one word where the texts do not use both by themselves."""
    assert relatives("samordning", "samordningsförbund") == []
    assert relatives("förbund", "samordningsförbund") == []


def test_parts_of_parts_are_found_too() -> None:
    """A compound of three is found by each of them, and by the compound of two."""
    found = relatives("social försäkring utskott socialförsäkring", "socialförsäkringsutskott")
    assert found == ["försäkring", "social", "socialförsäkring", "utskott"]


def test_nouns_and_verbs_of_one_root_find_each_other() -> None:
    """In both directions; only where the texts have the other."""
    assert relatives("samordnade", "samordning") == ["samordnade"]
    assert relatives("samordning", "samordnade") == ["samordning"]
    assert relatives("forska", "forskningen") == ["forska"]
    assert relatives("samverka", "samverkan") == ["samverka"]
    assert relatives("", "samordning") == []


def test_endings_that_the_stemmer_leaves_are_seen_through() -> None:
    """Snowball makes two stems of "förbund" and "förbundets", which are one word to a reader."""
    assert relatives("förbund", "förbundets") == ["förbund"]
    assert relatives("förbundets", "förbund") == ["förbundets"]


def test_what_the_text_says_is_not_repeated() -> None:
    """Only words that the text does not find by itself come back."""
    assert relatives("förbund", "förbund förbunden samordningsförbund samordning") == []


def test_the_order_of_the_words_does_not_matter() -> None:
    """The same words give the same answer, whatever page was read first."""
    vocabulary = list(words("samordnade samordnad samordna förbund förbunden samordning"))
    said = ["samordningsförbund"]
    forward = Families([*vocabulary, *said]).relatives(said)
    assert forward == Families([*said, *reversed(vocabulary)]).relatives(said)
    assert forward == ["förbund", "samordna", "samordning"]


def test_words_are_letters_only() -> None:
    """Figures, marks and hyphens part words; å, ä and ö belong to them."""
    assert list(words("Hälso- och sjukvård, 2003:1210")) == ["hälso", "och", "sjukvård"]
