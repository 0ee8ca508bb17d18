"""The sitemap says when pages were changed, where that is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

if TYPE_CHECKING:
    from .conftest import Project

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "https://blogg.example/"


def times(blog: Project) -> dict[str, str]:
    """Return the time of each page that has one, by its address from the root."""
    found = etree.fromstring(blog.files()["sitemap.xml"]).iter(f"{NS}url")
    return {
        one.findtext(f"{NS}loc").removeprefix(SITE): one.findtext(f"{NS}lastmod")
        for one in found
        if one.findtext(f"{NS}lastmod")
    }


def test_lists_are_as_new_as_their_newest_post(project: Callable[[str], Project]) -> None:
    """By its last revision: years, months, topics, authors, and a topic with a page of its own."""
    blog = project("blog").build()
    found = times(blog)
    assert found["2024/01/andra/"] == "2024-03-05T00:00:00+01:00"
    assert found["2024/01/"] == "2024-03-05T00:00:00+01:00"
    assert found["inlagg/"] == max(found.values())
    for page in ("2024/", "amnen/aldrande/", "amnen/finansiell-samordning/"):
        links = blog.page(f"{page}index.html").select(".post-list__title a[href]")
        listed = [urljoin(SITE + page, one["href"]).removeprefix(SITE) for one in links]
        assert found[page] == max(found[one] for one in listed)


def test_of_other_pages_nothing_is_said(project: Callable[[str], Project]) -> None:
    """No clock and no time of a file stands in for a time that nobody wrote down."""
    found = times(project("blog").build())
    assert not {"", "lista/", "amnen/", "forfattare/", "sok/"} & found.keys()
