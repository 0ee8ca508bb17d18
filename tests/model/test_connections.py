"""Connections: what is nearest to a topic, and what happened when."""

from __future__ import annotations

from datetime import date

from sphinx_publication.model.connections import (
    ORGANISATIONS,
    SOURCES,
    TOPICS,
    Moment,
    Text,
    Tie,
    What,
    neighbourhood,
    timeline,
)


def test_what_most_posts_share_comes_first() -> None:
    """Counted once a post, of equals by name; the topic itself is no neighbour."""
    texts = [
        Text(frozenset({"t", "b"}), frozenset({"s"}), frozenset({"o"})),
        Text(frozenset({"t", "b", "a"}), frozenset({"s", "r"}), frozenset()),
        Text(frozenset({"t", "c"}), frozenset(), frozenset()),
    ]
    found = neighbourhood("t", texts)
    assert found.topics == (Tie("b", 2), Tie("a", 1), Tie("c", 1))
    assert found.sources == (Tie("s", 2), Tie("r", 1))
    assert found.organisations == (Tie("o", 1),)


def test_a_neighbourhood_stays_small() -> None:
    """Twelve at most, the topic counted, however many posts share what."""
    many = frozenset(f"n{number:02}" for number in range(50))
    found = neighbourhood("t", [Text(many, many, many)])
    sizes = (len(found.topics), len(found.sources), len(found.organisations))
    assert sizes == (TOPICS, SOURCES, ORGANISATIONS)
    assert sum(sizes) + 1 <= 12
    assert [tie.name for tie in found.topics] == ["n00", "n01", "n02", "n03"]


def test_a_topic_alone_has_no_neighbourhood() -> None:
    """Nothing shared is nothing to draw."""
    assert not neighbourhood("t", [Text(frozenset({"t"}))])


def test_years_run_forward_and_events_begin_them() -> None:
    """In a year: events, sources, posts; each by day, then by name; nothing twice."""
    late = Moment(2014, What.POST, "late", date(2014, 5, 1))
    early = Moment(2014, What.POST, "early", date(2014, 1, 1))
    source, event = Moment(2014, What.SOURCE, "s"), Moment(2014, What.EVENT, "e")
    old = Moment(1990, What.SOURCE, "old")
    expected = ((1990, (old,)), (2014, (event, source, early, late)))
    assert timeline([late, source, old, early, event, source]) == expected
    assert timeline(reversed([late, source, old, early, event])) == expected
