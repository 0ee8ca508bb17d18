"""Ranked lists: places marked in posts, the whole list of each year, the years compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

if TYPE_CHECKING:
    from .conftest import Project


@pytest.fixture(scope="module")
def lists(project: Callable[[str], Project]) -> Project:
    """Return the test root, built once."""
    return project("toplists").build()


def rows(lists: Project, path: str) -> list[tuple[str, str]]:
    """Return what the page of a year shows, as plain text."""
    items = lists.page(f"{path}/index.html").select(".toplist-whole__item")
    return [
        (
            item.select_one(".toplist-whole__number").text.removeprefix("Plats "),
            " + ".join(p.text for p in item.select(".toplist-whole__title, .muted")),
        )
        for item in items
    ]


def test_headings_that_begin_with_a_number_are_places(lists: Project) -> None:
    """The directive lists them with their numbers and leads to each; "2014 väntar" is none."""
    page = lists.page("2013/12/fem-till-fyra/index.html")
    items = page.select("ol.toplist > li")
    assert [(item["value"], item.a["href"], item.text.strip()) for item in items] == [
        ("5", "#pengarna", "Pengarna"),
        ("4", "#att-mata", "Att mäta"),
    ]
    assert "5. Pengarna" in page.select_one("#pengarna h2").text


def test_lines_of_the_directive_are_places(lists: Project) -> None:
    """In the author's order and numbers, ties included, with Markdown and continued lines."""
    page = lists.page("2012/12/hela-listan/index.html")
    items = page.select("ol.toplist > li")
    assert [item["value"] for item in items] == ["1", "2", "3", "3", "5"]
    assert [item.get("id") for item in items] == [
        "arets-topp-1", None, "arets-topp-3", "arets-topp-3-2", "arets-topp-5"
    ]  # fmt: skip
    assert " ".join(items[2].text.split()) == "Utvärdering på två rader"
    assert items[4].em.text == "av allt"


def test_a_year_is_put_together_from_its_parts(lists: Project) -> None:
    """Two posts, a tie, and places that no part names in the author's words."""
    assert rows(lists, "topplistor/arets-topp/2013") == [
        ("6", "hittades inte"),
        ("5", "Pengarna"),
        ("4", "Att mäta"),
        ("2", "Sociala investeringar + Ungdomar"),
        ("1", "hittades inte"),
    ]
    page = lists.page("topplistor/arets-topp/2013/index.html")
    assert page.h1.text == "Årets topp 2013"
    assert [link.text for link in page.select(".post-list__title a")] == [
        "Plats fem och fyra",
        "Plats två och ett",
    ]


def test_every_place_leads_to_the_very_place(lists: Project) -> None:
    """The link's fragment is an id in that post."""
    for path in ("topplistor/arets-topp/2013", "topplistor/arets-topp/2012"):
        links = lists.page(f"{path}/index.html").select(".toplist-whole__title a")
        assert links
        for link in links:
            target, _, fragment = link["href"].partition("#")
            page = lists.page(f"{path}/{target}index.html")
            assert page.find(id=fragment) is not None


def test_missing_places_are_coming_unless_the_author_says_else(
    project: Callable[[str], Project],
) -> None:
    """The usual word is "kommer"."""
    copy = project("toplists")
    (copy.folder / "posts/2013/12/tva-och-ett.md").unlink()
    copy.build()
    assert rows(copy, "topplistor/arets-topp/2013")[-1] == ("3–1", "kommer")


def test_years_are_compared_place_by_place(lists: Project) -> None:
    """A column for each year, newest first; each year leads to its list."""
    page = lists.page("topplistor/arets-topp/index.html")
    assert [th.text for th in page.select("thead th")] == ["Plats", "2013", "2012"]
    assert page.select("thead a")[0]["href"] == "2013/"
    table = {
        tr.th.text: [
            " + ".join(p.text for p in td.select("p")) or td.text for td in tr.select("td")
        ]
        for tr in page.select("tbody tr")
    }
    assert table == {
        "6": ["hittades inte", "–"],
        "5": ["Pengarna", "Sist av allt"],
        "4": ["Att mäta", "–"],
        "3": ["–", "Utvärdering på två rader + Bilar"],
        "2": ["Sociala investeringar + Ungdomar", "Sociala fonder"],
        "1": ["hittades inte", "Tält"],
    }


def test_topics_that_come_back_are_named(lists: Project) -> None:
    """By the author's label, by the title, or by an alias of the topic's page."""
    page = lists.page("topplistor/arets-topp/index.html")
    names = {
        item.a.text if item.a else "": [a.text for a in item.select(".label-list__description a")]
        for item in page.select(".label-list__item")
    }
    assert list(names) == ["Sociala investeringar"]
    assert names["Sociala investeringar"] == [
        "plats 5 år 2013",
        "plats 2 år 2013",
        "plats 2 år 2012",
    ]


def test_posts_and_the_index_lead_to_the_list(lists: Project) -> None:
    """Below the part stands the way to the whole; the index names every list."""
    link = lists.page("2012/12/hela-listan/index.html").select_one(".toplist-lead a")
    assert (link.text, link["href"]) == ("Årets topp 2012", "../../../topplistor/arets-topp/2012/")
    item = lists.page("topplistor/index.html").select_one(".label-list__item")
    assert (item.a.text, item.a["href"]) == ("Årets topp", "arets-topp/")


def test_an_authors_page_ends_in_the_list(project: Callable[[str], Project]) -> None:
    """Text by the author at the address of the list, and of a year."""
    copy = project("toplists")
    folder = copy.folder / "source/topplistor"
    (folder / "arets-topp").mkdir(parents=True)
    (folder / "arets-topp.md").write_text("# Vår topplista\n\nOm listan.\n")
    (folder / "arets-topp/2013.md").write_text("# Året som gick\n\nOm året.\n")
    copy.build()
    whole = copy.page("topplistor/arets-topp/index.html")
    assert "Om listan." in whole.text
    assert whole.select("table.toplist-years")
    assert len(rows(copy, "topplistor/arets-topp/2013")) == 5
    link = copy.page("topplistor/index.html").select_one(".label-list__item a")
    assert link.text == "Vår topplista"


def test_mistakes_are_said_with_file_line_and_remedy(project: Callable[[str], Project]) -> None:
    """No place, a line that is none, a year that is none, a place named differently."""
    copy = project("toplists")
    posts = copy.folder / "posts/2013/12"
    head = "---\ndate: 2013-12-2{}\n---\n# {}\n\n```{{toplist}} Årets topp\n"
    (posts / "tom.md").write_text(head.format(1, "Tom") + "```\n\nText.\n")
    (posts / "fel.md").write_text(
        head.format(2, "Fel") + ":year: i fjol\n\n5. Ett annat ämne\n\nUtan plats\n```\n"
    )
    (copy.folder / "source/rest.rst").write_text(
        "Rest\n====\n\n.. toplist:: Årets topp\n   :year: 1999\n\n   2. Tvåa\n   1. Etta\n\n   oj\n"
    )
    (posts / "namn.md").write_text(
        head.format(3, "Namn").replace("Årets topp", "???") + "1. A\n```\n"
    )
    (copy.folder / "source/sida.md").write_text("# Sida\n\n```{toplist} Annan\n1. A\n```\n")
    copy.build()
    told = sorted(line for line in copy.warnings if "toplist-" in line)
    assert [line.partition(" WARNING")[0] for line in told] == [
        "posts/2013/12/fel.md:11:",
        "posts/2013/12/fel.md:6:",
        "posts/2013/12/fel.md:9:",
        "posts/2013/12/namn.md:6:",
        "posts/2013/12/tom.md:6:",
        "source/rest.rst:10:",
        "source/sida.md:3:",
    ]
    assert "'Utan plats' in the list 'Årets topp' does not begin with its place" in told[0]
    assert "'i fjol' is not right as 'year' of a list; write a year" in told[1]
    assert "'Ett annat ämne' here, but 'Pengarna' at posts/2013/12/fem-till-fyra.md:14" in told[2]
    assert "'???' is not right as 'name' of a list" in told[3]
    assert "begin headings with their place" in told[4]
    assert "does not say of which year it is" in told[6]
    assert rows(copy, "topplistor/arets-topp/1999") == [("2", "Tvåa"), ("1", "Etta")]
    assert "Utan plats" in copy.text("2013/12/fel/index.html")


def test_incremental_and_parallel_builds_give_the_bytes_of_a_fresh_one(
    project: Callable[[str], Project],
) -> None:
    """A part gone, one changed, a list removed, years added: all pages follow."""
    changed, fresh, parallel = (project("toplists") for _ in range(3))
    for one in (changed, fresh, parallel):
        folder = one.folder / "source/topplistor"
        folder.mkdir(exist_ok=True)
        (folder / "arets-topp.md").write_text("# Årets topp\n\nOm listan.\n")
        posts = one.folder / "posts/2013/12"
        (posts / "tre.md").write_text(
            "---\ndate: 2009-12-21\n---\n# Tre\n\n"
            "```{toplist} Årets topp\n:year: 2013\n\n3. C\n```\n"
        )
    changed.build()
    for one in (changed, fresh, parallel):
        posts = one.folder / "posts/2013/12"
        (posts / "tre.md").unlink()
        other = posts / "fem-till-fyra.md"
        text = other.read_text().replace("## 5. Pengarna", "## 3. Potten")
        other.write_text(text.replace("Årets topp", "Årets Topp"))
        old = one.folder / "posts/2012/12/hela-listan.md"
        old.write_text("---\ndate: 2012-12-20\n---\n# Ingen lista\n\nText.\n")
        for year in range(2001, 2009):
            post = one.folder / f"posts/{year}/01/lista.md"
            post.parent.mkdir(parents=True)
            head = f"---\ndate: {year}-01-02\n---\n# Lista\n\n```{{toplist}} Årets topp\n"
            post.write_text(f"{head}:year: {year - 1}\n\n2. B{year}\n1. A{year}\n```\n")
    changed.build()
    expected = fresh.build().files()
    parallel.build(parallel=2)
    for found in (changed.files(), parallel.files()):
        assert sorted(found) == sorted(expected)
        assert [name for name in expected if expected[name] != found[name]] == []
    assert changed.warnings == fresh.warnings == parallel.warnings
    page = changed.page("topplistor/arets-topp/index.html")
    assert [th.text for th in page.select("thead th")][:4] == ["Plats", "2013", "2007", "2006"]
    assert "Potten" in page.text
    assert not (changed.site / "topplistor/arets-topp/2012").exists()
    lead = changed.page("2013/12/tva-och-ett/index.html").select_one(".toplist-lead a")
    assert lead.text == "Årets Topp 2013"


def test_the_title_of_the_post_is_no_place(project: Callable[[str], Project]) -> None:
    """Only headings below the one that the directive stands under are."""
    copy = project("toplists")
    post = copy.folder / "posts/2011/12/lista.md"
    post.parent.mkdir(parents=True)
    head = "---\ndate: 2011-12-20\n---\n# 3. Tredje listan\n\n```{toplist} Årets topp\n```\n\n"
    post.write_text(f"{head}## 1. Ett\n\nText.\n\n## 2. Två\n\nText.\n")
    copy.build()
    assert rows(copy, "topplistor/arets-topp/2011") == [("1", "Ett"), ("2", "Två")]


def test_the_yearbook_shows_the_places_numbers(project: Callable[[str], Project]) -> None:
    """The book counts as the author counts: down, and twice the same where places are shared."""
    built = project("toplists").build("yearbook")
    assert not [line for line in built.warnings if "yearbook" in line]
    text = {
        year: " ".join(
            " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages).split()
        )
        for file in Path(built.site).rglob("*.pdf")
        for year in [file.stem.rpartition("-")[2]]
    }
    assert "5. Pengarna 4. Att mäta" in text["2013"]
    assert "3. Utvärdering på två rader 3. Bilar 5. Sist av allt" in text["2012"]


def test_a_page_made_for_what_a_place_is_about_reaches_the_authors_page(
    project: Callable[[str], Project],
) -> None:
    """Any kind of page, by an alias too; the list is written anew though no post has changed."""
    copy = project("toplists")
    folder = copy.folder / "source/topplistor/arets-topp"
    folder.mkdir(parents=True)
    (folder / "2012.md").write_text("# Året som gick\n\nOm året.\n")
    copy.build()
    before = copy.page("topplistor/arets-topp/2012/index.html")
    assert len(before.select(".toplist-whole__topics")) == 1
    program = copy.folder / "source/program/tak.md"
    program.parent.mkdir()
    program.write_text("---\nkind: programme\naliases: [Tält]\n---\n# Tak över huvudet\n\nText.\n")
    copy.build()
    links = copy.page("topplistor/arets-topp/2012/index.html").select(".toplist-whole__topics a")
    assert next((a.text, a["href"]) for a in links) == (
        "Tak över huvudet",
        "../../../program/tak/",
    )
