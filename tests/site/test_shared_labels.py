"""A label that two documents have is told of, and leads to the same place in every build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

if TYPE_CHECKING:
    from .conftest import Project

FIRST, SECOND = "posts/2013/01/lagen.md", "posts/2014/04/nummer-4.md"
LINKING = "posts/2014/05/nummer-5.md"


def add(folder: Path, name: str, words: str) -> int:
    """Add words to a document; return the line that they begin at."""
    path = folder / name
    text = path.read_text("utf-8").rstrip() + "\n\n"
    path.write_text(f"{text}{words}\n", "utf-8")
    return text.count("\n") + 1


@pytest.fixture
def twice(project: Callable[[str], Project]) -> tuple[Project, int, int]:
    """Return a publication with a label in two posts, and their lines."""
    blog = project("knowledge")
    lines = [
        add(blog.folder, name, f"(delad)=\n\n## Rubrik i {number}\n\nOrd.")
        for number, name in enumerate((FIRST, SECOND))
    ]
    add(blog.folder, LINKING, "Se [](#delad).")
    return blog, *lines


def goal(blog: Project) -> str:
    """Return where the link leads."""
    page = blog.page("2014/05/nummer-5/index.html")
    link = next(link for link in page.select("article a[href$='#delad']"))
    return f"{urljoin('/2014/05/nummer-5/', str(link['href']))} {link.text}"


@pytest.mark.parametrize("parallel", [1, 2])
def test_both_places_are_told_in_every_build(
    twice: tuple[Project, int, int], parallel: int
) -> None:
    """By one process or two, from nothing or not; in our words and not in Sphinx's as well."""
    blog, first, second = twice
    for number in range(8):
        more = blog.folder / f"posts/2015/0{number + 1}/fler.md"
        more.parent.mkdir(parents=True, exist_ok=True)
        more.write_text(
            f"---\ndate: 2015-0{number + 1}-01\n---\n# Fler {number}\n\nOrd.\n", "utf-8"
        )
    for _ in range(2):
        blog.build(parallel=parallel)
        (told,) = [one for one in blog.warnings if "delad" in one]
        assert told.startswith(f"{SECOND}:{second}: ")
        assert f"{FIRST}:{first}" in told
        assert goal(blog) == "/2013/01/lagen/#delad Rubrik i 0"
        add(blog.folder, "source/om.md", "Mer.")


def test_the_label_is_that_of_the_first_whatever_was_read_last(
    twice: tuple[Project, int, int],
) -> None:
    """When one is read again, when the first goes, when it comes back: as in a clean build."""
    blog, _first, _second = twice
    blog.build()
    text = (blog.folder / FIRST).read_text("utf-8")
    gone = text.replace("(delad)=\n\n", "")
    steps = (
        (SECOND, (blog.folder / SECOND).read_text("utf-8") + "\nMer.\n", "2013/01/lagen", 1),
        (FIRST, gone, "2014/04/nummer-4", 0),
        (FIRST, text, "2013/01/lagen", 1),
    )
    for name, words, leads_to, problems in steps:
        (blog.folder / name).write_text(words, "utf-8")
        blog.build()
        assert leads_to in goal(blog)
        assert len([one for one in blog.warnings if "delad" in one]) == problems
        before = blog.files()
        assert blog.build(fresh=True).files() == before


def test_a_link_to_a_label_is_a_link_to_its_page(twice: tuple[Project, int, int]) -> None:
    """The page lists it with the others, and leads back to its place."""
    blog, _first, _second = twice
    (box,) = blog.build().page("2013/01/lagen/index.html").select(".backlinks")
    assert "Se Rubrik i 0." in box.text
    assert box.select("a[href*='nummer-5/#link-']")


def test_the_other_has_it_when_the_first_is_deleted(twice: tuple[Project, int, int]) -> None:
    """Sphinx would forget the label with the document that had it last."""
    blog, _first, _second = twice
    blog.build()
    (blog.folder / FIRST).unlink()
    blog.build()
    assert goal(blog) == "/2014/04/nummer-4/#delad Rubrik i 1"
    (blog.folder / SECOND).unlink()
    blog.build()
    assert "delad" not in "".join(
        link["href"] for link in blog.page("2014/05/nummer-5/index.html").select("article a")
    )
