"""The file of page views: what it means, and what is said of lines that mean nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.model.problems import Kind
from sphinx_publication.model.statistics import Period, Source, Statistics, read

POSTS = {"2013/12/ett": "posts/2013/12/ett", "posts/2013/12/ett": "posts/2013/12/ett"}
POSTS |= {"2014/01/två": "posts/2014/01/två", "2014/02/samling#b": "posts/2014/02/samling#b"}
HEAD = "# statistics 1\npost,period,views\n"


def key_of(name: str) -> str:
    return POSTS.get(name, "")


def test_views_are_read_by_post_and_period() -> None:
    """Documents, addresses and whole URLs name a post; a month and a year are periods."""
    text = (
        f"{HEAD}posts/2013/12/ett.md,2013-12,412\n/2013/12/ett/,2014,1630\n\n# en rad för ögat\n"
        "https://exempel.se/2014/01/tv%C3%A5/,2014-01,7\n2014/02/samling/#b,2014-02,3\n"
    )
    found, problems = read(text, "statistics.csv", key_of)
    assert problems == ()
    assert found.views == {
        "posts/2013/12/ett": {Period(2013, 12): 412, Period(2014): 1630},
        "posts/2014/01/två": {Period(2014, 1): 7},
        "posts/2014/02/samling#b": {Period(2014, 2): 3},
    }
    assert found.of_year(2014) == {
        "posts/2013/12/ett": 1630,
        "posts/2014/01/två": 7,
        "posts/2014/02/samling#b": 3,
    }
    assert found.of_year(2012) == {}


def test_columns_come_in_any_order_and_others_are_passed_over() -> None:
    """An importer may add columns of its own, quote cells, and end lines as Windows does."""
    text = (
        '\ufeff# statistics 1,,,\r\nviews,"source",Post,period\r\n"5","a, b",2013/12/ett,2013\r\n'
    )
    found, problems = read(text, "s.csv", key_of)
    assert problems == ()
    assert found.in_year("posts/2013/12/ett", 2013) == 5


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2013/12/fel,2013,4", Kind.STATISTICS_POST_UNKNOWN),
        (",2013,4", Kind.STATISTICS_POST_UNKNOWN),
        ("2013/12/ett,2013-13,4", Kind.STATISTICS_PERIOD),
        ("2013/12/ett,december,4", Kind.STATISTICS_PERIOD),
        ("2013/12/ett", Kind.STATISTICS_PERIOD),
        ("2013/12/ett,2013-12,-4", Kind.STATISTICS_VIEWS),
        ("2013/12/ett,2013-12,4.5", Kind.STATISTICS_VIEWS),
        ("2013/12/ett,2013-12,²", Kind.STATISTICS_VIEWS),
        ("2013/12/ett,2013-12," + "9" * 5000, Kind.STATISTICS_VIEWS),
        ("2013/12/ett,2013-12", Kind.STATISTICS_VIEWS),
        ("2013/12/ett,2013-11,9", Kind.STATISTICS_TWICE),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line: str, kind: Kind) -> None:
    """The problem has the file and the line; the lines around it count."""
    text = f"{HEAD}2013/12/ett,2013-11,3\n{line}\n2014/01/två,2014,8\n"
    found, problems = read(text, "s.csv", key_of)
    assert [(one.kind, one.path, one.line) for one in problems] == [(kind, "s.csv", 4)]
    assert "{" not in str(problems[0])
    assert found.in_year("posts/2013/12/ett", 2013) == 3
    assert found.in_year("posts/2014/01/två", 2014) == 8


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("", Kind.STATISTICS_VERSION, 1),
        ("post,period,views\n", Kind.STATISTICS_VERSION, 1),
        ("# statistics 2\npost,period,views\n", Kind.STATISTICS_VERSION, 1),
        ("# statistics 1\npost,views\n", Kind.STATISTICS_COLUMNS, 2),
        ("# statistics 1\n", Kind.STATISTICS_COLUMNS, 2),
    ],
)
def test_a_file_of_another_form_is_refused(text: str, kind: Kind, line: int) -> None:
    """Nothing is guessed: without version and columns no figure is taken."""
    found, problems = read(text, "s.csv", key_of)
    assert not found.views
    assert [(one.kind, one.line) for one in problems] == [(kind, line)]
    assert "{" not in str(problems[0])


def test_a_year_takes_the_place_of_its_months() -> None:
    """A figure for the year is the year's, whatever months say; else months are added."""
    views = {"a": {Period(2013): 10, Period(2013, 1): 9}, "b": {Period(2013, 1): 2}}
    views["b"][Period(2013, 3)] = 3
    found = Statistics(views)
    assert found.of_year(2013) == {"a": 10, "b": 5}
    assert found.missing_months(2013) == ()
    assert found.in_year("c", 2013) is None


def test_months_without_any_figure_are_missing() -> None:
    """A month is missing when no post has a figure for it; a nought is a figure."""
    found = Statistics({"a": {Period(2013, 1): 0}, "b": {Period(2013, 4): 2}})
    assert found.missing_months(2013, 1, 5) == (2, 3, 5)
    assert found.missing_months(2012) == ()


def test_all_time_is_the_newest_sum_and_what_came_after_it() -> None:
    """A figure of all time up to a month counts with the months and years after that month."""
    views = {
        "a": {Period(2013, 6, True): 5, Period(2014, 6, True): 100, Period(2014, 5): 7},
        "b": {Period(2013): 10, Period(2014, 1): 2},
    }
    views["a"] |= {Period(2014, 7): 3, Period(2015): 40, Period(2015, 2): 4, Period(2014): 90}
    found = Statistics(views)
    assert found.in_all("a") == 100 + 40
    assert found.in_all("b") == 12
    assert found.in_all("c") is None
    assert found.in_year("a", 2013) is None
    assert found.missing_months(2013) == ()


def test_a_figure_says_where_it_comes_from() -> None:
    """The column may be missing, and a word in it that is not known says nothing."""
    text = (
        "# statistics 1\npost,period,views,source\n2013/12/ett,2013-11,3,log\n"
        "2014/01/två,2013-11,4,Blogger\n2014/01/två,../2013-12,9,hemsnickrat\n2013/12/ett,2014,1\n"
    )
    found, problems = read(text, "s.csv", key_of)
    assert problems == ()
    assert found.sources_of(2013) == {Source.LOG, Source.BLOGGER}
    assert found.sources_of(2014) == {Source.UNKNOWN}
    assert found.sources_of() == {Source.LOG, Source.BLOGGER, Source.UNKNOWN}


@settings(max_examples=80)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands below the columns, reading ends in figures and problems."""
    read(HEAD + text, "s.csv", key_of)
