"""How well search finds: recall among the first results, and how early the first good one comes.

Run from the checkout's root with ``python -m tests.conformance.recall``; it prints a line for each
query that missed something, and the two figures, for each set of queries.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

from . import browser_checker
from .publication import Publication

#: The queries that search was tuned on, and the pages expected.
TUNED = Path(__file__).parent / "swedish_queries.toml"

#: Queries that nothing was tuned on.
HELD_OUT = Path(__file__).parent / "held_out_queries.toml"

#: Queries that were asked for the first time when search was finished.
LATE = Path(__file__).parent / "late_queries.toml"

#: How many results a reader looks at.
FIRST = 5


@dataclass(frozen=True)
class Answer:
    """What a query should find, and what it found."""

    words: str
    #: What is hard about the query: "compound", "misspelling", …
    hard: str
    #: Addresses of the pages that answer it.
    expected: frozenset[str]
    #: Addresses of the results, best first.
    found: Sequence[str]

    @property
    def recall(self) -> float:
        """The share of the expected pages among the first results: 0 to 1."""
        return len(self.expected & set(self.found[:FIRST])) / len(self.expected)

    @property
    def reciprocal_rank(self) -> float:
        """1 where the first result is an expected one, 1/2 where the second is, 0 for none."""
        ranks = (rank for rank, page in enumerate(self.found, 1) if page in self.expected)
        return 1 / next(ranks, float("inf"))


def queries(file: Path) -> Sequence[Mapping[str, Any]]:
    """Return the queries of a file: ``words``, ``as`` and ``pages`` each."""
    found: Sequence[Mapping[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["query"]
    return found


def ask(publication: Publication, scratch: Path, file: Path) -> list[Answer]:
    """Ask the publication's search page every query of a file, in Chromium."""
    asked = queries(file)
    found = browser_checker.ask(publication, scratch, *(query["words"] for query in asked))
    return [
        Answer(query["words"], query["as"], frozenset(query["pages"]), found[query["words"]])
        for query in asked
    ]


def recall(answers: Iterable[Answer]) -> float:
    """Return the mean share of expected pages among the first five results."""
    return fmean(answer.recall for answer in answers)


def mean_reciprocal_rank(answers: Iterable[Answer]) -> float:
    """Return the mean of one over the place of the first expected page."""
    return fmean(answer.reciprocal_rank for answer in answers)


def report(answers: Sequence[Answer]) -> str:
    """Return what was missed, and the figures, for people."""
    lines = [
        f"{answer.words} ({answer.hard}): {answer.recall:.2f}; "
        f"missed {', '.join(sorted(answer.expected - set(answer.found[:FIRST])))}"
        for answer in answers
        if answer.recall < 1
    ]
    figures = f"recall@{FIRST} {recall(answers):.3f}, MRR {mean_reciprocal_rank(answers):.3f}"
    return "\n".join([*lines, figures])


if __name__ == "__main__":
    site = Publication(Path(os.environ.get("PUBLICATION_SITE", "_build/site")).resolve())
    for file in (TUNED, HELD_OUT, LATE):
        with TemporaryDirectory() as scratch:
            sys.stdout.write(f"{file.stem}\n{report(ask(site, Path(scratch), file))}\n")
