"""What was published stays a page, or leads to one; a build says what is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sphinx_publication.model import published
from sphinx_publication.model.published import PageKind
from sphinx_publication.project import read
from sphinx_publication.publishing import addresses

if TYPE_CHECKING:
    from .conftest import Project


@pytest.fixture
def blog(project: Callable[[str], Project]) -> Project:
    """The blog, built, with the list of its addresses."""
    made = project("blog").build()
    addresses.remember(read(made.folder), made.site)
    return made


def test_every_address_is_listed_with_its_kind(blog: Project) -> None:
    """Posts, pages, lists, feeds and redirects; nothing that pages only bring with them."""
    lines = (blog.folder / "addresses.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# addresses 1"
    for line in (
        "page /",
        "post /2024/01/andra/",
        "list /inlagg/",
        "feed /atom.xml",
        "redirect /2023/12/forsta.html",
    ):
        assert line in lines
    assert not [line for line in lines if "_static" in line or "sitemap" in line]
    paths = [line.partition(" ")[2] for line in lines[1:]]
    assert len(set(paths)) == len(paths)


def test_the_list_only_grows(blog: Project) -> None:
    """A second run changes nothing; a page that is gone stays in the list."""
    path = blog.folder / "addresses.txt"
    path.write_text(path.read_text("utf-8") + "list /borta/\n", encoding="utf-8")
    assert addresses.remember(read(blog.folder), blog.site) == ()
    once = path.read_bytes()
    assert b"list /borta/\n" in once
    assert addresses.remember(read(blog.folder), blog.site) == ()
    assert path.read_bytes() == once


def test_a_lost_address_is_a_problem_until_something_leads_on(blog: Project) -> None:
    """With the line of the list, and what to do; whole, in parallel, and when built again."""
    path = blog.folder / "addresses.txt"
    blog.build()
    assert [line for line in blog.warnings if "address-lost" in line] == []
    (blog.folder / "posts/2024/01/andra.md").unlink()
    number = path.read_text("utf-8").splitlines().index("post /2024/01/andra/") + 1
    for more in ({}, {"parallel": 2, "fresh": True}):
        blog.build(**more)  # type: ignore[arg-type]
        found = [line for line in blog.warnings if "'/2024/01/andra/'" in line]
        assert len(found) == 1
        assert found[0].startswith(f"addresses.txt:{number}: ")
        assert "redirect: 2024/01/andra/" in found[0]
    (blog.folder / "redirects.csv").write_text(
        "old,new\n/2024/01/andra/,/inlagg/\n", encoding="utf-8"
    )
    blog.build()
    assert not [line for line in blog.warnings if "'/2024/01/andra/'" in line]


def test_any_address_can_be_written_and_read_back() -> None:
    """With blanks, signs that mean something, and letters of any alphabet."""
    paths = ("", "a b/", "sök/", "100%/", "a#b/x.html", "x?y/")
    whole = tuple(published.Published(path, PageKind.LIST) for path in paths)
    found = published.read(published.as_text(whole), "addresses.txt")
    assert not found.problems
    assert {one.path for one in found.addresses} == set(paths)
