"""How often a source is cited a year, and beside what."""

from __future__ import annotations

from datetime import UTC, datetime

from sphinx_publication.model.citations import Citers, CitingPost
from sphinx_publication.model.companions import Companion, YearCount, by_year, companions
from sphinx_publication.model.posts import Post


def post(name: str, year: int) -> Post:
    """Return a post of a year."""
    moment = datetime(year, 1, 2, tzinfo=UTC)
    return Post(docname=name, section="", order=0, title=name, date=moment, updated=moment)


POSTS = {name: post(name, year) for name, year in (("p", 2013), ("q", 2013), ("r", 2026))}


def cited_in(*names: str) -> Citers:
    """Return who cites a source that these posts cite."""
    return Citers(posts=tuple(CitingPost(POSTS[name], ()) for name in names))


CITED = {"a": cited_in("p", "q", "r"), "b": cited_in("p"), "c": cited_in("q", "p"), "d": Citers()}
ORDER = {"d": 0, "c": 1, "b": 2, "a": 3}


def test_posts_are_counted_by_year() -> None:
    """Each year with a citing post, the oldest first."""
    assert by_year(CITED["a"]) == (YearCount(2013, 2), YearCount(2026, 1))
    assert by_year(CITED["d"]) == ()


def test_what_is_cited_in_the_same_posts_comes_most_often_first() -> None:
    """Posts are counted, not citations; the same count goes by the order of the sources."""
    found = companions(CITED, ORDER)
    assert found["a"] == (Companion("c", 2), Companion("b", 1))
    assert found["b"] == (Companion("c", 1), Companion("a", 1))
    assert "d" not in found


def test_only_the_most_frequent_are_named() -> None:
    """A limit cuts the end; keys that are no source are left out."""
    found = companions({**CITED, "unknown": cited_in("p")}, ORDER, most=1)
    assert found["a"] == (Companion("c", 2),)
    assert "unknown" not in found
