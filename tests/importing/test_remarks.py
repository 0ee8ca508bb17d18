"""What an import has to say is one sentence for each kind, in the author's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sphinx_publication.importing.remarks import Remark, What, counted
from sphinx_publication.locale import console


@pytest.fixture
def swedish() -> Iterator[None]:
    """Let the command line speak Swedish."""
    console.speak("sv")
    yield
    console.speak("en")


def test_a_remark_met_twice_is_said_once() -> None:
    """With how often, and apart from one that says something else."""
    remarks = counted([Remark(What.FORM), Remark(What.NOTE_NUMBER, "2"), Remark(What.FORM)])
    assert [remark.sentence() for remark in remarks] == [
        "a form, or a field of one, was removed (2 times)",
        "a footnote got the number 2",
    ]


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("what", What)
def test_every_remark_speaks_swedish(what: What) -> None:
    """And keeps its detail, whatever signs are in it."""
    assert console.gettext(what.value) != what.value
    said = Remark(what, "{a}", times=3).sentence()
    assert ("{a}" in said) == ("{detail}" in what.value)
    assert said.endswith("(3 gånger)")
