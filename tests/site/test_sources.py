"""What the page of a source shows, notes about sources, and works of organisations."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from sphinx_publication.bibliography.exports import FORMATS
from sphinx_publication.bibliography.reader import read

from .conftest import Project


@pytest.fixture(scope="module")
def built(project: Callable[[str], Project]) -> Project:
    """The site of the test root."""
    return project("sources").build()


def texts(soup: BeautifulSoup | Tag, selector: str) -> list[str]:
    """Return the words of each element that a selector finds."""
    return [" ".join(tag.get_text().split()) for tag in soup.select(selector)]


def facts(soup: BeautifulSoup) -> dict[str, str]:
    """Return what the page says of the source, by label."""
    return dict(zip(texts(soup, ".source-facts dt"), texts(soup, ".source-facts dd"), strict=True))


def test_a_page_says_what_the_source_is(built: Project) -> None:
    """Type, kind, publisher, language, numbers, topics and how often a year, in words."""
    assert facts(built.page("kallor/fund-2013/index.html")) == {
        "Typ": "Rapport",
        "Slag": "Tankesmedja",
        "Utgivare": "The King’s Fund",
        "Språk": "engelska",
        "ISBN": "978-1-909029-19-4",
        "Ämnen": "Vård ihop, pengar",
        "Inlägg per år": "2013: 1, 2026: 2",
    }


def test_identifiers_topics_and_kind_are_links(built: Project) -> None:
    """Numbers lead to their resolvers, a topic to its page, the kind to those of the index."""
    soup = built.page("kallor/fund-2013/index.html")
    links = {link.get_text(): str(link["href"]) for link in soup.select(".source-facts a")}
    assert links == {
        "Tankesmedja": "../?kind=think-tank",
        "978-1-909029-19-4": "https://search.worldcat.org/isbn/9781909029194",
        "Vård ihop": "../../amnen/vard/",
    }
    links = {
        link.get_text(): str(link["href"])
        for link in built.page("kallor/oberg2015/index.html").select(".source-facts a.external")
    }
    assert links == {
        "10.5334/ijic.68": "https://doi.org/10.5334/ijic.68",
        "1568-4156": "https://portal.issn.org/resource/ISSN/1568-4156",
    }
    links = {
        link.get_text(): str(link["href"])
        for link in built.page("kallor/zetterberg2011/index.html").select(".source-facts a")
    }
    urn = "urn:nbn:se:liu:diva-1171"
    assert links[urn] == f"https://urn.kb.se/resolve?urn={urn}"


def test_an_archived_copy_is_a_second_link(built: Project) -> None:
    """Both links are marked as Robust Links 1.0 has it; the day it was read is told."""
    soup = built.page("kallor/fund-2013/index.html")
    now, then = soup.select(".source-link a")
    archive = "https://web.archive.org/web/20190504/https://www.example.org/care_plan"
    marks = {
        "data-originalurl": "https://www.example.org/care_plan?a=1&b=2",
        "data-versionurl": archive,
        "data-versiondate": "2019-05-04",
    }
    for link, href in ((now, marks["data-originalurl"]), (then, archive)):
        assert {name: link[name] for name in marks} == marks
        assert link["href"] == href
    assert texts(soup, ".source-link") == [
        "Läs källan hos example.org (läst 3 maj 2019)",
        "Arkiverad kopia från 4 maj 2019",
    ]
    (only,) = built.page("kallor/oberg2015/index.html").select(".source-link a")
    assert only["data-versiondate"] == "2020-01-02"
    assert "data-versionurl" not in only.attrs


def test_an_unsafe_address_is_no_link(built: Project) -> None:
    """Neither ``javascript:`` nor ``data:`` gets into a link; each is reported with its line."""
    soup = built.page("kallor/unsafe2012/index.html")
    assert not soup.select(".source-link")
    hrefs = [str(link.get("href", "")) for link in soup.select("a")]
    assert not [href for href in hrefs if href.startswith(("javascript:", "data:"))]
    told = [line for line in built.warnings if "references.bib:45: " in line]
    assert len([line for line in told if "is not an address" in line]) == 2


def test_a_kind_that_does_not_exist_is_reported(built: Project) -> None:
    """The message names file, line, key and the kinds there are."""
    (line,) = [line for line in built.warnings if "gossip" in line]
    assert "references.bib:45: " in line
    assert "'unsafe2012'" in line
    assert "think-tank" in line


def test_each_passage_says_where_in_the_source(built: Project) -> None:
    """The locator of each citation stands with its sentence; a sentence with two has both."""
    soup = built.page("kallor/fund-2013/index.html")
    posts = soup.select(".citing")[0]
    assert texts(posts, "h3") == ["Tre", "Två", "Ett"]
    assert texts(posts, ".citing-list__locator") == [
        "I källan: s. 3, kap. 2",
        "I källan: s. 12",
    ]


def test_sources_cited_in_the_same_posts_are_named(built: Project) -> None:
    """Most often first, with the number of posts."""
    soup = built.page("kallor/fund-2013/index.html")
    assert texts(soup, ".source-beside .source-list__name") == ["SFS 2003:1210", "Öberg, 2015"]
    assert texts(soup, ".source-beside .count") == ["3 inlägg", "1 inlägg"]
    assert not built.page("kallor/zetterberg2011/index.html").select(".source-beside")


def test_a_source_can_be_copied_and_fetched(built: Project) -> None:
    """Each format stands on the page and in a file beside it, the same; buttons wait for a script.

    The .bib file is read as the same source again.
    """
    soup = built.page("kallor/fund-2013/index.html")
    assert texts(soup, ".exports summary") == [form.name for form in FORMATS]
    for link, pre, form in zip(
        soup.select(".exports__download"), soup.select(".exports pre"), FORMATS, strict=True
    ):
        assert link["href"] == f"fund-2013{form.suffix}"
        assert link["type"] == form.media_type
        assert built.text(f"kallor/fund-2013/fund-2013{form.suffix}") == pre.get_text()
    assert all(button.has_attr("hidden") for button in soup.select(".exports button"))
    again = read([built.site / "kallor/fund-2013/fund-2013.bib"]).sources["fund_2013"]
    assert again.get("archiveurl").startswith("https://web.archive.org/")
    assert json.loads(built.text("kallor/fund-2013/fund-2013.json"))[0]["id"] == "fund_2013"


def test_a_note_and_its_source_share_one_page(built: Project) -> None:
    """What the author wrote stands between what is known of the source and who cites it.

    The file is named after the key, whatever its slug; what it cites counts for those sources.
    """
    soup = built.page("kallor/fund-2013/index.html")
    assert texts(soup, "h1") == ["Samordnad vård#"]
    page = built.text("kallor/fund-2013/index.html")
    order = [
        "source-reference",
        "Bedömning",
        "Inlägg som hänvisar hit",
        "exports",
        'id="kallor-oberg',
    ]
    places = [page.index(word) for word in order]
    assert places == sorted(places)
    assert not (built.site / "kallor/fund_2013").exists()
    others = built.page("kallor/oberg2015/index.html").select(".citing")[1]
    assert texts(others, "h3") == ["Samordnad vård"]
    assert not [line for line in built.warnings if "toctree" in line]


def test_an_organisation_lists_its_works(built: Project) -> None:
    """What it wrote or published by its whole name, each with the posts that cite it."""
    works = built.page("organisationer/fonden/index.html").select_one(".works")
    assert works is not None
    assert texts(works, ".source-list__name") == ["Goodwin & Sonola, 2013"]
    assert texts(works, ".source-list__kind") == ["Rapport, utgivare"]
    assert texts(works, ".works__posts a") == ["Tre", "Två", "Ett"]
    works = built.page("organisationer/socialstyrelsen/index.html").select_one(".works")
    assert works is not None
    assert texts(works, ".source-list__kind") == ["Webbsida, författare"]


def test_a_topic_lists_its_sources(built: Project) -> None:
    """Sources whose keywords name it, by whatever name; the words say how many."""
    part = built.page("amnen/vard/index.html").select_one(".topic-sources")
    assert part is not None
    assert texts(part, "summary") == ["1 källa i ämnet"]
    assert texts(part, ".source-list__name") == ["Goodwin & Sonola, 2013"]


def test_a_key_named_index_has_a_page(project: Callable[[str], Project]) -> None:
    """No key takes the address of the index."""
    one = project("sources")
    bib = one.folder / "references.bib"
    entry = "@book{index,\n  title = {Register},\n}\n"
    bib.write_text(bib.read_text(encoding="utf-8") + entry, encoding="utf-8")
    one.build()
    assert texts(one.page("kallor/index.html"), "h1") == ["Källor"]
    assert texts(one.page("kallor/index-/index.html"), "h1") == ["Register"]
    assert (one.site / "kallor/index-/index-.bib").is_file()


def test_the_page_of_a_source_follows_every_change(project: Callable[[str], Project]) -> None:
    """Entry, post, topic and note changed, source removed: the bytes of a clean build."""
    changed, fresh = project("sources").build(), project("sources")
    for one in (changed, fresh):
        bib = one.folder / "references.bib"
        text = bib.read_text(encoding="utf-8")
        head, _, rest = text.partition("@thesis{")
        text = head + rest.partition("\n}\n")[2].replace("kind:gossip", "kind:press")
        bib.write_text(text.replace("978-1-909029-19-4", "0-306-40615-2"), encoding="utf-8")
        post = one.folder / "posts/2026/01/tre.md"
        post.write_text(post.read_text(encoding="utf-8").replace("Igen", "Åter"), encoding="utf-8")
        topic = one.folder / "source/amnen/vard.md"
        topic.write_text(topic.read_text(encoding="utf-8").replace("Vård ihop", "Hel vård"))
    changed.build()
    fresh.build(parallel=2)
    expected, found = fresh.files(), changed.files()
    assert sorted(found) == sorted(expected)
    assert [name for name in expected if expected[name] != found[name]] == []
    assert "0-306-40615-2" in changed.text("kallor/fund-2013/index.html")
    assert "Hel vård" in changed.text("kallor/fund-2013/index.html")
    assert not (changed.site / "kallor/zetterberg2011").exists()


def test_a_note_that_goes_leaves_a_page_behind(project: Callable[[str], Project]) -> None:
    """Without its note a source has the page that all others have."""
    one = project("sources").build()
    (one.folder / "source/kallor/fund_2013.md").unlink()
    one.build()
    assert texts(one.page("kallor/fund-2013/index.html"), "h1") == ["Co-ordinated care"]
