"""What is said of how page views were counted, and of what is not known."""

from __future__ import annotations

import gettext

import pytest

from sphinx_publication.model.number_phrases import Phrases
from sphinx_publication.model.statistics import Source
from sphinx_publication.model.view_sentences import how_counted, missing

SAY = Phrases(gettext.NullTranslations(), "en")


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ((), []),
        ((3, 4), ["There are no figures for March and April."]),
        ((1, 3, 4, 5, 12), ["There are no figures for January, March–May, and December."]),
    ],
)
def test_months_without_figures_are_named(months: tuple[int, ...], said: list[str]) -> None:
    """Three or more in a row by the first and the last."""
    assert list(missing(months, SAY)) == said


def test_nothing_is_claimed_of_figures_that_do_not_say_where_they_come_from() -> None:
    """That robots are out is said only of those who have left them out."""
    assert list(how_counted({Source.UNKNOWN}, SAY)) == []
    assert "without" in " ".join(how_counted({Source.LOG, Source.UNKNOWN}, SAY))
    for source in (Source.BLOGGER, Source.LOG_WITH_ROBOTS):
        assert "without" not in " ".join(how_counted({source}, SAY))
    assert len(list(how_counted({Source.BLOGGER, Source.LOG}, SAY))) == 3
