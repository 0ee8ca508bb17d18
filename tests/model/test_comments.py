"""Archived comments: what a file says, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_publication.model.comments import Comment, State, Tombstone, file_of, read, write
from sphinx_publication.model.problems import Kind

ZONE = "Europe/Stockholm"
FILE = """\
- id: c1
  author: Anna  Åkerö
  date: 2013-12-18 09:30
  text: |
    Tack för listan!
    Rad två.

    Ett stycke till.
- id: c2
  parent: c1
  author: No
  date: 2013-12-18T09:12:00Z
  state: pending
  text: Väntar.
- id: c3
  parent: c2
  author: Bo
  date: 2013-12-19
  text: Ett svar på det som väntar.
"""


def _kinds(text: str) -> list[tuple[Kind, int]]:
    return [
        (problem.kind, problem.line) for problem in read(text, "x.comments.yaml", ZONE).problems
    ]


def test_a_file_is_read_as_a_person_writes_it() -> None:
    """Fields, zones, states and paragraphs are understood; "No" is a name and no truth value."""
    reading = read(FILE, "x.comments.yaml", ZONE)
    assert reading.problems == ()
    first, second, third = reading.comments
    assert first.author == "Anna Åkerö"
    assert first.date == datetime(2013, 12, 18, 9, 30, tzinfo=ZoneInfo(ZONE))
    assert first.paragraphs == (("Tack för listan!", "Rad två."), ("Ett stycke till.",))
    assert (second.parent, second.author, second.state) == ("c1", "No", State.PENDING)
    assert second.date.isoformat() == "2013-12-18T10:12:00+01:00"
    assert (first.line, second.line, third.line) == (1, 9, 15)


def test_the_file_lies_beside_the_post() -> None:
    """The name of the file is that of the post, with another ending."""
    assert file_of(PurePosixPath("posts/2013/12/a.b.md")).name == "a.b.comments.yaml"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("a: b\n", [(Kind.COMMENTS_UNREADABLE, 1)]),
        ("- id: c1\n  author: [\n", [(Kind.COMMENTS_UNREADABLE, 3)]),
        ("- hej\n", [(Kind.COMMENT_INCOMPLETE, 1)]),
        ("\n- id: c1\n  author: A\n  text: B\n", [(Kind.COMMENT_INCOMPLETE, 2)]),
        ("- id: c1\n  name: A\n", [(Kind.COMMENT_FIELD_UNKNOWN, 2)]),
        (FILE.replace("2013-12-19", "i går"), [(Kind.COMMENT_VALUE_INVALID, 18)]),
        (FILE.replace("pending", "väntar"), [(Kind.COMMENT_VALUE_INVALID, 13)]),
        (FILE.replace("text: Väntar.", "text: [a]"), [(Kind.COMMENT_VALUE_INVALID, 14)]),
        (FILE.replace("id: c3", "id: c1"), [(Kind.COMMENT_ID_TAKEN, 15)]),
        ("- \x00", [(Kind.COMMENTS_UNREADABLE, 1)]),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, wanted: list[tuple[Kind, int]]) -> None:
    """Each mistake gives one message that fills in, with the line where it stands."""
    assert _kinds(text) == wanted
    for problem in read(text, "x.comments.yaml", ZONE).problems:
        assert "{" not in problem.text


def test_a_file_that_digs_deep_is_refused() -> None:
    """Thousands of brackets give one message, and neither a crash nor a comment."""
    assert [kind for kind, _line in _kinds("[" * 5000)] == [Kind.COMMENTS_UNREADABLE]


def test_a_mistake_costs_one_comment_only() -> None:
    """The comments around a wrong one are read."""
    reading = read(FILE.replace("pending", "väntar"), "x.comments.yaml", ZONE)
    assert [one.id for one in reading.comments] == ["c1", "c3"]


_WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)


@settings(max_examples=80, deadline=None)
@example([("0", "0\x850", State.PUBLISHED)])
@given(st.lists(st.tuples(_WORDS, _WORDS, st.sampled_from(State)), max_size=4))
def test_what_is_written_is_read_back(entries: list[tuple[str, str, State]]) -> None:
    """Whatever names and texts hold, the file gives the same back; of removed ones their place."""
    moment = datetime(2013, 12, 18, 9, 30, 7, tzinfo=ZoneInfo(ZONE))
    wanted = [
        Comment(f"c{number}", " ".join(author.split()), moment, text.strip(), "c9", state)
        for number, (author, text, state) in enumerate(entries)
        if author.split() and text.strip()
    ]
    reading = read(write(wanted), "x.comments.yaml", ZONE)
    assert reading.problems == ()
    assert [replace(one, line=0) for one in reading.entries] == [
        Tombstone(one.id, "c9") if one.state is State.REMOVED else one for one in wanted
    ]


def test_a_removed_comment_is_its_place_alone() -> None:
    """Id and state are enough; a whole block in that state loses author, date and text."""
    reading = read(
        "- {id: c1, state: removed}\n"
        + FILE.replace("id: c1", "id: c7").replace("pending", "removed"),
        "x.comments.yaml",
        ZONE,
    )
    assert reading.problems == ()
    assert reading.entries[0] == Tombstone("c1", "", 1)
    assert reading.entries[2] == Tombstone("c2", "c1", 10)
    assert [one.id for one in reading.comments] == ["c7", "c3"]
    assert reading.ids == {"c1", "c2", "c3", "c7"}
    assert write(reading.entries[:1]) == "- {id: c1, state: removed}\n"
