"""A page says how the site was made, and a file says the same to programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_publication import __version__

if TYPE_CHECKING:
    from .conftest import Project


@pytest.fixture(scope="module")
def made(project: Callable[[str], Project]) -> Project:
    """A publication with posts and one remembered address."""
    blog = project("blog")
    lines = "# addresses 1\npost /2024/01/andra/\n"
    (blog.folder / "addresses.txt").write_text(lines, encoding="utf-8")
    return blog.build()


def test_the_file_counts_what_there_is(made: Project) -> None:
    """Posts, words, pages and addresses; the newest post; which programs made it."""
    told = json.loads(made.text("status.json"))
    posts = len(list((made.folder / "posts").rglob("*.md")))
    assert told["counts"]["posts"] == posts
    assert told["counts"]["pages"] == len(list(made.folder.rglob("*.md"))) - posts
    assert told["counts"]["addresses"] == 1
    assert told["counts"]["words"] > posts
    assert told["newest"]["path"] == "2024/03/sist/"
    assert told["address"] == "https://blogg.example/"
    assert told["programs"]["sphinx-publication"] == __version__
    assert {"Sphinx", "Typst", "Pagefind"} <= told["programs"].keys()


def test_the_page_says_the_same(made: Project) -> None:
    """In words; search passes it over."""
    told = json.loads(made.text("status.json"))
    page = made.page("status/index.html")
    cells = [cell.text for cell in page.select("main td")]
    assert str(told["counts"]["posts"]) in cells
    assert __version__ in cells
    assert page.select_one("main a[href='../2024/03/sist/']")
    assert page.select_one("main a[href='../status.json']")
    assert not page.select("[data-pagefind-body]")


def test_the_same_texts_give_the_same_bytes(
    made: Project, project: Callable[[str], Project]
) -> None:
    """Whatever the folder, and whether it is built anew."""
    again = project("blog")
    (again.folder / "addresses.txt").write_bytes((made.folder / "addresses.txt").read_bytes())
    again.build(parallel=2)
    for name in ("status.json", "status/index.html"):
        assert again.text(name) == made.text(name)
    assert str(made.folder) not in made.text("status.json")


def test_an_authors_page_takes_its_place(project: Callable[[str], Project]) -> None:
    """The file stays, and its name can be another."""
    blog = project("blog")
    (blog.folder / "status.md").write_text("# Läget\n", encoding="utf-8")
    blog.build()
    assert blog.page("status/index.html").h1.text.startswith("Läget")
    blog.build(publication_addresses={"status": "om-bygget"})
    assert blog.page("om-bygget/index.html").h1
    assert (blog.site / "om-bygget.json").is_file()
