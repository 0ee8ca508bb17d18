"""Ninety-two questions of Swedish readers find the pages that answer them."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import recall
from .publication import Publication

pytestmark = pytest.mark.conformance

#: What search has reached (benchmarks/search.md), less a little for new posts that push others
#: down: recall and mean reciprocal rank.
FLOORS = {
    recall.TUNED: (0.87, 0.80),
    recall.HELD_OUT: (0.90, 0.82),
    recall.LATE: (0.82, 0.81),
}


def test_figures_tell_good_answers_from_bad() -> None:
    """Half of the pages found is half; a first hit in second place is half; nothing is nothing."""
    expected = frozenset({"a/", "b/"})
    half = recall.Answer("ord", "name", expected, ["x/", "a/", "y/", "z/", "w/", "b/"])
    nothing = recall.Answer("ord", "name", expected, ["x/"])
    assert (half.recall, half.reciprocal_rank) == (0.5, 0.5)
    assert (nothing.recall, nothing.reciprocal_rank) == (0, 0)
    assert recall.recall([half, nothing]) == 0.25


def test_the_questions_differ_and_their_pages_exist(publication: Publication) -> None:
    """Forty were tuned on, the others were not; a page that moves takes its place in them along."""
    sets = [recall.queries(file) for file in FLOORS]
    assert [len(queries) for queries in sets] == [40, 30, 22]
    every = [query for queries in sets for query in queries]
    assert len({query["words"].casefold() for query in every}) == 92
    pages = {page for query in every for page in query["pages"]}
    assert not [page for page in pages if not (publication.folder / page / "index.html").is_file()]


@pytest.mark.parametrize("file", FLOORS, ids=lambda file: file.stem)
def test_search_finds_what_readers_ask_for(
    publication: Publication, tmp_path: Path, file: Path
) -> None:
    """Among the first five results stand most of the pages that answer, and one of them early."""
    answers = recall.ask(publication, tmp_path, file)
    least_recall, least_rank = FLOORS[file]
    assert recall.recall(answers) >= least_recall, recall.report(answers)
    assert recall.mean_reciprocal_rank(answers) >= least_rank, recall.report(answers)
