"""Figures copied from Blogger: a form to fill in, and pasted lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_publication.importing.statistics import by_hand, posts
from sphinx_publication.importing.statistics.views import LeftOut, NoStatistics
from sphinx_publication.model.statistics import Period
from sphinx_publication.project import read as read_project

TIO, VAR = "posts/2013/12/tio", "posts/2014/01/var"


def known(publication: Path) -> posts.Posts:
    return posts.known(read_project(publication))


def test_the_form_has_every_post_that_was_out(publication: Path) -> None:
    """Oldest first, with an empty cell for the figure; drafts and later posts are not there."""
    assert by_hand.form(known(publication), Period(2014, 2)) == (
        "\ufeffpost;title;period;views\r\n2013/12/tio;Årets tio i topp;2014-02;\r\n"
        "2014/01/var;Vår 2014;2014-02;\r\n2014/02/lika;Lika;2014-02;\r\n"
    )
    assert by_hand.form(known(publication), Period(2012)).count("\n") == 1


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_form_that_is_filled_in_is_read(publication: Path, sign: str) -> None:
    """As spreadsheets save it; empty lines are left out, and numbers are as people write them."""
    rows = (
        ("post", "title", "period", "views"),
        ("2013/12/tio", "Årets tio i topp", "2013", "19\u00a0700"),
        ("2014/01/var", "Vår 2014", "../2014-06", '"1.234"'),
        ("2014/02/lika", "Lika", "2014", ""),
    )
    text = "\ufeff" + "".join(sign.join(row) + "\r\n" for row in rows)
    found = by_hand.read(text, "form.csv", known(publication))
    assert found.views == {(TIO, Period(2013)): 19700, (VAR, Period(2014, 6, True)): 1234}
    assert +found.left_out == {LeftOut.EMPTY: 1}
    assert found.faults == []


def test_a_line_of_the_form_that_cannot_be_used_is_named(publication: Path) -> None:
    """With the file and the line; the others count."""
    text = (
        "post;title;period;views\n2013/12/fel;;2013;1\n2013/12/tio;;i fjol;1\n"
        "2013/12/tio;;2013;1,2K\n2013/12/tio;;2013;5\n2013/12/tio;;2013;6\n"
    )
    found = by_hand.read(text, "form.csv", known(publication))
    assert found.views == {(TIO, Period(2013)): 5}
    assert [(one.path, one.line) for one in found.faults] == [
        ("form.csv", line) for line in (2, 3, 4, 6)
    ]
    assert "'1,2K'" in found.faults[2].reason


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("19 700", 19700),
        ("19.700", 19700),
        ("1\u202f234\u202f567", 1234567),
        ("0", 0),
        ("19.7", None),
        ("19 70", None),
        ("1,2 tn", None),
        ("-4", None),
        ("٣", None),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, value: int | None) -> None:
    """Thousands may be parted; what is no whole number is none."""
    assert by_hand.number(written) == value


def test_pasted_lines_are_matched_by_title(publication: Path) -> None:
    """A title and a number on a line, or on lines of their own with others between."""
    text = "Inlägg\tVisningar\n“Årets tio i topp”\t19 700\nVår 2014\n7 jan. 2014\n1 234\n"
    found = by_hand.read(text, "p.txt", known(publication), Period(2014))
    assert found.views == {(TIO, Period(2014)): 19700, (VAR, Period(2014)): 1234}
    assert found.faults == []
    short = by_hand.read("Årets tio…  88", "p.txt", known(publication), Period(2014))
    assert short.views == {(TIO, Period(2014)): 88}


def test_a_title_that_two_posts_have_is_named(publication: Path) -> None:
    """So is one that no post has; nothing is guessed."""
    text = "Lika\t5\nÅrets tia\t6\nVår 2014 7\nVår 2014 8\n"
    found = by_hand.read(text, "p.txt", known(publication), Period(2014))
    assert found.views == {(VAR, Period(2014)): 7}
    assert [one.line for one in found.faults] == [1, 2, 4]
    assert "2014/02/lika, 2014/03/lika" in found.faults[0].reason


def test_pasted_lines_need_a_period(publication: Path) -> None:
    """Blogger's page does not say it where lines are copied."""
    with pytest.raises(NoStatistics, match="--period"):
        by_hand.read("Lika\t5\n", "p.txt", known(publication))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.booleans())
def test_no_text_breaks_the_reader(publication: Path, text: str, as_form: bool) -> None:
    """Whatever is pasted or filled in, reading ends in figures and named lines."""
    head = "post;title;period;views\n" if as_form else ""
    by_hand.read(head + text, "p.txt", known(publication), Period(2014))
