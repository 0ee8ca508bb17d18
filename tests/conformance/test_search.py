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


@pytest.fixture(scope="module")
def narrowed(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What the search page shows while a search is narrowed, shared and misspelt."""
    return browser_checker.narrow(
        publication,
        tmp_path_factory.mktemp("narrow"),
        {
            "query": "samordning",
            "source": "sfs2003-1210",
            "misspelt": "försäkringskasan",
            "apart": "utanför skap",
        },
    )


def test_nothing_of_the_index_is_fetched_before_a_reader_turns_to_the_field(
    narrowed: Found,
) -> None:
    """The page that nobody searches is as light as any other."""
    fetched = narrowed["before"]
    assert any("publication-search.js" in one for one in fetched)
    assert not [one for one in fetched if "pagefind/" in one or "publication-search-" in one]


def test_results_are_narrowed_by_keyboard_and_say_so(narrowed: Found) -> None:
    """A kind, then a year: fewer results each time, all of them so; the focus stays."""
    every, kind, year = narrowed["all"], narrowed["kind"], narrowed["year"]
    assert every["focus"] == "search-page-field"
    assert len(set(every["kinds"])) > 1
    assert set(kind["kinds"]) == {"Inlägg"}
    assert kind["address"] == "?q=samordning&typ=inlagg"
    assert kind["focus"] == "inlagg"
    assert kind["says"] != every["says"]
    (chosen,) = year["chosen"]
    assert {date[:4] for date in year["dates"]} == {chosen}
    assert _count(every) > _count(kind) > _count(year) > 0


def test_cited_sources_are_fetched_when_a_reader_looks_for_them(narrowed: Found) -> None:
    """They are the larger part of what results are narrowed by; opening the filters offers them."""
    assert narrowed["closed"] == {"sources": 1, "fetched": False}


def test_a_search_is_its_address(narrowed: Found) -> None:
    """Back, forth and a shared address show the same results, and the form says what was chosen."""
    steps = ("address", "titles", "checked", "chosen", "says")
    for one, other in (("back", "kind"), ("forward", "year"), ("shared", "year")):
        assert [narrowed[one][step] for step in steps] == [narrowed[other][step] for step in steps]
    assert narrowed["reset"]["address"] == "?q=samordning"
    assert narrowed["reset"]["titles"] == narrowed["all"]["titles"]
    assert narrowed["reset"]["focus"] == "search-page-field"


def test_posts_that_cite_a_source_are_found_by_its_word(
    narrowed: Found, publication: Publication
) -> None:
    """Each page found leads to the source, or is the source's own."""
    assert narrowed["source"]["titles"]
    for title in narrowed["source"]["titles"]:
        address = title.split("/", 3)[3]
        page = (publication.folder / address / "index.html").read_text(encoding="utf-8")
        assert "kallor/sfs2003-1210" in page or address == "kallor/sfs2003-1210/", address


def test_a_misspelt_word_finds_what_was_meant(narrowed: Found) -> None:
    """The page says that nobody wrote the word, and for which one it answers."""
    says = narrowed["misspelt"]["says"]
    assert "”försäkringskasan”" in says
    assert "”försäkringskassan”" in says.casefold()
    assert narrowed["misspelt"]["titles"][0].endswith("/organisationer/forsakringskassan/")


def test_a_word_typed_apart_is_asked_for(narrowed: Found) -> None:
    """Where there are few answers, a link leads to those that may be meant."""
    assert narrowed["apart"]["hint"] == "Menade du utanförskap?"
    assert narrowed["meant"]["says"].endswith("”utanförskap”.")
    assert narrowed["meant"]["titles"]


def test_results_lead_to_the_headings_of_their_passages(narrowed: Found) -> None:
    """Each heading that is named is there; more results come when asked for, and have the focus."""
    assert len(narrowed["more"]["titles"]) == 20
    assert len(narrowed["places"]) > 3
    assert [one["link"] for one in narrowed["places"] if not one["isThere"]] == []


def test_without_a_script_the_page_leads_to_the_lists(narrowed: Found) -> None:
    """It says why there is no answer."""
    assert "JavaScript" in narrowed["still"]["says"]
    assert narrowed["still"]["links"] >= 4


def _count(seen: Mapping[str, Any]) -> int:
    """Return how many pages the status tells of."""
    return int(re.findall(r"\d+", seen["says"].replace("En sida", "1"))[0])


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
