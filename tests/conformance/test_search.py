"""Search as a Swedish reader uses it, from the field on the start page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from . import browser_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance

Found = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def found(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What a search for each of a few words finds."""
    folder = tmp_path_factory.mktemp("search")
    words = ("samordningsförbund", "utvärdering", "utvärderingarna", "zzyzx")
    return browser_checker.search(publication, folder, *words)


def test_a_search_without_an_index_is_found(publication: Publication, tmp_path: Path) -> None:
    """Where the index is missing, the search finds nothing and complains."""
    site = tmp_path / "site"
    shutil.copytree(
        publication.folder, site, ignore=shutil.ignore_patterns("pagefind", "posts", "*.pdf")
    )
    result = browser_checker.search(Publication(site), tmp_path, "samverkan")["samverkan"]
    assert not result["results"]
    assert result["complaints"]


def test_a_swedish_word_finds_pages_that_say_it(found: Found) -> None:
    """The results lead to pages of the publication, and the page says how many there are."""
    result = found["samordningsförbund"]
    assert len(result["results"]) > 3, result
    assert any(character.isdigit() for character in result["says"]), result["says"]
    assert result["status"] == 200
    assert result["heading"]


def test_an_inflected_word_finds_the_same_pages(found: Found) -> None:
    """Swedish endings do not matter: the definite plural finds as many as the base form finds."""
    said = [found[word]["says"] for word in ("utvärdering", "utvärderingarna")]
    counts = [re.findall(r"\d+", text) for text in said]
    assert counts[0], said
    assert counts[0] == counts[1], said


def test_a_word_that_nobody_wrote_finds_nothing(found: Found) -> None:
    """The page says so instead of staying silent."""
    assert not found["zzyzx"]["results"]
    assert "zzyzx" in found["zzyzx"]["says"]


def test_results_are_accessible(found: Found) -> None:
    """axe finds nothing on a page with results, or without, in light, in dark or 375 px wide."""
    seen = {f"search for {word}": result for word, result in found.items()}
    fail_on(browser_checker.accessibility(seen))


def test_searching_keeps_to_itself(found: Found) -> None:
    """A search asks no other host for anything and complains of nothing."""
    seen = {f"search for {word}": {**result, "status": 200} for word, result in found.items()}
    fail_on(browser_checker.behaviour(seen))
