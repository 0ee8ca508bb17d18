"""Swedish forms of names."""

from __future__ import annotations

import pytest

from sphinx_publication.model.inflection import forms


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("samordningsförbund", "samordningsförbundets samordningsförbunden samordningsförbundens"),
        ("utvärdering", "utvärderingen utvärderingar utvärderingarnas"),
        ("indikatorer", "indikator indikatorn indikatorerna"),
        ("konsensuskonferens", "konsensuskonferensen konsensuskonferenserna"),
        ("försöksverksamhet", "försöksverksamhetens försöksverksamheter"),
        ("forskare", "forskaren forskarna forskarnas"),
        ("område", "området områden områdenas"),
    ],
)
def test_nouns(name: str, some: str) -> None:
    """A noun is found definite, plural and in the genitive, after its own declension."""
    assert set(some.split()) <= forms(name, "sv")


def test_adjectives_agree() -> None:
    """The adjective before a noun takes the form that goes with it."""
    assert {"finansiella samordningen", "finansiell samordnings"} <= forms(
        "finansiell samordning", "sv"
    )
    assert {"sociala investeringarna", "social investering", "sociala investeringens"} <= forms(
        "sociala investeringar", "sv"
    )
    assert {"integrerade samverkan"} <= forms("integrerad samverkan", "sv")


def test_names_take_a_genitive_alone() -> None:
    """A name of one thing has no plural; an abbreviation has a colon; after s nothing is added."""
    assert forms("Försäkringskassan", "sv") == {"Försäkringskassans"}
    assert forms("NNS", "sv") == {"NNS:s"}
    assert forms("SfU", "sv") == {"SfU:s"}
    assert forms("Norrköpings kommun", "sv") == {"Norrköpings kommuns"}
    assert forms("Anders", "sv") == frozenset()


def test_no_form_is_a_verb() -> None:
    """Where the ending does not tell the declension, no form in -er or -ar is guessed."""
    for noun, verb in (("försök", "försöker"), ("beslut", "beslutar"), ("stöd", "stöder")):
        assert verb not in forms(noun, "sv")
        assert f"{noun}en" in forms(noun, "sv")


def test_the_head_of_a_phrase_is_inflected() -> None:
    """What follows a preposition stays as it is."""
    found = forms("lagen om finansiell samordning", "sv")
    assert "lag om finansiell samordning" in found
    assert not any("samordningen" in form for form in found)


def test_other_languages() -> None:
    """English has a plural and a genitive, an unknown language nothing."""
    assert {"budgets", "budget's"} <= forms("budget", "en")
    assert forms("Bündnis", "de") == frozenset()
