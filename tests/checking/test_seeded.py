"""Each mistake is found where it is, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking.seeded import Seed, sow
from checking.seeds import SEEDS

from sphinx_publication.checking import publication, rules
from sphinx_publication.model.problems import Kind
from sphinx_publication.project import read


def found(root: Path) -> list[tuple[Kind, str, int]]:
    """Return what the check says of a publication."""
    problems = rules.problems(publication.read(read(root)))
    return [(one.kind, one.path, one.line) for one in problems]


def test_nothing_is_wrong_where_nothing_was_sown(tmp_path: Path) -> None:
    """The publication that the mistakes are sown into has none."""
    sow(tmp_path)
    assert found(tmp_path) == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.kind.subtype}-{SEEDS.index(seed)}")
def test_a_mistake_is_found_where_it_is_and_nothing_else(tmp_path: Path, seed: Seed) -> None:
    """One message, with the right kind, file and line."""
    line = sow(tmp_path, seed)
    assert found(tmp_path) == [(seed.kind, seed.found_in or seed.path, line)]


def test_there_are_many_kinds_of_mistakes() -> None:
    """More than fifty kinds are sown."""
    assert len({seed.kind for seed in SEEDS}) > 70
