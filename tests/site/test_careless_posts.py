"""What authors may get wrong is one message each; everything else is built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project


@pytest.fixture(scope="module")
def site(project: Callable[[str], Project]) -> Project:
    """Return the site of the test root, built once."""
    return project("careless-posts").build()


def said(site: Project, subtype: str) -> list[str]:
    """Return the messages of one kind."""
    return [line for line in site.warnings if line.endswith(f"[publication.{subtype}]")]


def test_labels_that_are_none_are_left_out(site: Project) -> None:
    """Mappings, nested lists, ``true`` and bare punctuation; numbers and other scripts are fine."""
    messages = said(site, "label-invalid")
    assert len(messages) == 4
    assert all(message.startswith(("posts/a.md:3:", "posts/a.md:4:")) for message in messages)
    tags = [link.text for link in site.page("a/index.html").select(".topic-list__item")]
    assert tags == ["2013", "Index", "統合", "1.5"]


def test_a_tag_named_index_does_not_take_the_index(site: Project) -> None:
    """The index of topics keeps its address, and lists the tag with the others."""
    page = site.page("amnen/index.html")
    assert page.h1.text == "Ämnen"
    assert page.find("a", string="Index")["href"] == "index-/"


def test_a_post_without_a_heading_is_not_lost(site: Project) -> None:
    """Its file's name stands in, and it stands in every list."""
    messages = said(site, "title-missing")
    assert [message.partition(":")[0] for message in messages] == [
        "posts/empty.md",
        "posts/notitle.md",
    ]
    titles = [link.text for link in site.page("inlagg/index.html").select(".post-list__title a")]
    assert {"Empty", "Notitle"} <= set(titles)


def test_old_addresses_never_leave_the_site(site: Project) -> None:
    """A path that climbs out of the folder is refused; a whole address gives its path."""
    messages = said(site, "redirect-invalid")
    assert len(messages) == 2
    assert "'../../etc/passwd'" in messages[0]
    assert not list(site.folder.parent.rglob("passwd"))
    assert not (site.site / "http:").exists()


def test_an_update_with_a_bad_date_is_shown_without_it(site: Project) -> None:
    """And is reported where it stands."""
    (message,) = said(site, "update-date-invalid")
    assert message.startswith("posts/title-only.md:11:")
    assert site.page("title-only/index.html").select_one(".admonition-title").text == "Uppdaterat"


def test_a_bad_date_in_rest_fields_is_reported(site: Project) -> None:
    """The post is left out."""
    (message,) = said(site, "date-invalid")
    assert message.startswith("posts/top.rst:1:")
    assert not (site.site / "top").exists()
