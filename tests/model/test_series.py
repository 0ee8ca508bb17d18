"""Posts become series: in order, with their neighbours, and what does not fit is said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind
from sphinx_publication.model.series import (
    Membership,
    SeriesDocument,
    memberships,
    mistakes,
    places,
    series,
)


def post(name: str, day: int = 1, section: str = "", order: int = 1) -> Post:
    """Return a post of a day."""
    moment = datetime(2020, 1, day, tzinfo=UTC)
    return Post(name, section, order, name, moment, moment)


def member(name: str, part: str = "", day: int = 1, of: str = "Om lagen") -> Membership:
    """Return a post that says it is a part of a series."""
    return Membership(post(name, day), of, part)


def test_parts_stand_by_number_then_by_date() -> None:
    """Whatever the order of publication; posts without a number come last, by date."""
    found = [member("c", "3"), member("x", "", 2), member("a", "1", 3), member("y", "", 4)]
    (one,) = series([*found, member("b", "2", 5)])
    assert [(m.post.docname, m.part) for m in one.members] == [
        ("a", 1), ("b", 2), ("c", 3), ("x", 4), ("y", 5)
    ]  # fmt: skip
    assert one.count == 5


def test_a_post_knows_the_parts_before_and_after_it() -> None:
    """The first has none before it, the last none after; another post has no place."""
    (one,) = series([member("a", "1"), member("b", "2"), member("c", "3")])
    found = places([one])
    names = [
        (p.previous and p.previous.post.docname, p.next and p.next.post.docname)
        for p in found.values()
    ]
    assert names == [(None, "b"), ("a", "c"), ("b", None)]
    assert list(found) == ["a", "b", "c"]


def test_a_missing_part_is_counted() -> None:
    """ "Part 4 of 4", though only three are published."""
    (one,) = series([member("a", "1"), member("b", "2"), member("d", "4")])
    assert one.count == 4


def test_spellings_and_an_authors_page_are_one_series() -> None:
    """The slug decides; the page's title names the series, by its file's name or its title."""
    page = SeriesDocument("source/serier/lagen", "Om lagen", "lagen", "Fyra inlägg.")
    (one,) = series([member("a", of="om lagen"), member("b", of="Lagen")], [page])
    assert (one.name, one.slug, one.docname) == ("Om lagen", "lagen", "source/serier/lagen")
    assert [m.post.docname for m in one.members] == ["a", "b"]


def test_front_matter_of_a_document_is_one_part() -> None:
    """A document of several posts is one part, shown by its first; posts of no series are none."""
    posts = [post("doc", 2, "b", 2), post("doc", 3, "a", 1), post("other")]
    metadata = {"doc": {"series": " Om  lagen ", "part": 2}, "other": {"tags": "x"}}
    (one,) = memberships(posts, metadata)
    assert (one.post.section, one.name, one.part, one.number) == ("a", "Om lagen", "2", 2)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([member("a", "1"), member("b", "1", 2)], [(Kind.SERIES_PART_TAKEN, "b", "part")]),
        ([member("a", "1"), member("b", "", 2)], [(Kind.SERIES_PART_MISSING, "b", "series")]),
        ([member("a", "1"), member("b", "två")], [(Kind.SERIES_PART_INVALID, "b", "part")]),
        ([member("a", "1"), member("b", "0")], [(Kind.SERIES_PART_INVALID, "b", "part")]),
        ([member("a", "1"), member("c", "3")], [(Kind.SERIES_GAP, "c", "part")]),
        ([member("b", "2")], [(Kind.SERIES_GAP, "b", "part")]),
        ([member("a", "1", of="")], [(Kind.SERIES_UNNAMED, "a", "part")]),
        ([member("a"), member("b", "", 2)], []),
        ([member("a", "1"), member("b", "2"), member("a2", "1", of="Annan")], []),
    ],
)
def test_what_does_not_fit_is_named(
    found: list[Membership], expected: list[tuple[Kind, str, str]]
) -> None:
    """Taken, missing and impossible parts, with the post and the key of its front matter."""
    told = list(mistakes(found))
    assert [(one.kind, one.docname, one.field) for one in told] == expected
    for one in told:
        assert one.kind.value.format_map(one.details)


def test_a_missing_part_is_offered_the_first_free_number() -> None:
    """The remedy names a number that nobody has."""
    found = [member("a", "1"), member("c", "3"), member("x")]
    told = {one.kind: one.details for one in mistakes(found)}
    assert told[Kind.SERIES_PART_MISSING]["free"] == "2"
    assert told[Kind.SERIES_GAP]["missing"] == "2"
