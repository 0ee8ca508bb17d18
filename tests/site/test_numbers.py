"""The year in numbers on the site: what is counted, where it stands, when it is written anew."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.site.conftest import Project


@pytest.fixture(scope="module")
def built(project: Callable[[str], Project]) -> Project:
    return project("numbers").build()


def sentences(page: BeautifulSoup) -> dict[str, str]:
    """Return what the page says, by part."""
    found = page.select(".numbers__part")
    return {str(one["id"]): one.p.get_text() if one.p else "" for one in found}


def figures(page: BeautifulSoup) -> list[str]:
    return [" ".join(one.get_text().split()) for one in page.select(".figures__item")]


def test_a_year_is_told_in_large_numbers_and_sentences(built: Project) -> None:
    """Every figure stands beside that of the year before; every sentence has the true number."""
    page = built.page("arsbocker/2013/siffror/index.html")
    assert page.h1 is not None
    assert page.h1.get_text() == "Året 2013 i siffror"
    assert figures(page) == [
        "2 inlägg 2012: 1",
        "24 ord 2012: 10",
        "2 författare 2012: 1",
        "4 hänvisningar 2012: 0",
        "2 citerade källor 2012: 0",
        "1 kommentar 2012: 0",
        "1 800 sidvisningar 2012: 60",
    ]
    said = sentences(page)
    assert said["posts"] == (
        "2 inlägg kom ut under 2013. Det är ett fler än 2012. "
        "De kom i mars och december, ett i varje månad. Inget inlägg kom ut under 10 av månaderna."
    )
    assert said["words"].startswith("Tillsammans har inläggen 24 ord, i genomsnitt 12 per inlägg.")
    assert said["authors"] == (
        "2 författare har skrivit. Flest inlägg är skrivna av Ola Öst: 2 inlägg."
    )
    assert said["sources"] == (
        "Inläggen citerar 2 källor, sammanlagt 4 gånger. "
        "Mest citerad är Ham (2013): 3 gånger, i 2 inlägg."
    )
    assert "Flest hänvisningar går till The King's Fund: 3 hänvisningar." in said["publishers"]
    assert said["topics"] == "Ett ämne är nytt: Ekonomi."
    assert said["series"] == "Serien Ord för ord växte med 2 delar."
    assert said["comments"] == "Läsarna skrev en kommentar. Under 2012 var det 0."
    assert said["views"] == (
        "Inläggens sidor visades 1\u00a0800 gånger. Under 2012 var det 60. "
        "Mest läst är ”Början på allt”: 1\u00a0500 visningar."
    )


def test_words_are_those_of_the_running_text(built: Project) -> None:
    """No title, code, formula, footnote or citation is counted; headings and cells are."""
    assert built.app is not None
    words = built.app.env.publication_words  # type: ignore[attr-defined]
    # Four, two in the heading, three in the list, two quoted, two and one in the table, two last.
    assert words["posts/2013/03/ord"][""] == 4 + 2 + 3 + 2 + 3 + 2
    assert words["posts/2012/11/borjan"][""] == 10
    assert words["posts/2013/12/fler"][""] == 8
    assert words["posts/2013/03/ord"]["tva-ord"] == 3 + 2 + 3 + 2


def test_an_open_year_says_so_and_leaves_the_future_out(built: Project) -> None:
    """A post dated after the build is counted nowhere."""
    page = built.page("arsbocker/2026/siffror/index.html")
    lead = page.select_one(".lead")
    assert lead is not None
    assert lead.get_text() == (
        "Året 2026 är inte slut: siffrorna sträcker sig till inlägget den 2 september."
    )
    said = sentences(page)
    assert said["posts"] == (
        "Hittills under 2026 har ett inlägg kommit ut. Det kom i september. "
        "Under 2025 kom inget inlägg ut."
    )
    assert said["sources"] == "Inlägget citerar ingen källa."
    assert said["topics"] == "Ett ämne är nytt: Nytt."
    assert "views" not in said


def test_volumes_of_years_and_topics_have_their_own_numbers(built: Project) -> None:
    """Years are told one by one in a table that stands open; a topic is not compared."""
    page = built.page("arsbocker/2012-2013/siffror/index.html")
    assert page.h1 is not None
    assert page.h1.get_text() == "Åren 2012–2013 i siffror"
    rows = [
        [cell.get_text() for cell in row.select("th, td")]
        for row in page.select("#posts .chart__table tr")
    ]
    assert rows[1:] == [["2012", "1", "10", "1", "0", "0"], ["2013", "2", "24", "2", "4", "2"]]
    assert not page.select("#posts details")
    said = sentences(built.page("arsbocker/samverkan/siffror/index.html"))
    assert "views" not in said
    assert "comments" not in said


def test_charts_say_their_numbers_and_have_a_table(built: Project) -> None:
    """The drawing is one picture with every number in its name; the table has the same."""
    page = built.page("arsbocker/2013/siffror/index.html")
    charts = page.select(".chart")
    assert len(charts) == 4
    for chart in charts:
        drawing = chart.svg
        assert drawing is not None
        assert drawing["role"] == "img"
        name = page.find(id=str(drawing["aria-labelledby"]))
        assert name is not None
        for row in chart.select("tbody tr"):
            heading, value, *_rest = (cell.get_text() for cell in row.select("th, td"))
            assert value == "0" or f"{heading.partition(':')[0]}: {value}" in name.get_text()
    links = [str(link["href"]) for link in page.select("#sources tbody a")]
    assert links == ["../../../kallor/ham2013/", "../../../kallor/isf2012/"]
    assert [str(link["href"]) for link in page.select("#views tbody a")] == [
        "../../../2012/11/borjan/",
        "../../../2013/03/ord/",
    ]


def test_readers_and_searchers_find_the_page(built: Project) -> None:
    """The yearbook's page leads there, the sitemap has it, search takes it in; no feed does."""
    address = "https://siffror.example/arsbocker/2013/siffror/"
    assert f"<loc>{address}</loc>" in built.text("sitemap.xml")
    links = [str(link.get("href")) for link in built.page("arsbocker/2013/index.html").select("a")]
    assert "siffror/" in links
    article = built.page("arsbocker/2013/siffror/index.html").select_one("[data-pagefind-body]")
    assert article is not None
    assert not [name for name in built.files() if name.endswith(".xml") and "siffror" in name]
    assert "siffror/" not in built.text("atom.xml")


def test_what_is_wrong_with_the_statistics_is_said_once(built: Project) -> None:
    """File and line stand in the message."""
    wrong = [line for line in built.warnings if "statistics" in line]
    assert len(wrong) == 1
    assert wrong[0].startswith("statistics.csv:8: WARNING: no published post has the address")


def test_new_statistics_are_shown_though_no_text_has_changed(
    project: Callable[[str], Project],
) -> None:
    """The page is written anew when only the file of page views has changed; none is none."""
    built = project("numbers").build()
    file = built.folder / "statistics.csv"
    file.write_text(file.read_text("utf-8").replace("1500", "2500"), encoding="utf-8")
    built.build()
    assert not built.read
    assert "2 800" in built.page("arsbocker/2013/siffror/index.html").get_text().replace(
        "\u00a0", " "
    )
    file.unlink()
    built.build()
    assert "views" not in sentences(built.page("arsbocker/2013/siffror/index.html"))
    (line,) = [line for line in built.warnings if "statistics" in line]
    assert "cannot be read" in line


def test_a_parallel_build_counts_the_same(
    built: Project, project: Callable[[str], Project]
) -> None:
    """Words that other processes read are taken over; those of a removed post are forgotten."""
    other = project("numbers").build(parallel=3)
    assert built.differences(other) == []
    (other.folder / "posts/2013/12/fler.md").unlink()
    other.build(parallel=3)
    assert other.app is not None
    assert "posts/2013/12/fler" not in other.app.env.publication_words  # type: ignore[attr-defined]
    assert figures(other.page("arsbocker/2013/siffror/index.html"))[0] == "1 inlägg 2012: 1"


def test_the_address_is_configuration(project: Callable[[str], Project]) -> None:
    """The last word of the address is one of publication_addresses."""
    built = project("numbers").build(publication_addresses={"numbers": "statistik"})
    assert (built.site / "arsbocker/2013/statistik/index.html").exists()
    assert not (built.site / "arsbocker/2013/siffror").exists()


def most_read(page: BeautifulSoup) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in page.select(".most-read > *")]


def test_the_page_of_a_year_has_its_most_read_posts(built: Project) -> None:
    """With places, views, the months that are missing, and how the figures were made."""
    page = built.page("2012/index.html")
    assert most_read(page) == ["Mest lästa 2012", "Början på allt 60 visningar"]
    year = built.page("2013/index.html")
    assert [str(one["value"]) for one in year.select(".most-read__item")] == ["1", "2"]
    ever = most_read(built.page("inlagg/index.html"))
    assert ever[:1] == ["Mest lästa genom tiderna"]
    assert "Början på allt 1 560 visningar" in ever[1].replace("\u00a0", " ")
    assert most_read(built.page("2026/index.html")) == []


def test_figures_say_what_is_shared_missing_and_how_it_was_counted(
    project: Callable[[str], Project],
) -> None:
    """A change in the file alone is a change of the pages, as in a clean build."""
    changed = project("numbers")
    changed.build()
    (changed.folder / "statistics.csv").write_text(
        "# statistics 1\npost,period,views,source\n2012/11/borjan,2013-01,7,log\n"
        "2013/03/ord,2013-04,7,log\n2013/12/fler,2013-04,3,blogger\n"
        "2013/12/fler,../2026-01,30,goatcounter\n",
        encoding="utf-8",
    )
    page = changed.build().page("2013/index.html")
    heading, places, remarks = most_read(page)
    assert heading == "Mest lästa 2013"
    assert places.count("delad plats") == 2
    assert [str(one["value"]) for one in page.select(".most-read__item")] == ["1", "1", "3"]
    assert remarks.startswith("För februari, mars och maj–december saknas siffror. ")
    assert remarks.endswith(
        "Siffrorna kommer från flera håll, som räknar på olika sätt. Siffrorna är räknade ur "
        "webbserverns logg, utan sökrobotar. Siffrorna är Bloggers egna, och sökrobotar kan ingå i "
        "dem."
    )
    said = sentences(changed.page("arsbocker/2013/siffror/index.html"))["views"]
    assert said.endswith("kan ingå i dem.")
    assert "30 visningar" in most_read(changed.page("inlagg/index.html"))[1]


def test_the_data_of_the_publication_have_the_views_of_each_year(built: Project) -> None:
    """A post without figures has none; no figure is made up."""
    posts = json.loads(built.text("kunskap.json"))["posts"]
    views = {one["address"]: one.get("views") for one in posts}
    assert views["2012/11/borjan/"] == {"2012": 60, "2013": 1500}
    assert views["2013/12/fler/"] is None
