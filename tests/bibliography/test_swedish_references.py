"""Forty Swedish references, set by the rules of Swedish universities' guides."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from sphinx_publication.bibliography.formatting import Run
from sphinx_publication.bibliography.library import Library

DATA = tomllib.loads(Path(__file__).with_name("swedish_references.toml").read_text("utf-8"))
REFERENCES: list[dict[str, Any]] = DATA["references"]
KEYS = [made["entry"].partition("{")[2].partition(",")[0] for made in REFERENCES]


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Library]:
    """All the entries as one library, by style."""
    path = tmp_path_factory.mktemp("swedish") / "references.bib"
    path.write_text("\n".join(made["entry"] for made in REFERENCES), encoding="utf-8")
    return {style: Library.read([path], style) for style in ("apa", "umea-university-harvard")}


def marked(runs: Iterable[Run]) -> str:
    return "".join(f"*{run.text}*" if run.emphasis else run.text for run in runs)


@pytest.mark.parametrize("number", range(len(REFERENCES)), ids=KEYS)
def test_apa(libraries: dict[str, Library], number: int) -> None:
    """The reference and its citation are what the guides to APA 7 say."""
    library, made = libraries["apa"], REFERENCES[number]
    assert marked(library.reference(KEYS[number])) == made["reference"]
    assert library.short(KEYS[number]) == made["cited"]


@pytest.mark.parametrize("number", [n for n, made in enumerate(REFERENCES) if "umea" in made])
def test_harvard(libraries: dict[str, Library], number: int) -> None:
    """The reference is what the guide of Umeå university to Harvard says."""
    library = libraries["umea-university-harvard"]
    assert marked(library.reference(KEYS[number])) == REFERENCES[number]["umea"]


def test_every_reference_names_its_rules(libraries: dict[str, Library]) -> None:
    """There are forty, each by rules that are written down, and all rules are shown."""
    assert len(set(KEYS)) == 40
    named = {rule for made in REFERENCES for rule in made["rules"]}
    named |= {made["umea_rule"] for made in REFERENCES if "umea" in made}
    assert named == set(DATA["rules"])
    assert not libraries["apa"].problems
