"""A page for every source, and their index."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile


def page(app: SphinxTestApp, address: str) -> BeautifulSoup:
    """Return the page at an address of the site."""
    text = Path(app.outdir, address, "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    """Return the words of each element that a selector finds."""
    return [" ".join(tag.get_text().split()) for tag in soup.select(selector)]


@pytest.fixture
def built(app: SphinxTestApp) -> SphinxTestApp:
    """Return a test root that has been built."""
    app.build()
    return app


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_a_source_page_shows_every_passage_newest_post_first(built: SphinxTestApp) -> None:
    """Each citing sentence in its readers' words, a sentence once, under post and date."""
    soup = page(built, "kallor/ham2013")
    posts, pages = soup.select("section.citing")
    posts_soup = BeautifulSoup(str(posts), "html.parser")
    assert texts(posts_soup, "h3") == ["Andra inlägget", "Första inlägget"]
    assert texts(posts_soup, "time") == ["fredag 10 januari 2014", "tisdag 17 december 2013"]
    assert texts(posts_soup, "blockquote") == [
        "År 2013 kom rapporten.",
        "Ham och Walsh (2013) skrev den.",
        "Samma sak (Ham & Walsh, 2013), och en gång till (Ham & Walsh, 2013; Goodwin m.fl., 2013).",
        "Ham och Walsh (2013), World Health Organization (2013a) och SFS 2003:1210 är tre.",
        "Bara namnet är Ham och Walsh, utan parentes Ham & Walsh, 2013.",
        "Kort form: (Ham & Walsh, 2013).",
        "Vården hänger bättre ihop när team samarbetar, t.ex. runt den sjuke "
        "(Goodwin m.fl., 2013; Ham & Walsh, 2013).",
        "Ham och Walsh (2013) menar bl.a. att det tar tid.",
    ]
    assert texts(BeautifulSoup(str(pages), "html.parser"), "h3") == ["Ett ämne", "Fotnoter"]


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_each_passage_links_to_the_very_place(built: SphinxTestApp) -> None:
    """Following a passage's link ends at the citation that the passage shows."""
    links = page(built, "kallor/ham2013").select(".citing-list__place a")
    assert len(links) == 10
    for link in links:
        href, _hash, anchor = str(link["href"]).partition("#")
        target = Path(built.outdir, "kallor/ham2013", href, "index.html").read_text("utf-8")
        place = BeautifulSoup(target, "html.parser").find(id=anchor)
        assert place is not None
        assert "Ham" in place.get_text() or place.get_text() in ("2013", "")
    assert "Till stället, under rubriken ”Lagen”" in [link.get_text() for link in links]


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_a_source_page_says_what_the_source_is(built: SphinxTestApp) -> None:
    """Full reference, type in Swedish, link, and the title in its own language."""
    soup = page(built, "kallor/ham2013")
    assert texts(soup, "h1[lang=en]") == ["Making integrated care happen at scale and pace"]
    assert texts(soup, ".source-reference")[0].startswith("Ham, C., & Walsh, N. (2013).")
    assert texts(soup, ".source-kind") == ["Rapport"]
    assert texts(soup, ".source-link") == ["Läs källan hos example.org"]
    assert texts(soup, ".source-count") == ["Citerad i 2 inlägg"]
    assert texts(page(built, "kallor/sfs2003-1210"), ".source-kind") == ["Författning (SFS)"]


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_what_is_not_published_counts_nowhere(built: SphinxTestApp) -> None:
    """A source that only a draft and a post of the future cite is cited in no post."""
    soup = page(built, "kallor/uncited2011")
    assert texts(soup, ".source-count") == ["Inte citerad i något inlägg"]
    assert texts(soup, ".citing h3") == ["Fotnoter"]
    assert "Ingen sida" in page(built, "kallor/unread2012").get_text()


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_the_index_lists_every_source_by_author(built: SphinxTestApp) -> None:
    """Author order, with type and count; each leads to its page."""
    soup = page(built, "kallor")
    assert texts(soup, ".source-list__name") == [
        "Goodwin m.fl., 2013",
        "Ham & Walsh, 2013",
        "Ingen, 2011",
        "Ingen, 2012",
        "SFS 2003:1210",
        "World Health Organization, 2013a",
        "World Health Organization, 2013b",
    ]
    assert texts(soup, ".source-list .count") == [
        "Citerad i 2 inlägg",
        "Citerad i 2 inlägg",
        "Inte citerad i något inlägg",
        "Inte citerad i något inlägg",
        "Citerad i 2 inlägg",
        "Citerad i 1 inlägg",
        "Citerad i 1 inlägg",
    ]
    for link in soup.select(".source-list__name"):
        assert Path(built.outdir, "kallor", str(link["href"]), "index.html").is_file()


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_other_sites_can_refer_to_sources(built: SphinxTestApp) -> None:
    """objects.inv holds each source with its page."""
    data = Path(built.outdir, "objects.inv").read_bytes()
    found = InventoryFile.loads(data, uri="").data["cite:citation"]
    assert found["ham2013"].uri == "kallor/ham2013/"
    assert found["ham2013"].display_name == "Ham & Walsh, 2013"
    assert len(found) == 7


@pytest.mark.sphinx("publicationhtml", testroot="source-slugs", freshenv=True)
def test_two_keys_with_one_slug_are_reported_and_numbered(app: SphinxTestApp) -> None:
    """The second of two keys that would share an address gets a number, and one message."""
    app.build()
    warnings = app.warning.getvalue().splitlines()
    assert len(warnings) == 1
    assert "references.bib:7: " in warnings[0]
    assert "'Åkesson_2001' and 'akesson-2001'" in warnings[0]
    assert texts(page(app, "kallor/akesson-2001"), ".source-count") == ["Not cited in any post"]
    assert "The first" in page(app, "kallor/akesson-2001").get_text()
    assert "The second" in page(app, "kallor/akesson-2001-2").get_text()
    ids = [item["id"] for item in page(app, "").select(".reference-list li")]
    assert sorted(ids) == ["kallor-akesson-2001", "kallor-akesson-2001-2"]


@pytest.mark.sphinx("publicationhtml", testroot="citations-several-posts", freshenv=True)
def test_posts_that_share_a_file_are_told_apart(built: SphinxTestApp) -> None:
    """Each ``post`` directive's section is a post of its own; one of the future does not count."""
    soup = page(built, "kallor/alpha")
    assert texts(soup, ".citing h3") == ["Second news", "First news"]
    assert [str(link["href"]) for link in soup.select(".citing h3 a")] == [
        "../../#second-news",
        "../../#first-news",
    ]
    assert texts(soup, "blockquote") == ["Says Alpha (2001), too.", "Says Alpha (2001).",
                                         "More of Alpha (2001)."]  # fmt: skip
    soup = page(built, "kallor/beta")
    assert texts(soup, ".source-count") == ["Not cited in any post"]
    assert texts(soup, ".citing h3") == ["News"]
