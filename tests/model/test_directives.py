"""Posts are found in a document's text, and their dates are read as ablog reads them."""

from __future__ import annotations

import pytest

from sphinx_publication.model import directives

ZONE = "Europe/Stockholm"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```{post} 2020-01-01\n```", [(1, "2020-01-01")]),
        ("# A\n\n:::{post}\n:tags: a\n:::\n", [(3, "")]),
        (
            "::::{post} 2020-01-01\n:::{note}\n:::\n::::\n:::{post}\n:::",
            [(1, "2020-01-01"), (5, "")],
        ),
        ("````markdown\n```{post} 2020-01-01\n```\n````", []),
        ("A `{post}` in text.", []),
    ],
)
def test_directives_in_markdown(text: str, expected: list[tuple[int, str]]) -> None:
    """Fences of both kinds; one that is shown inside another is none."""
    found = directives.post_directives(text, markdown=True)
    assert [(one.line, one.value) for one in found] == expected


def test_directives_in_rest() -> None:
    """At the margin; an indented one is an example."""
    text = "A\n=\n\n.. post:: May 1, 2020\n   :tags: a\n\n::\n\n   .. post:: shown\n"
    found = directives.post_directives(text, markdown=False)
    assert [(one.line, one.value) for one in found] == [(4, "May 1, 2020")]


def test_fields_at_the_top_of_rest() -> None:
    """Before or after the title; a field list further down is not meant."""
    text = ":Date: 2020-01-01\n:blogpost: true\n\nA\n=\n\nText.\n\n:draft: no\n"
    found = directives.fields(text)
    assert {name: (one.line, one.value) for name, one in found.items()} == {
        "date": (1, "2020-01-01"),
        "blogpost": (2, "true"),
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2013-12-17", "2013-12-17T00:00:00+01:00"),
        ("2013-06-17 09:30", "2013-06-17T09:30:00+02:00"),
        ("Dec 17, 2013", "2013-12-17T00:00:00+01:00"),
        ("17 December 2013", "2013-12-17T00:00:00+01:00"),
        ("2013-12-17T09:30:00Z", "2013-12-17T09:30:00+00:00"),
    ],
)
def test_dates_are_read(written: str, expected: str) -> None:
    """ISO 8601, ablog's pattern, and English as dateutil reads it."""
    assert directives.read_date(written, ZONE, "%b %d, %Y").isoformat() == expected


@pytest.mark.parametrize("written", ["2013-13-01", "2013-17-12", "yesterday or so", "", "31 feb"])
def test_dates_are_not_guessed_at(written: str) -> None:
    """An ISO date with day and month swapped is refused, not turned around."""
    with pytest.raises(ValueError, match=r".*"):
        directives.read_date(written, ZONE, "%b %d, %Y")
