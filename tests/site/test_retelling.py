"""A retold post says so, and names its original as a source."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project

LINE = "Återberättat av Redaktionen, 2026. Förlaga: Den gamla bloggen (2013)."


@pytest.fixture(scope="module")
def site(project: Callable[[str], Project]) -> Project:
    """Return the site of the test root, built once."""
    return project("retelling").build()


def test_the_line_stands_below_the_title(site: Project) -> None:
    """On the page and in the feed, in words that readers understand."""
    page = site.page("2013/12/det-forsta/index.html")
    assert page.select_one(".post-meta__retelling").text == LINE
    assert "Återberättat av Redaktionen, 2026." in site.text("atom.xml")


def test_the_original_is_cited(site: Project) -> None:
    """It stands in the post's reference list, and the source's page leads back to the post."""
    page = site.page("2013/12/det-forsta/index.html")
    assert "Det första" in page.select_one(".reference-list").text
    assert "2013/12/det-forsta" in site.text("kallor/original2013/index.html")


def test_lists_and_feeds_show_the_text_and_not_the_line(site: Project) -> None:
    """The beginning of the post is that of its text, its citation in words and not as a key."""
    item = site.page("2013/index.html").select(".post-list__description")[-1]
    assert item.text == "Den förra texten (Den gamla bloggen, 2013) sade något."
    assert "original2013</" not in site.text("atom.xml")
    assert f"<summary>{item.text}</summary>" in site.text("atom.xml")


def test_one_without_an_original_is_reported(site: Project) -> None:
    """With file and line; the post is built without the line."""
    found = [line for line in site.warnings if "retelling" in line]
    assert len(found) == 1
    assert found[0].startswith("posts/2013/12/utan-kalla.md:3: WARNING")
    assert "Text." in site.text("2013/12/utan-kalla/index.html")
