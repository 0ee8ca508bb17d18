"""The statistics file changed by an importer: what people wrote in it stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.model import statistics
from sphinx_publication.model.statistics import Period, Source
from sphinx_publication.model.statistics_table import Table, read, write

POSTS = {"2013/12/ett": "posts/2013/12/ett", "posts/2013/12/ett": "posts/2013/12/ett"}
POSTS |= {"2014/01/två": "posts/2014/01/två"}
NAMES = {"posts/2013/12/ett": "2013/12/ett", "posts/2014/01/två": "2014/01/två"}
BY_HAND = """# statistics 1
# Våra siffror
post,period,views,anm

# räknat av Test Testsson
/2014/01/två/,2014-01,7,"a, b"
2013/12/ett,2013-12,412,
2013/12/ett,fel,x,,mer
# sist
"""


def key_of(name: str) -> str:
    return POSTS.get(name, "")


def changed(text: str, figures: dict[tuple[str, Period], int], source: Source = Source.LOG) -> str:
    return write(read(text).with_figures(figures, source, key_of, NAMES.__getitem__))


def test_comments_columns_and_other_rows_stay() -> None:
    """Rows are put in order, comments follow their row, and a figure is changed in its place."""
    text = changed(BY_HAND, {("posts/2013/12/ett", Period(2014, 1)): 5})
    assert text == (
        "# statistics 1\n# Våra siffror\npost,period,views,anm,source\n"
        "2013/12/ett,2013-12,412,,\n2013/12/ett,2014-01,5,,log\n2013/12/ett,fel,x,,,mer\n"
        '\n# räknat av Test Testsson\n/2014/01/två/,2014-01,7,"a, b",\n# sist\n'
    )
    again = changed(text, {("posts/2014/01/två", Period(2014, 1)): 8})
    assert '/2014/01/två/,2014-01,8,"a, b",log\n' in again
    assert changed(again, {}) == again


def test_an_empty_file_gets_its_first_lines() -> None:
    """The first figures make the file; readers take it."""
    text = changed("", {("posts/2013/12/ett", Period(2013, 12)): 1})
    assert text == "# statistics 1\npost,period,views,source\n2013/12/ett,2013-12,1,log\n"


def test_rows_that_go_leave_their_comments() -> None:
    """What a person wrote above a row is not the importer's to remove."""
    table = read(changed(BY_HAND, {})).without(lambda row: row.views == 7)
    assert "# räknat av Test Testsson\n# sist\n" in write(table)
    assert "2014/01" not in write(table)


@pytest.mark.parametrize(
    "text",
    ["post,period,views\n", "# statistics 2\npost,period,views\n", "# statistics 1\npost,a,a\n"],
)
def test_a_file_of_another_form_is_refused(text: str) -> None:
    """What is not understood is not written over."""
    with pytest.raises(ValueError, match=r"its|it has"):
        read(text)


PERIODS = st.builds(Period, st.integers(1000, 9999), st.integers(0, 12), st.booleans())


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(sorted(NAMES)), PERIODS), st.integers(0, 10**9), max_size=9
    )
)
def test_what_is_written_is_read(figures: dict[tuple[str, Period], int]) -> None:
    """The reader of figures takes what the table writes, without a problem; twice is once."""
    text = changed("", figures)
    found, problems = statistics.read(text, "s.csv", key_of)
    assert problems == ()
    assert {(key, p): n for key, some in found.views.items() for p, n in some.items()} == figures
    assert changed(text, figures) == text


@settings(max_examples=80)
@given(st.text(max_size=200))
def test_nothing_written_by_hand_is_lost(text: str) -> None:
    """Whatever stands below the columns, its signs are in the file that is written."""
    table = read("# statistics 1\npost,period,views\n" + text)
    again = write(table)
    assert write(read(again)) == again
    kept = "".join(sorted(again))
    for sign in set(text) - set('"\r\n ,'):
        assert kept.count(sign) >= text.count(sign)


def test_a_table_begins_empty() -> None:
    """An empty text is no error: the file is yet to be made."""
    assert read("") == Table()
