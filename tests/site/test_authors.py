"""Pages of authors: who they are, what they wrote, cited and contributed to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sphinx_publication.model.volume_records import BookFile, VolumeRecord
from sphinx_publication.model.yearbooks import Edition
from tests.site.conftest import Project


def with_books(folder: Path) -> str:
    """Return a folder with the record of a yearbook that has been made."""
    folder.mkdir()
    pages = {"posts/2013/01/ett": 5, "posts/2013/02/tva": 8, "posts/2013/03/tre": 9}
    file = BookFile(Edition.SCREEN, "gastbloggen-2013.pdf", 1, "0" * 64, 20)
    record = VolumeRecord("2013", (file,), pages=pages)
    (folder / "2013.json").write_text(record.to_json(), encoding="utf-8")
    return str(folder)


@pytest.fixture(scope="module")
def built(project: Callable[[str], Project], tmp_path_factory: pytest.TempPathFactory) -> Project:
    books = with_books(tmp_path_factory.mktemp("made") / "books")
    return project("authors").build(publication_yearbook_folder=books)


def said(page: BeautifulSoup, chosen: str) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in page.select(chosen)]


def part(page: BeautifulSoup, heading: str) -> list[str]:
    """Return the lines of a part of an author's page."""
    for one in page.select(".author-part"):
        if one.h2 is not None and one.h2.get_text().rstrip("#¶") == heading:
            return [" ".join(line.get_text(" ").split()) for line in one.select("li")]
    return []


EVA = "forfattare/eva-ek/index.html"


def test_an_author_is_one_whatever_name_a_post_is_signed_with(built: Project) -> None:
    """Short names and other names lead to one page, which lists every post, newest first."""
    page = built.page(EVA)
    assert said(page, ".post-list__title") == ["Fyra", "Två", "Ett"]
    assert not (built.site / "forfattare/e-ek").exists()
    for post in ("2013/01/ett", "2013/02/tva", "2014/05/fyra"):
        found = built.page(f"{post}/index.html").select(".post-meta__authors a")
        assert found[0].get_text() == "Eva Ek"
    assert "Två" in built.text("forfattare/eva-ek/atom.xml")


def test_the_page_says_who_the_author_is(built: Project) -> None:
    """Role and links stand below the title; an unsafe address and a wrong ORCID are reported."""
    page = built.page(EVA)
    assert said(page, ".author-about__role") == ["forskare vid Exempelinstitutet"]
    links = {one.get_text(): one["href"] for one in page.select(".author-about__links a")}
    assert links["ek.example"] == "https://www.ek.example/"
    assert links["ORCID 0000-0002-1825-0097"] == "https://orcid.org/0000-0002-1825-0097"
    assert "javascript" not in str(page)
    assert sorted(
        one.partition(" WARNING")[0].rpartition("source/")[2] for one in built.warnings
    ) == [
        "forfattare/eva-ek.md:5:",
        "forfattare/utan-inlagg.md:2:",
    ]


def test_what_the_author_cites_and_writes_about_is_listed(built: Project) -> None:
    """The most cited first; what others' posts, or the biography, cite does not count."""
    page = built.page(EVA)
    assert part(page, "Citerade källor") == [
        "Inspektionen för socialförsäkringen, 2012 Samordning Rapport 3 gånger, i 2 inlägg",
        "Ham, 2013 Making integrated care happen Rapport 2 gånger",
    ]
    assert part(page, "Ämnen") == ["samverkan 2", "ekonomi"]
    assert part(page, "Serier") == ["Ord för ord 2"]


def test_places_in_yearbooks_lead_there(built: Project) -> None:
    """Each post's page in each book that has been made."""
    page = built.page(EVA)
    assert part(page, "I årsböckerna") == ["Årsbok 2013 : s. 5 (Ett) , 8 (Två)"]
    links = [one["href"] for one in page.select(".author-books a")]
    assert links[1:] == [
        "../../arsbocker/gastbloggen-2013.pdf#page=5",
        "../../arsbocker/gastbloggen-2013.pdf#page=8",
    ]


def test_an_author_without_a_document_has_a_page_too(built: Project) -> None:
    """A generated one, with the same parts."""
    page = built.page("forfattare/bo-ost/index.html")
    assert said(page, ".post-list__title") == ["Två"]
    assert part(page, "Citerade källor")[0].endswith("2 gånger")
    assert part(page, "I årsböckerna") == ["Årsbok 2013 : s. 8 (Två)"]


def test_the_pages_of_a_person_who_writes_lead_to_one_another(built: Project) -> None:
    """What the publication says of somebody, and what the same person has written."""
    there = built.page(EVA).select_one(".author-about__links a[href*=personer]")
    back = built.page("personer/eva-ek-person/index.html").select_one(".author-link a")
    assert there is not None
    assert back is not None
    assert there["href"] == "../../personer/eva-ek-person/"
    assert back["href"] == "../../forfattare/eva-ek/"
    generated = built.page("personer/bo-ost/index.html").select_one(".author-link a")
    assert generated is not None
    assert generated["href"] == "../../forfattare/bo-ost/"


def test_a_guests_post_says_who_wrote_it(built: Project) -> None:
    """In a line below the text, not in feeds; the publication's own signature needs none."""
    guests = said(built.page("2013/02/tva/index.html"), ".guests p")
    assert guests == [
        "Eva Ek , forskare vid Exempelinstitutet",
        "Eva Ek har skrivit om samverkan sedan 2010.",
    ]
    assert "Exempelinstitutet" not in built.text("atom.xml")
    assert not built.page("2013/03/tre/index.html").select(".guests")


def test_machines_read_who_the_author_is(built: Project) -> None:
    """JSON-LD names the same person on the author's page and on the posts."""
    page = built.page(EVA).select_one('script[type="application/ld+json"]')
    post = built.page("2013/01/ett/index.html").select_one('script[type="application/ld+json"]')
    assert page is not None
    assert post is not None
    told = json.loads(page.get_text())["@graph"][0]
    who = told["mainEntity"]
    assert told["@type"] == "ProfilePage"
    assert (who["@type"], who["name"], who["jobTitle"]) == (
        "Person",
        "Eva Ek",
        "forskare vid Exempelinstitutet",
    )
    assert who["sameAs"] == ["https://www.ek.example/", "https://orcid.org/0000-0002-1825-0097"]
    assert json.loads(post.get_text())["@graph"][0]["author"][0]["@id"] == who["@id"]


def test_pages_follow_when_an_author_changes(
    project: Callable[[str], Project], tmp_path: Path
) -> None:
    """A new role, alias or post, and a book that has been made since, as in a clean build."""
    site = project("authors")
    site.build()
    document = site.folder / "source/forfattare/eva-ek.md"
    text = document.read_text(encoding="utf-8").replace("forskare", "doktorand")
    document.write_text(text, encoding="utf-8")
    post = site.folder / "posts/2014/05/fyra.md"
    post.write_text(post.read_text(encoding="utf-8").replace("Inga källor", "[@ham2013]"), "utf-8")
    books = with_books(tmp_path / "books")
    site.build(publication_yearbook_folder=books)
    names = (
        EVA,
        "2013/02/tva/index.html",
        "forfattare/bo-ost/index.html",
        "2013/03/tre/index.html",
    )
    names = (*names, "personer/eva-ek-person/index.html")
    rebuilt = {name: site.text(name) for name in names}
    site.build(fresh=True, parallel=2, publication_yearbook_folder=books)
    assert {name: site.text(name) for name in names} == rebuilt
    assert "doktorand" in rebuilt["2013/02/tva/index.html"]
    assert "3 gånger, i 2 inlägg" in rebuilt[EVA]
