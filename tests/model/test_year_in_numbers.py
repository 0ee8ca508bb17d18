"""A year counted: sums, rankings without parted equals, and what it is compared with."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.model.statistics import Period, Statistics
from sphinx_publication.model.year_in_numbers import (
    MOST,
    USUAL,
    Facts,
    PostFacts,
    SourceFacts,
    YearInNumbers,
    of_posts,
    of_year,
)

TODAY = date(2020, 5, 1)


def post(name: str, day: str, **facts: object) -> PostFacts:
    return PostFacts(key=name, title=name.title(), day=date.fromisoformat(day), **facts)  # type: ignore[arg-type]


def counted(facts: Facts, year: int) -> YearInNumbers:
    one = of_year(facts, year)
    assert one is not None
    return one


def test_a_year_is_summed_beside_the_year_before() -> None:
    """Posts, words, authors, citations and sources of the year, and those of the year before."""
    posts = (
        post("a", "2012-02-01", authors=("Eva",), words=10, citations=("x",)),
        post("b", "2013-02-01", authors=("Eva", "Ola"), words=100, citations=("x", "x", "y")),
        post("c", "2013-02-03", authors=("Eva",), words=50),
    )
    one = counted(Facts(posts, today=TODAY), 2013)
    assert (one.totals.posts, one.totals.words, one.totals.authors) == (2, 150, 2)
    assert (one.totals.citations, one.totals.sources) == (3, 2)
    assert one.before is not None
    assert (one.before.posts, one.before.words, one.before.citations) == (1, 10, 1)
    assert one.months == (0, 2, *(0,) * 10)
    assert one.months_before == (0, 1, *(0,) * 10)
    assert one.totals.comments is one.totals.views is one.until is None
    assert not one.is_first
    assert [(row.key, row.count, row.posts) for row in one.sources.rows] == [
        ("x", 2, 1),
        ("y", 1, 1),
    ]
    assert [(row.key, row.count) for row in one.longest.leaders] == [("b", 100)]


def test_the_first_year_and_a_year_after_a_gap_have_nothing_before() -> None:
    """Only the calendar's year before counts; the first year is known as such."""
    facts = Facts((post("a", "2010-11-01"), post("b", "2013-02-01")), today=TODAY)
    first, later = counted(facts, 2010), counted(facts, 2013)
    assert first.is_first
    assert first.before is None
    assert first.span == (11, 12)
    assert not later.is_first
    assert later.before is None
    assert later.months_before == ()
    assert of_year(facts, 2011) is None
    assert of_posts(facts, ()) is None


def test_a_year_is_open_until_it_is_over() -> None:
    """The year of the day of the build is open, as far as its last post."""
    facts = Facts((post("a", "2020-01-07"), post("b", "2020-03-09")), today=TODAY)
    one = counted(facts, 2020)
    assert one.until == date(2020, 3, 9)
    assert one.span == (1, 3)
    closed = Facts(facts.posts, today=date(2021, 1, 1))
    assert counted(closed, 2020).until is None


def test_new_topics_are_those_of_no_older_post() -> None:
    """A topic is new in the year of its first post, most posts first, then by Swedish name."""
    posts = (
        post("a", "2012-02-01", topics=("gammalt",)),
        post("b", "2013-02-01", topics=("gammalt", "apa", "ovanligt")),
        post("c", "2013-02-01", topics=("apa", "agg")),
    )
    names = {"apa": "Äpple", "agg": "Ägg", "ovanligt": "Övrigt", "gammalt": "Gammalt"}
    one = counted(Facts(posts, topics=names, language="sv", today=TODAY), 2013)
    assert [row.name for row in one.new_topics] == ["Äpple", "Ägg", "Övrigt"]


def test_publishers_are_counted_by_name_whatever_its_capitals() -> None:
    """A publisher has the citations of all its sources; one without is left out."""
    posts = (post("a", "2012-02-01", citations=("x", "x", "y", "z", "okänd")),)
    sources = {
        "x": SourceFacts("X (2012)", "En titel", ("Socialstyrelsen",)),
        "y": SourceFacts("Y (2012)", "", ("socialstyrelsen", "ISF")),
        "z": SourceFacts("Z (2012)", ""),
    }
    one = counted(Facts(posts, sources=sources, today=TODAY), 2012)
    assert [(row.name, row.count) for row in one.publishers.rows] == [
        ("Socialstyrelsen", 3),
        ("ISF", 1),
    ]
    assert (one.sources.rows[0].name, one.sources.rows[0].title) == ("X (2012)", "En titel")
    assert one.sources.rows[1].name == "okänd"


def test_series_are_ranked_by_the_year_s_parts() -> None:
    """Parts of other years do not count; equals share the place."""
    posts = (
        post("a", "2012-02-01", series="s"),
        *(post(f"b{n}", "2013-02-01", series="s") for n in range(2)),
        *(post(f"c{n}", "2013-02-01", series="t") for n in range(2)),
        post("d", "2013-02-01", series="u"),
    )
    one = counted(Facts(posts, series={"s": "Ess", "t": "Te", "u": "U"}, today=TODAY), 2013)
    assert [(row.name, row.count) for row in one.series.leaders] == [("Ess", 2), ("Te", 2)]


def test_comments_count_in_the_year_they_were_written() -> None:
    """A comment of 2013 on a post of 2012 belongs to 2013; without comments the sum is unknown."""
    posts = (
        post("a", "2012-02-01", comments=(2012, 2013, 2013)),
        post("b", "2013-02-01", comments=()),
    )
    one = counted(Facts(posts, today=TODAY), 2013)
    assert one.totals.comments == 2
    assert one.before is not None
    assert one.before.comments == 1


def test_page_views_are_those_of_the_year_for_posts_of_any_year() -> None:
    """An old post may be read most; a year without figures has none; missing months are known."""
    views = Statistics({"a": {Period(2012, 2): 5, Period(2013, 1): 50}, "b": {Period(2013, 3): 8}})
    posts = (post("a", "2012-02-01"), post("b", "2013-03-01"), post("c", "2014-01-01"))
    facts = Facts(posts, statistics=views, today=TODAY)
    one = counted(facts, 2013)
    assert one.totals.views == 58
    assert one.before is not None
    assert one.before.views == 5
    assert [(row.name, row.count) for row in one.views.rows] == [("A", 50), ("B", 8)]
    assert one.views_missing == (2, *range(4, 13))
    assert counted(facts, 2014).totals.views is None
    assert counted(facts, 2012).views_missing == tuple(range(3, 13))


def test_several_years_are_counted_year_by_year() -> None:
    """A volume of years has the sums of each, those without a post included."""
    posts = (
        post("a", "2010-02-01", words=5, authors=("Eva",)),
        post("b", "2012-03-01", words=7, authors=("Eva",)),
        post("c", "2013-03-01", words=9),
    )
    one = of_posts(Facts(posts, today=TODAY), {"a", "b"})
    assert one is not None
    assert one.years == (2010, 2011, 2012)
    assert [(year, sums.posts, sums.words) for year, sums in one.by_year] == [
        (2010, 1, 5),
        (2011, 0, 0),
        (2012, 1, 7),
    ]
    assert one.totals.authors == 1
    assert one.before is None
    assert one.months == ()


def test_a_volume_on_a_topic_is_not_compared() -> None:
    """Posts that are not the whole year have no year before and no page views."""
    views = Statistics({"b": {Period(2013): 8}})
    posts = (post("a", "2012-02-01"), post("b", "2013-03-01"), post("c", "2013-04-01"))
    one = of_posts(Facts(posts, statistics=views, today=TODAY), {"b"}, whole=False)
    assert one is not None
    assert one.totals.posts == 1
    assert one.before is None
    assert one.totals.views is None
    assert not one.whole


@pytest.mark.parametrize(
    ("counts", "shown", "tied"),
    [
        ([3, 2, 1], 3, 0),
        ([9, 8, 7, 6, 5, 4], 5, 0),
        ([9, 8, 7, 6, 5, 5, 5], 7, 0),
        ([9, 5, 5, 5, 5, 5, 5, 5], 8, 0),
        ([9, 5, 5, 5, 5, 5, 5, 5, 5, 1], 1, 8),
        ([1] * 9, 0, 9),
        ([], 0, 0),
    ],
)
def test_a_ranking_never_parts_equals(counts: list[int], shown: int, tied: int) -> None:
    """It grows a little rather than cut among equals, and leaves all out where they are many."""
    citations = tuple(f"k{n}" for n, count in enumerate(counts) for _ in range(count))
    ranking = counted(Facts((post("a", "2012-01-01", citations=citations),)), 2012).sources
    assert (len(ranking.rows), ranking.tied, ranking.all) == (shown, tied, len(counts))


@settings(max_examples=60)
@given(st.lists(st.sampled_from("abcdefghijkl"), max_size=60))
def test_rankings_agree_with_a_plain_count(citations: list[str]) -> None:
    """Rows fall, hold the true counts, and what is left out is never above what is shown."""
    plain = Counter(citations)
    found = counted(Facts((post("a", "2012-01-01", citations=tuple(citations)),)), 2012).sources
    shown = [row.count for row in found.rows]
    assert shown == sorted(shown, reverse=True)
    assert all(plain[row.key] == row.count for row in found.rows)
    rest = [plain[key] for key in plain if key not in {row.key for row in found.rows}]
    assert not rest or not shown or max(rest) < min(shown)
    assert len(shown) <= MOST
    assert len(shown) >= min(USUAL, len(plain)) or found.tied
    assert found.tied == (rest.count(max(rest)) if rest and len(shown) < USUAL else 0)
