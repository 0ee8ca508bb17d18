"""``{post}`` directives: several posts in a file, drafts, and dates that cannot be read."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project


@pytest.fixture(scope="module")
def site(project: Callable[[str], Project]) -> Project:
    """Return the site of the test root, built once."""
    return project("directive-posts").build()


def test_what_is_not_published_is_nowhere(site: Project) -> None:
    """No page, list, feed, sitemap, source or inventory has a word of such a post."""
    files = site.files()
    head, separator, body = files["objects.inv"].partition(b"zlib.\n")
    files["objects.inv"] = head + separator + zlib.decompress(body)
    assert "Anyone may read this." in site.text("_sources/single.md")
    for name, data in files.items():
        assert "secret" not in name.lower()
        assert b"secret" not in data.lower(), name


def test_each_bad_date_is_one_message_with_file_and_line(site: Project) -> None:
    """And the other posts are built; a draft is no mistake."""
    found = [line for line in site.warnings if "publication." in line]
    assert [line.split(" WARNING")[0] for line in found] == ["bad.md:5:", "several.md:29:"]
    assert "'2020-13-01' is not a date" in found[0]


def test_a_post_in_a_file_of_several_keeps_its_section(site: Project) -> None:
    """Though the others are left out: lists lead to its section, the header stands below it."""
    link = site.page("inlagg/index.html").find("a", string="The one of May")
    assert link["href"] == "../several/#the-one-of-may"
    section = site.page("several/index.html").find(id="the-one-of-may")
    assert section.select_one(".post-meta time")["datetime"].startswith("2020-05-02")
    assert "https://directives.example/several/#the-one-of-may" in site.text("atom.xml")


def test_a_directive_that_is_shown_is_no_post(site: Project) -> None:
    """A handbook's example is neither a post nor a reason to leave the page out."""
    assert (site.site / "handbook/index.html").exists()
    assert not (site.site / "amnen/example").exists()


def test_a_preview_shows_and_marks_them(project: Callable[[str], Project]) -> None:
    """Drafts and the future are there and marked; what cannot be dated is not."""
    site = project("directive-posts").build(publication_preview=True)
    assert "Draft" in site.page("draft/index.html").select_one(".preview-mark").text
    coming = site.page("future/index.html").select_one(".preview-mark").text
    assert coming.startswith("Not yet published")
    assert "Secretsection" in site.text("several/index.html")
    assert not (site.site / "bad/index.html").exists()
    assert "Secretdraft" not in site.text("atom.xml")


def test_a_section_appears_when_its_time_has_come(
    project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the file has not changed since."""
    site = project("directive-posts").build()
    assert "Secretsection" not in site.text("several/index.html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "3850000000")
    site.build()
    assert "Secretsection" in site.text("several/index.html")
    assert (site.site / "future/index.html").exists()


def test_a_preview_marks_drafts_of_front_matter(project: Callable[[str], Project]) -> None:
    """On the page and in lists; never in a feed."""
    site = project("drafts").build(publication_preview=True)
    marked = [
        name
        for name in site.files()
        if name.endswith("index.html") and site.page(name).select_one(".preview-mark")
    ]
    assert "2020/01/draft/index.html" in marked
    assert site.page("inlagg/index.html").select(".post-list__state")
    assert b"secretdraft" not in site.files()["atom.xml"].lower()
