"""The index of sources, and the whole bibliography as files."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sphinx_publication.bibliography.reader import read

from .conftest import Project
from .test_sources import texts


@pytest.fixture(scope="module")
def built(project: Callable[[str], Project]) -> Project:
    """The site of the test root."""
    return project("sources").build()


def test_every_source_stands_in_swedish_order(built: Project) -> None:
    """Ö comes last, whatever the script does; each row leads to its page."""
    soup = built.page("kallor/index.html")
    assert texts(soup, ".source-list--all .source-list__name") == [
        "Goodwin & Sonola, 2013",
        "Riksförsäkringsverket & Socialstyrelsen, u.å.",
        "SFS 2003:1210",
        "Zetterberg, 2011",
        "Öberg, 2015",
    ]
    for link in soup.select(".source-list--all a"):
        assert (built.site / "kallor" / str(link["href"]) / "index.html").is_file()


def test_the_numbers_count_the_sources(built: Project) -> None:
    """How many there are by name, year, kind, type and topic, without any script."""
    soup = built.page("kallor/index.html")
    numbers = {
        str(part["data-facet"]): dict(
            zip(texts(part, "li > span:first-child"), texts(part, ".count"), strict=True)
        )
        for part in soup.select("[data-facet]")
    }
    assert numbers == {
        "name": {
            "Goodwin, Nick": "1",
            "Linköpings universitet": "1",
            "Riksförsäkringsverket": "1",
            "Riksförsäkringsverket och Socialstyrelsen": "1",
            "Socialstyrelsen": "1",
            "Sonola, Lara": "1",
            "The King’s Fund": "1",
            "Zetterberg, Al": "1",
            "Öberg, Åsa": "1",
        },
        "year": {"2015": "1", "2013": "1", "2011": "1", "2003": "1", "Utan år": "1"},
        "kind": {"Lag och förarbeten": "1", "Tankesmedja": "1", "Forskning": "2", "Webb": "1"},
        "type": {
            "Artikel": "1",
            "Doktorsavhandling": "1",
            "Författning (SFS)": "1",
            "Rapport": "1",
            "Webbsida": "1",
        },
        "topic": {"pengar": "1", "Vård ihop": "1"},
    }


def test_each_number_is_that_of_the_rows(built: Project) -> None:
    """As many rows bear a value as its number says: the script filters by these."""
    soup = built.page("kallor/index.html")
    rows = soup.select(".source-list--all > li")
    choices = soup.select("[data-facet] > li")
    assert len(choices) > 15
    for choice in choices:
        assert choice.parent is not None
        mark = f"data-{choice.parent['data-facet']}"
        bearers = [row for row in rows if choice["data-value"] in str(row.get(mark, "")).split(",")]
        count = choice.select_one(".count")
        assert count is not None
        assert len(bearers) == int(count.get_text())


def test_fields_wait_for_the_script(built: Project) -> None:
    """Without a script no field is shown that would do nothing."""
    soup = built.page("kallor/index.html")
    assert soup.select_one("form.source-filter[hidden]")
    assert soup.select_one("script[defer][src*='publication-sources.js']")
    assert (built.site / "_static/publication-sources.js").is_file()
    assert (built.site / "_static/publication-copy.js").is_file()


def test_the_whole_bibliography_can_be_fetched(built: Project) -> None:
    """One file for each format, named after the publication, with every source."""
    links = built.page("kallor/index.html").select(".exports__download")
    assert [str(link["href"]) for link in links] == [
        "kallor-och-sant.bib",
        "kallor-och-sant.ris",
        "kallor-och-sant.json",
    ]
    keys = {"fund_2013", "unsafe2012", "sfs2003_1210", "zetterberg2011", "oberg2015"}
    assert read([built.site / "kallor/kallor-och-sant.bib"]).sources.keys() == keys
    assert {one["id"] for one in json.loads(built.text("kallor/kallor-och-sant.json"))} == keys
    assert built.text("kallor/kallor-och-sant.ris").count("TY  - ") == len(keys)


def test_an_author_may_introduce_the_index(project: Callable[[str], Project]) -> None:
    """A document at the index' address ends in the list, and follows the bibliography."""
    one = project("sources")
    own = one.folder / "source/kallor/index.md"
    own.write_text("# Vad vi läst\n\nHär är allt.\n", encoding="utf-8")
    one.build()
    soup = one.page("kallor/index.html")
    assert texts(soup, "h1") == ["Vad vi läst#"]
    assert len(soup.select(".source-list--all > li")) == 5
    bib = one.folder / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8").replace("Avhandling", "Lång bok"), "utf-8")
    one.build()
    assert "Lång bok" in one.text("kallor/index.html")
