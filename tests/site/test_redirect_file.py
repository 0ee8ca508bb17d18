"""The file of redirects, on the site: pages that lead on, feeds, and rules for servers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project

ROWS = """old,new
/search/label/F%C3%B6rsok%2C%20C%23,/inlagg/
/2023_12_01_archive.html,/2023/12/
/feeds/posts/default,/atom.xml
/feeds/posts/default/-/x,/atom.xml
/rss.xml,/atom.xml
/p/borta.html,https://annat.example/x?a=1
/nowhere,/finns-inte/
/2024/01/andra,/inlagg/
"""


@pytest.fixture(scope="module")
def blog(project: Callable[[str], Project]) -> Project:
    """The blog, with a file of redirects, and a page that names an old address."""
    made = project("blog")
    (made.folder / "redirects.csv").write_text(ROWS, encoding="utf-8")
    page = next(path for path in made.folder.rglob("*.md") if "posts" not in path.parts)
    page.write_text(
        "---\nredirect: [/p/start.html, '/p/start.html?m=1']\norphan: true\n---\n"
        + page.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    return made.build()


def test_a_row_leads_on(blog: Project) -> None:
    """To a page that no document is, too; with its title, and at what stands after "#"."""
    page = blog.page("search/label/Försok, C#/index.html")
    assert page.select_one("meta[http-equiv=refresh]")["content"] == "0; url=../../../inlagg/"
    assert page.script["data-to"] == "../../../inlagg/"
    assert page.script["src"] == "../../../_static/publication-moved.js"
    assert (blog.site / "_static/publication-moved.js").is_file()
    assert page.title.text != "inlagg/"
    page = blog.page("2023_12_01_archive.html")
    assert page.a["href"] == "2023/12/"
    assert blog.page("p/borta.html").a["href"] == "https://annat.example/x?a=1"


def test_where_a_feed_was_the_feed_lies(blog: Project) -> None:
    """The same bytes, at an address that is a folder for the feeds of labels as well."""
    feed = blog.files()["atom.xml"]
    for name in (
        "rss.xml",
        "feeds/posts/default/index.html",
        "feeds/posts/default/-/x/index.html",
    ):
        assert blog.files()[name] == feed


def test_a_page_leads_on_from_its_old_address(blog: Project) -> None:
    """Not only posts do; the address of telephones is the same one."""
    assert "url=" in blog.page("p/start.html").select_one("meta[http-equiv=refresh]")["content"]


def test_a_row_that_cannot_be_is_named(blog: Project) -> None:
    """With file and line: it leads nowhere, or takes the place of a page."""
    found = [line for line in blog.warnings if "redirects.csv" in line]
    assert [line.partition(" ")[0] for line in found] == ["redirects.csv:8:", "redirects.csv:9:"]
    assert "publication.redirects-nowhere" in found[0]
    assert "publication.redirects-taken" in found[1]
    assert "posts/2024/01/andra.md" in found[1]


def test_servers_get_the_rules(blog: Project) -> None:
    """Of posts, pages and rows alike, in three forms."""
    rules = blog.text("_redirects").splitlines()
    assert "/search/label/F%C3%B6rsok%2C%20C%23 /inlagg/ 301" in rules
    assert "/2023/12/forsta.html /2023/12/forsta/ 301" in rules
    assert "/p/borta.html https://annat.example/x?a=1 301" in rules
    assert '    "/2023/12/forsta.html" "/2023/12/forsta/";' in blog.text("_redirects.nginx.conf")
    assert 'RedirectMatch 301 "^/rss\\.xml/?$" "/atom.xml"' in blog.text("_redirects.apache.conf")


def test_a_row_that_goes_away_takes_its_page_along(blog: Project) -> None:
    """The next build removes what led on."""
    assert "rss.xml" in blog.files()
    file = blog.folder / "redirects.csv"
    file.write_text(ROWS.replace("/rss.xml,/atom.xml\n", ""), encoding="utf-8")
    blog.build()
    assert "rss.xml" not in blog.files()
    assert "2023_12_01_archive.html" in blog.files()
