"""Every sentence can be said, in Swedish too."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

import pytest

from sphinx_publication.checking.words import sentence
from sphinx_publication.locale import console
from sphinx_publication.model import problems
from sphinx_publication.model.problems import Kind, Problem, Severity
from sphinx_publication.model.suggestions import Suggestion


@pytest.fixture
def _in_swedish() -> Iterator[None]:
    console.speak("sv")
    yield
    console.speak("en")


def names(text: str) -> set[str]:
    """Return the details that a sentence takes."""
    return {field for _text, field, _spec, _conversion in Formatter().parse(text) if field}


@pytest.mark.usefixtures("_in_swedish")
@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.subtype)
def test_a_sentence_says_the_same_in_swedish(kind: Kind) -> None:
    """It is translated, and takes the same details as the English one."""
    swedish = console.gettext(kind.value)
    assert swedish != kind.value
    assert names(swedish) == names(kind.value)
    details = {name: f"<{name}>" for name in names(kind.value)}
    said = sentence(Problem(kind, "a.md", 1, details))
    assert all(detail in said for detail in details.values())


@pytest.mark.usefixtures("_in_swedish")
def test_details_are_said_in_swedish() -> None:
    """Hints, kinds of pages and reasons of other programs."""
    hint = Suggestion(("NNS", "NVP"))
    problem = Problem(Kind.ENTITY_UNKNOWN, "a.md", 1, {"kind": "law", "name": "x", "hint": hint})
    assert sentence(problem) == (
        "det finns ingen sida (lag) som heter ”x”; menade du ”NNS” eller ”NVP”?"
    )


def test_kinds_are_in_order_and_warnings_are_kinds() -> None:
    """A name among the warnings that is no kind would make an error of what is none."""
    found = [kind.name for kind in Kind]
    assert found == sorted(found)
    assert set(found) >= problems._WARNINGS
    assert {kind.severity for kind in Kind} == set(Severity)
