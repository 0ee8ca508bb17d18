"""Old addresses lead on, and search engines find what is to be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from .conftest import Project

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_an_old_address_leads_to_the_post(project: Callable[[str], Project]) -> None:
    """At once, with the address to remember; also where it is a file, as in Blogger."""
    blog = project("blog").build()
    for path, way in (
        ("gammal/forsta/index.html", "../../2023/12/forsta/"),
        ("2023/12/forsta.html", "forsta/"),
    ):
        page = blog.page(path)
        assert page.select_one("meta[http-equiv=refresh]")["content"] == f"0; url={way}"
        canonical = page.select_one("link[rel=canonical]")["href"]
        assert canonical == "https://blogg.example/2023/12/forsta/"
        assert page.a["href"] == way


def test_a_redirect_never_takes_a_pages_place(project: Callable[[str], Project]) -> None:
    """One that names the address of a page is reported, with the post's file, and left out."""
    blog = project("blog")
    post = blog.folder / "posts/2024/03/sist.md"
    post.write_text(post.read_text().replace("date:", "redirect: [2024/01/andra, inlagg]\ndate:"))
    blog.build()
    found = [line for line in blog.warnings if "redirect-taken" in line]
    assert len(found) == 2, blog.warnings
    assert all(line.startswith("posts/2024/03/sist.md:1: ") for line in found)
    assert "posts/2024/01/andra.md" in found[0] + found[1]
    assert "Andra inlägget" in blog.page("2024/01/andra/index.html").h1.text


def test_the_sitemap_holds_every_page_once(project: Callable[[str], Project]) -> None:
    """Absolute addresses of all pages that are written, and no redirect."""
    blog = project("blog").build()
    found = [loc.text for loc in etree.fromstring(blog.files()["sitemap.xml"]).iter(LOC)]
    pages = {
        "https://blogg.example/" + name.removesuffix("index.html")
        for name in blog.files()
        if name.endswith("index.html")
    }
    assert len(found) == len(set(found))
    assert pages - set(found) == {"https://blogg.example/gammal/forsta/"}
    assert set(found) <= pages


def test_the_sitemap_dates_posts_by_their_revision(project: Callable[[str], Project]) -> None:
    """The last update of a post, in its time zone."""
    text = project("blog").build().text("sitemap.xml")
    assert (
        "<loc>https://blogg.example/2024/01/andra/</loc>"
        "<lastmod>2024-03-05T00:00:00+01:00</lastmod>" in text
    )
