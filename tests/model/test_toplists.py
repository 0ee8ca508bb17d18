"""Places marked in several posts become one list for each year, and years are compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Kind
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.toplists import (
    Part,
    Place,
    Ranking,
    Toplist,
    mistakes,
    of_year,
    rankings,
)


def post(name: str, day: int = 1, year: int = 2013, section: str = "") -> Post:
    """Return a post of a day in December."""
    moment = datetime(year, 12, day, tzinfo=UTC)
    return Post(name, section, 1, name, moment, moment)


def part(name: str, *places: tuple[int, str], **more: object) -> Part:
    """Return a part of a list in a document of that name."""
    made = tuple(Place(number, title, f"id-{number}", number) for number, title in places)
    values: dict[str, object] = {"year": 0, "sections": ("top",), "line": 5, "places": made}
    return Part(name="Tio i topp", docname=name, path=f"{name}.md", **(values | more))  # type: ignore[arg-type]


def one_list(*parts: Part, posts: tuple[Post, ...]) -> Toplist:
    """Return the only list of the only year."""
    (ranking,) = rankings(parts, posts)
    (year,) = ranking.years
    return year


def shown(toplist: Toplist) -> list[tuple[int, int, list[str]]]:
    """Return the rows as plain values."""
    return [(row.first, row.last, [e.place.title for e in row.entries]) for row in toplist.rows]


POSTS = (post("b", 20), post("a", 17))
LOWER = part("a", (5, "E"), (4, "D"), (3, "C"))
UPPER = part("b", (2, "B"), (1, "A"))


def test_parts_of_several_posts_are_one_list_in_the_order_of_the_first() -> None:
    """A countdown stays a countdown; a list from the top stays so; each knows its post."""
    found = one_list(UPPER, LOWER, posts=POSTS)
    assert [row.first for row in found.rows] == [5, 4, 3, 2, 1]
    assert found.is_countdown
    assert [row.entries[0].source.part.docname for row in found.rows] == ["a", "a", "a", "b", "b"]
    down = one_list(part("a", (1, "A"), (2, "B")), part("b", (3, "C")), posts=POSTS)
    assert [row.first for row in down.rows] == [1, 2, 3]
    assert not down.is_countdown


def test_a_missing_stretch_is_one_row() -> None:
    """Places that no part names are missing, to the list's length or its highest place."""
    assert shown(one_list(LOWER, posts=POSTS))[3:] == [(2, 1, [])]
    longer = one_list(part("a", (2, "B"), (1, "A"), length=4), posts=POSTS)
    assert shown(longer) == [(4, 3, []), (2, 2, ["B"]), (1, 1, ["A"])]
    assert longer.at(3) == longer.rows[0]
    assert longer.at(5) is None


def test_what_is_said_of_missing_places_is_the_latest_word() -> None:
    """A later post may say that the rest was never found."""
    first = part("a", (5, "E"), missing="kommer i morgon")
    found = one_list(first, part("b", (4, "D"), missing="hittades inte"), posts=POSTS)
    assert found.missing == "hittades inte"
    assert one_list(LOWER, posts=POSTS).missing == ""


def test_ties_share_a_number_and_the_place_behind_them_is_not_missing() -> None:
    """6, 6, 8: there is no seventh; 6, 6, 7: there is. Neither is reported."""
    gap = part("a", (1, "A"), (1, "B"), (3, "C"))
    assert shown(one_list(gap, posts=POSTS)) == [(1, 1, ["A", "B"]), (3, 3, ["C"])]
    dense = part("a", (1, "A"), (1, "B"), (2, "C"))
    assert shown(one_list(dense, posts=POSTS)) == [(1, 1, ["A", "B"]), (2, 2, ["C"])]
    assert list(mistakes([gap], POSTS)) == []


def test_two_posts_that_name_a_place_differently_are_reported() -> None:
    """The older post stands; the message names both titles, files and lines."""
    other = part("b", (4, "Delta"), (3, "C"))
    found = one_list(LOWER, other, posts=POSTS)
    assert [e.place.title for e in found.rows[1].entries] == ["D"]
    (problem,) = mistakes([other, LOWER], POSTS)
    assert (problem.kind, problem.path, problem.line) == (Kind.TOPLIST_PLACE_TAKEN, "b.md", 4)
    assert "'Delta' here, but 'D' at a.md:4" in problem.text


def test_a_post_may_repeat_a_place() -> None:
    """A later post that sums up the list changes nothing, and nothing is reported."""
    again = part("b", (5, "e"), (4, "D"), (2, "B"))
    assert shown(one_list(LOWER, again, posts=POSTS)) == [
        (5, 5, ["E"]), (4, 4, ["D"]), (3, 3, ["C"]), (2, 2, ["B"]), (1, 1, [])
    ]  # fmt: skip
    assert list(mistakes([LOWER, again], POSTS)) == []


def test_the_year_is_the_directives_or_the_posts() -> None:
    """A post of January may hold last year's list; a page that is no post must say the year."""
    late = part("late", (1, "A"), year=2013)
    posts = (post("late", 2, 2014), *POSTS)
    (ranking,) = rankings([late, part("a", (2, "B"))], posts)
    assert [year.year for year in ranking.years] == [2013]
    page = part("page", (1, "A"))
    assert rankings([page], posts) == ()
    (problem,) = mistakes([page], posts)
    assert (problem.kind, problem.path, problem.line) == (Kind.TOPLIST_YEAR_MISSING, "page.md", 5)


def test_a_part_belongs_to_the_innermost_post_around_it() -> None:
    """In a document of several posts, the year is that of the part's own."""
    posts = (post("doc", 1, 2012, "old"), post("doc", 1, 2013, "new"))
    for sections, around in ((("top", "old", "inner"), posts[0]), (("old", "new"), posts[1])):
        (ranking,) = rankings([part("doc", (1, "A"), sections=sections)], posts)
        assert ranking.years[0].sources[0].post == around


def two_years(subject: Callable[[str], str] = slug) -> Ranking:
    """Return a list of two years: one subject under two names, one under a label."""
    old = part("old", (2, "Sociala fonder"), (1, "Tält"), year=2012)
    places = (
        Place(2, "Att mäta", "m", 1, ("utvärdering",)),
        Place(1, "Sociala investeringar", "s"),
    )
    (found,) = rankings([old, part("a", places=places)], [post("old", 1, 2012), *POSTS], subject)
    return found


def test_years_are_compared_newest_first() -> None:
    """The page of all years has every year, and as many places as the longest list."""
    found = two_years()
    assert [year.year for year in found.years] == [2013, 2012]
    assert found.length == 2
    assert of_year([found], 2012) == (found.years[1],)
    assert of_year([found], 1999) == ()


def test_what_comes_back_is_told_by_topics() -> None:
    """Two names of one topic are one subject; what is there one year only does not come back."""
    assert two_years().recurring == ()
    found = two_years(lambda label: slug(label).replace("fonder", "investeringar"))
    (one,) = found.recurring
    assert one.subject == "sociala-investeringar"
    places = [(entry.source.year, entry.place.number) for entry in one.entries]
    assert places == [(2013, 1), (2012, 2)]


def test_what_a_place_is_about_is_its_label_before_its_title() -> None:
    """The author's own word counts."""
    subjects = [e.subjects for row in two_years().years[0].rows for e in row.entries]
    assert subjects == [("utvardering",), ("sociala-investeringar",)]


numbers = st.lists(st.integers(1, 12), min_size=1, max_size=8)


@given(st.lists(numbers, min_size=1, max_size=3), st.integers(0, 15))
def test_no_place_is_lost_and_none_stands_twice(parts: list[list[int]], length: int) -> None:
    """Whatever authors write: each place is on the list, or reported, and rows do not overlap."""
    posts = tuple(post(f"p{n}", n + 1) for n in range(len(parts)))
    made = [
        part(f"p{n}", *((number, f"{n}-{k}") for k, number in enumerate(found)), length=length)
        for n, found in enumerate(parts)
    ]
    found = one_list(*made, posts=posts)
    listed = sum(len(row.entries) for row in found.rows)
    assert listed + len(list(mistakes(made, posts))) == sum(map(len, parts))
    covered = [
        n
        for row in found.rows
        for n in range(min(row.first, row.last), max(row.first, row.last) + 1)
    ]
    assert len(covered) == len(set(covered))
    assert [row.first for row in found.rows] in (
        sorted(row.first for row in found.rows),
        sorted((row.first for row in found.rows), reverse=True),
    )
