"""What to read on after a post: which, why, and always up to date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdf

if TYPE_CHECKING:
    from .conftest import Project

FIRST, SECOND, THIRD = "2013/12/forsta", "2014/01/andra", "2014/02/tredje"


def readings(project: Project, page: str) -> list[list[str]]:
    """Return what a page leads on to: title, date, reasons."""
    found = project.page(f"{page}/index.html").select(".post-related__item")
    return [list(one.stripped_strings) for one in found]


def test_a_post_leads_on_to_related_ones_and_says_why(project: Callable[[str], Project]) -> None:
    """The one with the most in common comes first; sources and topics are named in Swedish."""
    links = project("links").build()
    assert readings(links, FIRST) == [
        [
            "Tredje inlägget",
            "3 februari 2014",
            "2 gemensamma källor: Goodwin, 2013; Ham & Walsh, 2013",
            "Samma ämnen: historia; Samverkan",
        ],
        [
            "Andra inlägget",
            "2 januari 2014",
            "En gemensam källa: Ham & Walsh, 2013",
            "Samma ämne: Samverkan",
        ],
    ]
    assert links.page(f"{FIRST}/index.html").select_one(".post-related h2").text == "Läs vidare"
    link = links.page(f"{FIRST}/index.html").select_one(".post-related a")
    assert link["href"] == "../../../2014/02/tredje/"


def test_a_post_like_no_other_leads_nowhere(project: Callable[[str], Project]) -> None:
    """No heading stands over nothing; a page that is no post has none either."""
    links = project("links").build()
    for page in ("2014/02/ensam", "om", "amnen/samverkan"):
        assert not links.page(f"{page}/index.html").select(".post-related")


def test_feeds_and_books_leave_it_out(project: Callable[[str], Project]) -> None:
    """What to read on belongs to the page and not to the text."""
    links = project("links").build()
    assert "Andra inlägget" in links.text("atom.xml")
    assert "post-related" not in links.text("atom.xml")
    assert "En gemensam källa" not in links.text("atom.xml")
    links.build("yearbook")
    book = pypdf.PdfReader(next(links.site.rglob("*2014.pdf")))
    written = "".join(page.extract_text() for page in book.pages)
    assert "Andra inlägget" in written
    assert "Läs vidare" not in written


def rebuilt(
    project: Callable[[str], Project], path: str, old: str, new: str
) -> tuple[Project, list[str]]:
    """Return the project after a change of one file, and what is not as in a fresh build."""
    changed, fresh = project("links").build(), project("links")
    for one in (changed, fresh):
        file = one.folder / path
        file.write_text(file.read_text().replace(old, new))
    changed.build()
    fresh.build()
    expected, found = fresh.files(), changed.files()
    names = expected.keys() | found.keys()
    return changed, sorted(name for name in names if expected.get(name) != found.get(name))


def test_pages_follow_what_other_posts_share(project: Callable[[str], Project]) -> None:
    """A post that takes a tag of others: their lists change, as in a fresh build."""
    links, different = rebuilt(project, "posts/2014/02/ensam.md", "ensamhet", "historia")
    assert "Ett ensamt inlägg" in links.page(f"{FIRST}/index.html").text
    assert different == []


def test_pages_follow_the_names_of_sources(project: Callable[[str], Project]) -> None:
    """A source with another author: the reason names it, as in a fresh build."""
    links, different = rebuilt(project, "references.bib", "Walsh, Nicola", "Smith, Judith")
    assert "Ham & Smith" in readings(links, SECOND)[0][2]
    assert different == []
