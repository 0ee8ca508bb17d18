"""Labels are read from YAML as their authors meant them."""

from __future__ import annotations

import pytest

from sphinx_publication.model import labels


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ()),
        ("", ()),
        ("en, två", ("en", "två")),
        (["Åkesson, Anna", 'Citat "C" C', " x "], ("Åkesson, Anna", 'Citat "C" C', "x")),
        (2013, ("2013",)),
        ([2013, 1.5], ("2013", "1.5")),
        (["a", "a"], ("a",)),
        ([None, ""], ()),
    ],
)
def test_what_is_a_label(value: object, expected: tuple[str, ...]) -> None:
    """Text with commas, or a list whose items may hold them; each once, in order."""
    assert labels.read(value) == labels.Labels(expected, ())


@pytest.mark.parametrize("value", [True, {"a": 1}, [["a"]], ["!!!"], [False]])
def test_what_is_none(value: object) -> None:
    """It is told apart, so that it can be reported, and nothing becomes the empty address."""
    found = labels.read(value)
    assert not found.good
    assert len(found.bad) == 1
