"""Archived comments: what a file says, what may be shown, and what is wrong with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.model.comments import (
    Comment,
    State,
    file_of,
    read,
    threaded,
    write,
)
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


def _comment(name: str, parent: str = "", minute: int = 0, **more: object) -> Comment:
    moment = datetime(2013, 12, 18, 9, tzinfo=UTC) + timedelta(minutes=minute)
    return Comment(name, "A", moment, "Text.", parent, **more)  # type: ignore[arg-type]


def _order(*comments: Comment) -> list[tuple[str, int]]:
    return [(placed.comment.id, placed.depth) for placed in threaded(comments)]


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


def test_only_published_comments_are_shown() -> None:
    """A comment that waits is left out; an answer to it moves up to what it answered."""
    assert _order(*read(FILE, "x.comments.yaml", ZONE).comments) == [("c1", 0), ("c3", 1)]


def test_answers_follow_what_they_answer() -> None:
    """Threads stand in the order of their dates, answers inside them, whatever the file's order."""
    found = _order(
        _comment("d", "a", 4),
        _comment("b", minute=1),
        _comment("c", "a", 2),
        _comment("a"),
        _comment("e", "c", 9),
    )
    assert found == [("a", 0), ("c", 1), ("e", 2), ("d", 1), ("b", 0)]


def test_nothing_published_is_lost() -> None:
    """Comments that answer each other, themselves, or one that was removed, are all shown once."""
    assert sorted(_order(_comment("a", "b"), _comment("b", "c", 1), _comment("c", "a", 2))) == [
        ("a", 2),
        ("b", 1),
        ("c", 0),
    ]
    assert _order(_comment("a", "a")) == [("a", 0)]
    assert _order(_comment("a", "gone")) == [("a", 0)]
    hidden = [_comment(name, other, state=State.SPAM) for name, other in (("x", "y"), ("y", "x"))]
    assert _order(_comment("a", "x"), *hidden) == [("a", 0)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=10))
def test_every_published_comment_is_shown_once(links: list[tuple[int, int]]) -> None:
    """However parents point, each published comment is there once, and no other."""
    states = list(State)
    every = [
        _comment(str(number), str(parent), number, state=states[state])
        for number, (parent, state) in enumerate(links)
    ]
    wanted = sorted(one.id for one in every if one.state is State.PUBLISHED)
    assert sorted(placed.comment.id for placed in threaded(every)) == wanted


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
@given(st.lists(st.tuples(_WORDS, _WORDS, st.sampled_from(State)), max_size=4))
def test_what_is_written_is_read_back(entries: list[tuple[str, str, State]]) -> None:
    """Whatever names and texts hold, the file gives the same comments back."""
    moment = datetime(2013, 12, 18, 9, 30, 7, tzinfo=ZoneInfo(ZONE))
    wanted = [
        Comment(f"c{number}", " ".join(author.split()), moment, text.strip(), state=state)
        for number, (author, text, state) in enumerate(entries)
        if author.split() and text.strip()
    ]
    reading = read(write(wanted), "x.comments.yaml", ZONE)
    assert reading.problems == ()
    assert [(c.id, c.author, c.date, c.text, c.state) for c in reading.comments] == [
        (c.id, c.author, c.date, c.text, c.state) for c in wanted
    ]
