"""The results of a check of accessibility: written and read again, and wrong ones refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sphinx_publication.model.accessibility import FILE, Checked, Fault, as_text, read, read_file
from sphinx_publication.model.problems import Kind

CHECKED = Checked(
    date=date(2026, 11, 28),
    pages=12,
    modes=("light", "320"),
    rules=("image-alt", "region"),
    faults=(Fault("image-alt", "Images must have alternative text", 2),),
    keyboard=3,
    checkers={"axe-core": "4.14.1"},
)


def test_what_is_written_is_read() -> None:
    """The file holds all of a check, with its letters as they are."""
    assert read(as_text(CHECKED).encode(), FILE).checked == CHECKED
    assert not read(as_text(CHECKED).encode(), FILE).problems


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("accessibility", 2),
        ("date", "28 november"),
        ("pages", -1),
        ("pages", "12"),
        ("keyboard", True),
        ("faults", [{"rule": "x"}]),
        ("checkers", []),
        ("modes", None),
    ],
)
def test_a_wrong_value_is_refused(key: str, value: object) -> None:
    """No statement is made of results that say something else than they should."""
    said = {**json.loads(as_text(CHECKED)), key: value}
    reading = read(json.dumps(said).encode(), FILE)
    assert reading.checked is None
    assert [one.kind for one in reading.problems] == [Kind.ACCESSIBILITY_FILE]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'{"accessibility": 1}'])
def test_what_is_no_file_of_results_is_refused(content: bytes) -> None:
    """Half a file, other JSON, and bytes that are no text."""
    reading = read(content, FILE)
    assert reading.checked is None
    assert len(reading.problems) == 1


def test_the_file_may_be_missing_unless_it_is_named() -> None:
    """Without a check there is no statement; a file that conf.py names must be there."""
    assert not read_file(FILE, None).problems
    assert not read_file("", b"{").problems
    assert read_file("annan.json", None).problems[0].path == "annan.json"
