"""What links to a page: in which sentences, where, and always up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_publication.site.text_links import noted

if TYPE_CHECKING:
    from .conftest import Project

FIRST, SECOND, THIRD = "2013/12/forsta", "2014/01/andra", "2014/02/tredje"


def backlinks(project: Project, page: str) -> list[str]:
    """Return the lines of a page's list, without the ways to the places."""
    found = project.page(f"{page}/index.html").select_one(".backlinks")
    if found is None:
        return []
    shown = found.select("h2, h3, .citing-list__title, .citing-list__passage")
    return [" ".join(one.text.split()) for one in shown]


def test_a_page_lists_the_sentences_that_link_to_it(project: Callable[[str], Project]) -> None:
    """Posts first, then topics and other pages; each sentence once, its citations as readers see
    them.
    """
    links = project("links").build()
    assert backlinks(links, FIRST) == [
        "Länkas från",
        "Inlägg",
        "Andra inlägget",
        "Detta har stått i första inlägget.",
        "Det visar Ham och Walsh (2013), och även under rubriken finns mer.",
        "Ämnen",
        "Samverkan",
        "Ordet kom tidigt, som ett inlägg visar (Goodwin, 2013).",
        "Andra sidor",
        "Om",
        "Läs gärna första och, på samma sida, mer.",
    ]
    marked = links.page(f"{FIRST}/index.html").select(".backlinks mark")
    assert [one.text for one in marked] == [
        "i första inlägget",
        "under rubriken",
        "ett inlägg",
        "första",
    ]


def test_each_sentence_has_the_way_to_its_very_place(project: Callable[[str], Project]) -> None:
    """The fragment is the id of the link on its page."""
    links = project("links").build()
    places = links.page(f"{FIRST}/index.html").select(".backlinks .citing-list__place a")
    for place in places:
        address, _hash, name = place["href"].partition("#")
        page = links.page(f"{address.removeprefix('../../../')}index.html")
        target = page.find(id=name)
        assert target is not None
        assert "2013/12/forsta" in target.find("a")["href"]
    assert len(places) == 4


def test_a_link_without_words_has_the_title(project: Callable[[str], Project]) -> None:
    """``[](…)`` reads in the sentence as it does on its page; a page's own links do not count."""
    links = project("links").build()
    assert backlinks(links, SECOND)[-1] == "Se Andra inlägget och denna sida."
    assert backlinks(links, THIRD) == []


def test_entities_and_indexes_have_no_second_list(project: Callable[[str], Project]) -> None:
    """An entity's page lists its mentions, links among them; an index is linked from everywhere."""
    links = project("links").build()
    assert backlinks(links, "amnen/samverkan") == []
    assert not links.page("index.html").select(".backlinks")
    assert backlinks(links, "om") == [
        "Länkas från",
        "Organisationer",
        "Statskontoret",
        "Mer finns på sidan om oss.",
        "Andra sidor",
        "Start",
        "Om",
    ]


def test_long_lists_open(project: Callable[[str], Project]) -> None:
    """Five posts stand there at once, the others behind a summary that counts them."""
    links = project("links")
    for day in range(1, 9):
        post = links.folder / f"posts/2014/03/nummer-{day}.md"
        post.parent.mkdir(exist_ok=True)
        text = f"---\ndate: 2014-03-{day:02}\n---\n# Nummer {day}\n\nSe [den](/source/om.md).\n"
        post.write_text(text, encoding="utf-8")
    page = links.build().page("om/index.html")
    found = page.select_one(".backlinks")
    titles = [one.text for one in found.select(".citing-list__title")]
    assert titles[:8] == [f"Nummer {day}" for day in range(8, 0, -1)]
    details = found.select_one("details")
    assert details.summary.text == "3 sidor till"
    assert len(details.select(".citing-list__title")) == 3


def test_feeds_and_books_leave_it_out(project: Callable[[str], Project]) -> None:
    """The list belongs to the page and not to the text."""
    links = project("links").build()
    assert "Andra inlägget" in links.text("atom.xml")
    assert "Länkas från" not in links.text("atom.xml")
    links.build("yearbook")
    assert not [line for line in links.warnings if "raw" in line.lower()]


def test_workers_note_the_same(project: Callable[[str], Project]) -> None:
    """Links noted by two processes make the pages of a serial build."""
    serial, parallel = project("links").build(), project("links").build(parallel=2)
    assert len(parallel.workers) > 1
    assert parallel.read.keys() == parallel.workers
    assert parallel.differences(serial) == []
    assert noted(parallel.app.env) == noted(serial.app.env)  # type: ignore[union-attr]


def test_pages_follow_those_that_link_to_them(project: Callable[[str], Project]) -> None:
    """A post that goes, a title and a sentence that change: as in a fresh build."""
    changed, fresh = project("links").build(), project("links")
    for one in (changed, fresh):
        (one.folder / "posts/2014/02/tredje.md").unlink()
        about = one.folder / "source/om.md"
        about.write_text(about.read_text().replace("Läs gärna", "Läs absolut"))
        second = one.folder / "posts/2014/01/andra.md"
        second.write_text(second.read_text().replace("# Andra", "# Det andra"))
    changed.build()
    fresh.build()
    assert backlinks(changed, SECOND) == []
    assert "Det andra inlägget" in backlinks(changed, FIRST)
    assert "Läs absolut första och, på samma sida, mer." in backlinks(changed, FIRST)
    assert fresh.differences(changed) == []


def test_a_link_around_a_space_has_the_title(project: Callable[[str], Project]) -> None:
    """A link around a space stops no build; the list has the title of what it leads to."""
    links = project("links")
    page = "# Blank\n\nText. [&nbsp;](/posts/2013/12/forsta.md) Mer.\n"
    (links.folder / "source/blank.md").write_text(page)
    links.build()
    assert "Blank" in backlinks(links, FIRST)
    assert '"words": "Första inlägget"' in links.text("kunskap.json")


def test_a_page_follows_a_sentence_elsewhere(project: Callable[[str], Project]) -> None:
    """Nothing but the list of backlinks makes the page anew here."""
    changed, fresh = project("links").build(), project("links")
    for one in (changed, fresh):
        about = one.folder / "source/om.md"
        about.write_text(about.read_text().replace("Läs gärna", "Läs absolut"))
    changed.build()
    fresh.build()
    assert "Läs absolut första och, på samma sida, mer." in backlinks(changed, FIRST)
    assert changed.differences(fresh) == []
