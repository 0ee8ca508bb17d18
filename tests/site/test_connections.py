"""The page of a topic's connections: drawing, list and timeline, and always up to date."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_publication.site import topic_timeline

if TYPE_CHECKING:
    import pytest

    from .conftest import Project

PAGE = "amnen/samverkan/samband/index.html"


def lists(project: Project, page: str = PAGE) -> dict[str, list[str]]:
    """Return what stands in the lists below the drawing, by heading."""
    return {
        one.h3.text: [" ".join(item.text.split()) for item in one.select("li")]
        for one in project.page(page).select(".connection-list")
    }


def years(project: Project, page: str = PAGE) -> dict[str, list[str]]:
    """Return the timeline."""
    return {
        one.h3.text: [
            " | ".join(" ".join(item.text.split()).split(" · ")) for item in one.select("li")
        ]
        for one in project.page(page).select(".timeline__year")
    }


def test_the_list_says_what_is_nearest(project: Callable[[str], Project]) -> None:
    """Topics of the same posts, sources cited and organisations mentioned, most posts first."""
    links = project("links").build()
    assert lists(links) == {
        "Ämnen i samma inlägg": ["historia 2 gemensamma inlägg"],
        "Mest citerade källor": [
            "Ham & Walsh, 2013 citeras i 3 inlägg",
            "Goodwin, 2013 citeras i 2 inlägg",
            "Statskontoret, 2008 citeras i ett inlägg",
        ],
        "Mest nämnda organisationer": ["Statskontoret nämns i 2 inlägg"],
    }


def test_the_drawing_says_the_same(project: Callable[[str], Project]) -> None:
    """Each line of the list has its box, with the same link, named by the same words."""
    page = project("links").build().page(PAGE)
    listed = [
        (one.a["href"], f"{one.a.text}, {one.span.text}")
        for one in page.select(".connection-list li")
    ]
    drawn = [(one["href"], one.title.text) for one in page.select(".connection-map a")]
    assert drawn == listed
    assert ("../../../kallor/ham2013/", "Ham & Walsh, 2013, citeras i 3 inlägg") in drawn
    drawing = page.select_one(".connection-map svg")
    assert drawing.title.text == "Karta över Samverkan"
    assert "Listan nedanför säger detsamma." in drawing.desc.text
    assert {drawing["aria-labelledby"], drawing["aria-describedby"]} == {
        drawing.title["id"],
        drawing.desc["id"],
    }
    assert len(drawing.select("line")) == len(drawn)


def test_the_timeline_holds_posts_sources_and_dated_pages(
    project: Callable[[str], Project],
) -> None:
    """By year; the pages that are about the topic or that its posts mention, and no others."""
    assert years(project("links").build()) == {
        "2004": ["Lagen Lag | 1 januari 2004"],
        "2008": ["Sinnenas rike Källa | Statskontoret"],
        "2013": [
            "Providing integrated care Källa | Goodwin",
            "Making integrated care happen Källa | Ham och Walsh",
            "Första inlägget Inlägg | 1 december 2013",
        ],
        "2014": [
            "Mötet i Tallinn Händelse | 28 april 2014",
            "Andra inlägget Inlägg | 2 januari 2014",
            "Tredje inlägget Inlägg | 3 februari 2014",
        ],
    }


def test_a_topic_leads_to_its_connections_and_they_lead_back(
    project: Callable[[str], Project],
) -> None:
    """From an author's page and from one that posts make; a topic that stands alone has none."""
    links = project("links").build()
    for topic in ("samverkan", "historia"):
        found = links.page(f"amnen/{topic}/index.html").select(".listing-more a")
        assert [one["href"] for one in found] == ["samband/"]
        above = links.page(f"amnen/{topic}/samband/index.html").select(".page-parents a")
        assert above[-1]["href"] == "../"
    assert not links.page("amnen/ensamhet/index.html").select(".listing-more")
    assert "amnen/ensamhet/samband/index.html" not in links.files()
    assert "amnen/samverkan/samband/" in links.text("sitemap.xml")


def test_a_page_that_an_author_wrote_stands(project: Callable[[str], Project]) -> None:
    """An author's document at the address is kept, and nothing is written over it."""
    links = project("links")
    own = links.folder / "source/amnen/samverkan/samband.md"
    own.parent.mkdir()
    own.write_text("# Eget\n\nText.\n", encoding="utf-8")
    assert "Eget" in links.build().text(PAGE)
    assert "connection-map" not in links.text(PAGE)


def test_of_very_many_sources_the_most_cited_are_shown(
    project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says how many there are."""
    monkeypatch.setattr(topic_timeline, "SOURCES", 2)
    links = project("links").build()
    assert "2008" not in years(links)
    assert "De 2 mest citerade av 3 källor visas." in links.page(PAGE).text


def test_feeds_and_books_know_nothing_of_it(project: Callable[[str], Project]) -> None:
    """Connections are pages of the site."""
    links = project("links").build("yearbook")
    assert not list(links.site.rglob("*samband*"))
    assert links.app is not None
    assert not hasattr(links.app.env, "publication_connections")


def test_workers_make_the_same(project: Callable[[str], Project]) -> None:
    """Two processes that both read give the pages of a serial build."""
    serial, parallel = project("links"), project("links")
    for one in (serial, parallel):
        conf = one.folder / "conf.py"
        conf.write_text(
            conf.read_text()
            + "\n\ndef setup(app):\n    app.connect('doctree-read', lambda app, _doctree: "
            "app.env.metadata[app.env.docname].update(read_by=str(__import__('os').getpid())))\n"
            "    return {'parallel_read_safe': True}\n"
        )
    serial.build()
    parallel.build(parallel=2)
    assert parallel.app is not None
    readers = {data.get("read_by") for data in parallel.app.env.metadata.values()} - {None}
    assert len(readers) > 1
    assert str(os.getpid()) not in readers
    assert serial.files() == parallel.files()


def test_pages_follow_tags_mentions_sources_and_dates(project: Callable[[str], Project]) -> None:
    """Another tag, a mention that goes, a year and a date that change: as in a fresh build."""
    changed, fresh = project("links").build(), project("links")
    for one in (changed, fresh):
        alone = one.folder / "posts/2014/02/ensam.md"
        alone.write_text(alone.read_text().replace("[ensamhet]", "[ensamhet, samverkan]"))
        second = one.folder / "posts/2014/01/andra.md"
        second.write_text(second.read_text().replace("Statskontoret håller", "Alla håller"))
        bib = one.folder / "references.bib"
        bib.write_text(bib.read_text().replace("{2008}", "{2009}"))
        law = one.folder / "source/amnen/lagen.md"
        law.write_text(law.read_text().replace("2004-01-01", "2003-12-04"))
    changed.build()
    fresh.build()
    assert lists(changed)["Mest nämnda organisationer"] == ["Statskontoret nämns i ett inlägg"]
    assert "ensamhet ett gemensamt inlägg" in lists(changed)["Ämnen i samma inlägg"]
    assert list(years(changed))[:2] == ["2003", "2009"]
    assert changed.page("amnen/ensamhet/index.html").select(".listing-more")
    expected, found = fresh.files(), changed.files()
    assert [name for name in expected if expected[name] != found.get(name)] == []
    assert expected.keys() == found.keys()


def test_an_authors_page_gets_the_way_when_connections_come(
    project: Callable[[str], Project],
) -> None:
    """A topic's only post begins to cite: the topic's page, not read anew, now leads on."""
    links = project("links")
    page = links.folder / "source/amnen/ensamhet.md"
    page.write_text("# Ensamhet\n\nText.\n", encoding="utf-8")
    assert not links.build().page("amnen/ensamhet/index.html").select(".listing-more")
    post = links.folder / "posts/2014/02/ensam.md"
    post.write_text(post.read_text() + "\nSe {cite:t}`ham2013`.\n", encoding="utf-8")
    assert links.build().page("amnen/ensamhet/index.html").select(".listing-more")
