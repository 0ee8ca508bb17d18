"""The most read posts: places, ties, and what is not known."""

from __future__ import annotations

from datetime import date

from sphinx_publication.model.most_read import MOST, USUAL, of_all_time, of_year
from sphinx_publication.model.statistics import Period, Source, Statistics

TODAY = date(2014, 6, 15)


def known(counts: list[int], year: int = 2013) -> tuple[Statistics, dict[str, date]]:
    views = {f"p{place:02}": {Period(year): count} for place, count in enumerate(counts)}
    return Statistics(views), dict.fromkeys(views, date(2012, 3, 1))


def test_equals_share_a_place_and_the_next_keeps_its_own() -> None:
    """One, two, two, four; a post that nobody read is not there."""
    statistics, posts = known([5, 9, 5, 1, 0])
    found = of_year(statistics, 2013, posts, TODAY)
    assert found is not None
    assert [(one.number, one.key, one.is_shared) for one in found.places] == [
        (1, "p01", False),
        (2, "p00", True),
        (2, "p02", True),
        (4, "p03", False),
    ]


def test_no_list_parts_equals() -> None:
    """It grows a little for their sake, or else leaves them all out."""
    for equals, shown in ((3, 9 + 3), (MOST, 9)):
        statistics, posts = known([*range(100, 91, -1), *([50] * equals)])
        found = of_year(statistics, 2013, posts, TODAY)
        assert found is not None
        assert len(found.places) == shown
    statistics, posts = known(list(range(100, 0, -1)))
    assert len(of_year(statistics, 2013, posts, TODAY).places) == USUAL  # type: ignore[union-attr]


def test_months_that_could_have_figures_are_missed() -> None:
    """Not those before the first post, nor those that are not over."""
    statistics = Statistics(
        {"a": {Period(2012, 4): 1, Period(2013, 1): 1, Period(2014, 2): 1}},
        {Period(2014, 2): frozenset({Source.LOG})},
    )
    posts = {"a": date(2012, 3, 5)}
    assert [of_year(statistics, year, posts, TODAY).missing for year in (2012, 2013, 2014)] == [  # type: ignore[union-attr]
        (3, 5, 6, 7, 8, 9, 10, 11, 12),
        tuple(range(2, 13)),
        (1, 3, 4, 5),
    ]
    assert of_year(statistics, 2014, posts, TODAY).sources == {Source.LOG}  # type: ignore[union-attr]


def test_without_figures_there_is_no_list() -> None:
    """Neither for a year that no figure tells of, nor for posts that the site does not show."""
    statistics, posts = known([5])
    assert of_year(statistics, 2012, posts, TODAY) is None
    assert of_year(statistics, 2013, {}, TODAY) is None
    assert of_all_time(statistics, ["other"]) is None


def test_all_time_counts_all_years() -> None:
    """Whatever the figures are of."""
    statistics = Statistics({"a": {Period(2012): 3, Period(2013, 1): 2}, "b": {Period(2013): 4}})
    found = of_all_time(statistics, ["a", "b"])
    assert found is not None
    assert [(one.key, one.views) for one in found.places] == [("a", 5), ("b", 4)]
