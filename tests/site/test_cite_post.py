"""How to cite a post stands below it, and programs read the same from its files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
import rispy
from bs4 import BeautifulSoup
from pybtex.database import parse_string

from sphinx_publication.bibliography.library import Library

if TYPE_CHECKING:
    from .conftest import Project

SITE = "https://blogg.example/"
SUFFIXES = (".bib", ".json", ".ris")


@pytest.fixture(scope="module")
def blog(project: Callable[[str], Project]) -> Project:
    """Return the blog of the test root, built once."""
    return project("blog").build()


def meta(page: BeautifulSoup, name: str) -> list[str]:
    """Return what the head of a page says under a name, in order."""
    return [one["content"] for one in page.select(f'meta[name="{name}"]')]


def posts(blog: Project) -> list[str]:
    """Return the addresses of the pages that are one post."""
    return [name.removesuffix("post.bib") for name in blog.files() if name.endswith("/post.bib")]


def test_every_post_says_how_to_cite_it(blog: Project) -> None:
    """Folded, with the reference in the publication's style; lists and pages do not."""
    found = posts(blog)
    assert len(found) == 8
    for name in blog.files():
        if name.endswith("index.html"):
            boxes = blog.page(name).select("details.cite-post")
            assert len(boxes) == (name.removesuffix("index.html") in found), name
    box = blog.page("2024/01/andra/index.html").select_one("details.cite-post")
    assert box.summary.text == "Citera inlägget"
    reference = box.select_one(".cite-post__reference")
    assert "(2024, " in reference.text
    assert "[Blogginlägg]. Bloggen. " in reference.text
    assert reference.a["href"] == f"{SITE}2024/01/andra/"


def test_each_format_reads_back_as_the_same_work(blog: Project) -> None:
    """BibTeX, RIS and CSL-JSON: the post's title, authors, day and address, as its head says."""
    for post in posts(blog):
        page = blog.page(f"{post}index.html")
        title, (day,) = (
            page.select_one("h1").find(string=True, recursive=False),
            {one[:10] for one in meta(page, "citation_publication_date")},
        )
        authors = meta(page, "citation_author")
        address = page.select_one('link[rel="canonical"]')["href"]
        day = day.replace("/", "-")

        (entry,) = parse_string(blog.text(f"{post}post.bib"), "bibtex").entries.values()
        assert entry.fields["date"] == day
        assert entry.fields["url"] == address
        assert len(entry.persons.get("author", [])) == len(authors)

        (record,) = rispy.loads(blog.text(f"{post}post.ris"))
        assert record["title"] == title.strip()
        assert record["date"].replace("/", "-") == day
        assert record["urls"] == [address]
        assert len(record.get("authors", [])) == len(authors)

        (item,) = json.loads(blog.text(f"{post}post.json"))
        assert item["type"] == "post-weblog"
        assert item["title"] == title.strip()
        assert "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0]) == day
        assert item["URL"] == address


def test_the_bib_file_gives_the_reference_on_the_page(blog: Project) -> None:
    """Whoever takes the file into a publication like this one gets the same words."""
    for post in posts(blog):
        library = Library.read([blog.site / post / "post.bib"], "apa", "sv-SE")
        assert not library.problems
        (key,) = library.sources
        words = "".join(run.text for run in library.reference(key))
        shown = blog.page(f"{post}index.html").select_one(".cite-post__reference").text
        assert words == shown


def test_what_is_shown_is_what_is_in_the_files(blog: Project) -> None:
    """To copy without a script by marking it, to fetch by a link; buttons wait for their script."""
    for post in posts(blog):
        page = blog.page(f"{post}index.html")
        box = page.select_one("details.cite-post")
        shown = [one.text for one in box.select("pre")]
        links = [one["href"] for one in box.select("a[download]")]
        assert links == ["post.bib", "post.ris", "post.json"]
        assert shown == [blog.text(post + link) for link in links]
        buttons = box.select("button")
        assert len(buttons) == 4
        for button in buttons:
            assert button.has_attr("hidden")
            assert len(page.select(button["data-copies"])) == 1
        assert len(page.select('script[src*="publication-copy.js"]')) == 1


def test_several_posts_on_a_page_have_their_own(project: Callable[[str], Project]) -> None:
    """Each in its section, with files called by the section's id; the script comes once."""
    site = project("directive-posts")
    path = site.folder / "several.md"
    more = "\n## The one of June\n\n```{post} 2020-06-01\n```\n\nWords of June.\n"
    path.write_text(path.read_text("utf-8") + more, encoding="utf-8")
    page = site.build(html_baseurl=SITE).page("several/index.html")
    assert len(page.select('script[src*="publication-copy.js"]')) == 1
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    found = {}
    for box in page.select("details.cite-post"):
        section = box.find_parent("section")["id"]
        found[section] = [one["href"] for one in box.select("a[download]")]
        assert f"several/#{section}" in box.select_one(".cite-post__reference").text
    assert found == {
        name: [f"{name}.bib", f"{name}.ris", f"{name}.json"]
        for name in ("the-one-of-may", "the-one-of-june")
    }
    for name, files in found.items():
        for file in files:
            assert f"several/#{name}" in site.text(f"several/{file}")


def test_it_is_no_part_of_the_text(blog: Project) -> None:
    """Neither of feeds, of Markdown nor of search."""
    assert b"cite-post" not in blog.files()["atom.xml"]
    assert "Citera" not in blog.text("atom.xml")
    assert "Citera" not in blog.text("2024/01/andra/index.html.md")
    box = blog.page("2024/01/andra/index.html").select_one("details.cite-post")
    assert box["data-pagefind-ignore"] == "all"


def test_what_is_not_published_cannot_be_cited(project: Callable[[str], Project]) -> None:
    """No file of a draft, and none in a preview."""
    site = project("drafts").build(html_baseurl=SITE)
    files = [name for name in site.files() if name.endswith(SUFFIXES) and "post." in name]
    pages = {name for name in site.files() if name.endswith("index.html")}
    assert files
    assert {f"{name.rpartition('/')[0]}/index.html" for name in files} <= pages
    site.build(html_baseurl=SITE, publication_preview=True)
    assert not [name for name in site.files() if name.endswith("/post.bib")]
    assert "cite-post" not in "".join(site.text(page) for page in pages)


def test_files_follow_their_post(project: Callable[[str], Project]) -> None:
    """A new title is in them, a lost one comes back, those of a post that is gone are gone."""
    blog = project("blog").build()
    path = blog.folder / "posts/2024/03/sist.md"
    path.write_text(path.read_text("utf-8").replace("Sista inlägget", "Nytt namn"), "utf-8")
    (blog.folder / "posts/2024/01/andra.md").unlink()
    (blog.site / "2024/02/inlagg-4/post.ris").unlink()
    blog.build()
    for suffix in SUFFIXES:
        assert "Nytt namn" in blog.text(f"2024/03/sist/post{suffix}")
        assert f"2024/01/andra/post{suffix}" not in blog.files()
        assert f"2024/02/inlagg-4/post{suffix}" in blog.files()
