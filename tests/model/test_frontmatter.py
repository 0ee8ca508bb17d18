"""Front matter is read with the line of each key; what is wrong with it is placed."""

from __future__ import annotations

import pytest

from sphinx_publication.model.frontmatter import FrontMatterError, listed, read


def test_values_and_lines() -> None:
    """Each key is known with its line, and dates stay as written."""
    front = read(
        "---\ntitle: Ett\ndate: 2020-13-45\ntags:\n  - a\n  - b\ndraft: true\n---\n# Rubrik\n"
    )
    assert front.values == {"title": "Ett", "date": "2020-13-45", "tags": ["a", "b"], "draft": True}
    assert front.line("date") == 3
    assert front.line("draft") == 7
    assert front.line("missing") == 1


@pytest.mark.parametrize(
    "text", ["", "# Rubrik\n", "---\nnever closed: yes\n", "---\n---\n", "text\n---\na: 1\n---\n"]
)
def test_a_text_without_front_matter(text: str) -> None:
    """A text that has none is no mistake."""
    assert read(text).values == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [("---\na: 1\nb: [c\n---\n", 4), ("---\n- a\n- b\n---\n", 2), ("---\na: b: c\n---\n", 2)],
)
def test_broken_front_matter_names_its_line(text: str, line: int) -> None:
    """A mistake is placed on the line where YAML stumbles, or the one after."""
    with pytest.raises(FrontMatterError) as error:
        read(text)
    assert abs(error.value.line - line) <= 1


def test_a_byte_order_mark_is_no_obstacle() -> None:
    """Windows editors put one at the start of a file."""
    assert read("\ufeff---\r\na: 1\r\n---\r\n").values == {"a": 1}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ett, två  ord", ("Ett", "två ord")),
        ('["a, b", "c"]', ("a, b", "c")),
        (["a", None, 2], ("a", "2")),
        ("2013", ("2013",)),
        (None, ()),
        ("", ()),
    ],
)
def test_a_field_holds_names(value: object, names: tuple[str, ...]) -> None:
    """One, a list, JSON as MyST keeps it, or with commas between."""
    assert listed(value) == names
