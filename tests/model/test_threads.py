"""Threads of comments: what may be shown, in which order, and where removed ones were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.model.comments import Comment, State, Tombstone
from sphinx_publication.model.threads import published, threaded


def _comment(name: str, parent: str = "", minute: int = 0, **more: object) -> Comment:
    moment = datetime(2013, 12, 18, 9, tzinfo=UTC) + timedelta(minutes=minute)
    return Comment(name, "A", moment, "Text.", parent, **more)  # type: ignore[arg-type]


def _order(*comments: Comment | Tombstone) -> list[tuple[str, int]]:
    return [(placed.id, placed.depth) for placed in threaded(comments)]


def test_only_published_comments_are_shown() -> None:
    """A comment that waits is left out; an answer to it moves up to what it answered."""
    assert _order(
        _comment("c1"), _comment("c2", "c1", 1, state=State.PENDING), _comment("c3", "c2", 2)
    ) == [("c1", 0), ("c3", 1)]


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
    """Comments that answer each other, themselves, or spam that does, are all shown once."""
    assert sorted(_order(_comment("a", "b"), _comment("b", "c", 1), _comment("c", "a", 2))) == [
        ("a", 2),
        ("b", 1),
        ("c", 0),
    ]
    assert _order(_comment("a", "a")) == [("a", 0)]
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
    thread = threaded(every)
    assert sorted(one.id for one in published(thread)) == wanted
    assert len({placed.id for placed in thread}) == len(thread)


def test_answers_to_a_removed_comment_stay_together() -> None:
    """Its place is kept, as old as its oldest answer, whether a line of it is left or none."""
    answers = (_comment("x", minute=2), _comment("a", "gone", 1), _comment("b", "gone", 3))
    wanted = [("gone", 0), ("a", 1), ("b", 1), ("x", 0)]
    assert _order(*answers) == wanted
    assert _order(*answers, Tombstone("gone")) == wanted
    assert _order(*answers, _comment("gone", state=State.REMOVED)) == wanted
    assert [one.id for one in threaded(answers) if one.comment is None] == ["gone"]


def test_a_removed_comment_keeps_its_place_in_the_thread() -> None:
    """It stands below what it answered; removed ones in a row are all kept."""
    found = _order(
        _comment("q"),
        _comment("a"),
        Tombstone("r", "a"),
        Tombstone("s", "r"),
        _comment("b", "s", 5),
        _comment("z", minute=1),
    )
    assert found == [("q", 0), ("a", 0), ("r", 1), ("s", 2), ("b", 3), ("z", 0)]


def test_a_removed_comment_without_answers_leaves_no_trace() -> None:
    """Nothing is said of it, and nothing of one whose only answer waits."""
    assert _order(Tombstone("r"), _comment("a", "r", state=State.PENDING)) == []


def test_removed_comments_that_answer_each_other_end() -> None:
    """A ring through removed comments is cut, and all that is published is shown."""
    ring = (Tombstone("r", "a"), _comment("a", "r"))
    assert _order(*ring) == [("r", 0), ("a", 1)]
