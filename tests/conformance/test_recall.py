"""Forty questions of Swedish readers find the pages that answer them."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import recall
from .publication import Publication

pytestmark = pytest.mark.conformance

#: What search has reached (README), less a little for new posts that push others down.
RECALL_FLOOR = 0.83
RANK_FLOOR = 0.78


def test_figures_tell_good_answers_from_bad() -> None:
    """Half of the pages found is half; a first hit in second place is half; nothing is nothing."""
    expected = frozenset({"a/", "b/"})
    half = recall.Answer("ord", "name", expected, ["x/", "a/", "y/", "z/", "w/", "b/"])
    nothing = recall.Answer("ord", "name", expected, ["x/"])
    assert (half.recall, half.reciprocal_rank) == (0.5, 0.5)
    assert (nothing.recall, nothing.reciprocal_rank) == (0, 0)
    assert recall.recall([half, nothing]) == 0.25


def test_the_questions_are_forty_and_their_pages_exist(publication: Publication) -> None:
    """A page that moves takes its place in the questions along."""
    asked = recall.queries()
    assert len(asked) == len({query["words"] for query in asked}) == 40
    pages = {page for query in asked for page in query["pages"]}
    assert not [page for page in pages if not (publication.folder / page / "index.html").is_file()]


def test_search_finds_what_readers_ask_for(publication: Publication, tmp_path: Path) -> None:
    """Among the first five results stand most of the pages that answer, and one of them early."""
    answers = recall.ask(publication, tmp_path)
    assert recall.recall(answers) >= RECALL_FLOOR, recall.report(answers)
    assert recall.mean_reciprocal_rank(answers) >= RANK_FLOOR, recall.report(answers)
