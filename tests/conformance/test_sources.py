"""The index of sources and the page of a source in Chromium, as a reader uses them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from . import browser_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance

Used = Mapping[str, Any]


@pytest.fixture(scope="module")
def used(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Used:
    """What a reader meets who filters and sorts the index, and copies a source."""
    folder = tmp_path_factory.mktemp("sources")
    return browser_checker.use_sources(publication, folder, "kallor/", "kallor/statskontoret2008/")


def names(shown: Mapping[str, Any]) -> list[str]:
    """Return the names of the sources that the list shows."""
    return [row["short"] for row in shown["rows"]]


def test_a_filter_leaves_what_it_names(used: Used) -> None:
    """As many rows as the choice says, all of the kind; the page says how many of how many."""
    index = used["index"]
    every, law = index["all"], index["law"]
    (choice,) = [one for one in index["options"]["kind"] if one["value"] == "law"]
    assert 1 < len(law["rows"]) < len(every["rows"])
    assert f"({len(law['rows'])})" in choice["text"]
    assert {row["kind"] for row in law["rows"]} == {"law"}
    assert str(len(every["rows"])) in every["says"]
    assert law["says"] == f"Visar {len(law['rows'])} av {len(every['rows'])} källor"


def test_the_choice_stands_in_the_address(used: Used) -> None:
    """The address that a filter makes leads back to the same list, and clearing empties it."""
    index = used["index"]
    assert index["law"]["address"] == "kallor/?kind=law"
    assert index["reloaded"] == index["law"]
    assert index["cleared"]["address"] == "kallor/"
    assert index["cleared"]["rows"] == index["all"]["rows"]


def test_words_and_choices_narrow_together(used: Used) -> None:
    """Words typed on the keyboard are looked for among what the choice left."""
    assert names(used["index"]["typed"]) == ["SFS 2003:1210"]


def test_the_list_can_be_sorted(used: Used) -> None:
    """By year both ways, by title in the Swedish alphabet, and by posts that cite."""
    index = used["index"]
    years = [int(row["year"]) for row in index["oldest"]["rows"]]
    assert years == sorted(years)
    years = [int(row["year"]) for row in index["newest"]["rows"]]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) > 5
    cited = [row["cited"] for row in index["cited"]["rows"]]
    assert cited == sorted(cited, reverse=True)
    titles = [row["title"] for row in index["title"]["rows"]]
    assert titles != [row["title"] for row in index["all"]["rows"]]
    assert titles[-1].startswith("Å")
    assert sorted(titles) == sorted(row["title"] for row in index["all"]["rows"])


def test_a_reference_can_be_copied(used: Used) -> None:
    """The reference and each format land on the clipboard, whole, and the page says so."""
    source = used["source"]
    texts = [one["text"] for one in source["copied"]]
    assert texts == [source["reference"], *source["formats"]]
    assert len(texts) == 4
    assert {one["says"] for one in source["copied"]} == {"Kopierat"}


def test_without_a_script_all_is_there(used: Used) -> None:
    """The whole list, and no field or button that would do nothing."""
    assert used["plain"]["rows"] == len(used["index"]["all"]["rows"])
    assert used["plain"]["fields"] == 0
    assert used["plain"]["buttons"] == 0


def test_both_pages_are_accessible_in_use(used: Used) -> None:
    """axe finds nothing while a filter is on, nor with the formats open; all stays on this host."""
    seen = {name: {"modes": used[name]["modes"]} for name in ("index", "source")}
    fail_on(browser_checker.accessibility(seen))
    kept = {"sources": {"foreign": used["foreign"], "complaints": used["complaints"]}}
    fail_on(browser_checker.behaviour(kept))
