"""Archives, topics, authors and categories: pages of posts, at the publication's addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from .conftest import Project


@pytest.fixture(scope="module")
def blog(project: Callable[[str], Project]) -> Project:
    """Return the blog of the test root, built once."""
    return project("blog").build()


def titles(page: BeautifulSoup) -> list[str]:
    """Return the titles of the posts that a page lists."""
    return [link.text for link in page.select(".post-list__title a")]


def test_a_page_lists_all_posts_newest_first(blog: Project) -> None:
    """The archive holds every post once, by year, the newest first."""
    page = blog.page("inlagg/index.html")
    assert titles(page)[0] == "Sista inlägget"
    assert titles(page)[-1] == "Första inlägget"
    assert len(titles(page)) == 8
    assert [heading.text for heading in page.select(".archive__heading")] == ["2024", "2023"]


def test_years_and_months_have_pages(blog: Project) -> None:
    """A year's page lists its posts by month; a month is named in Swedish."""
    year = blog.page("2024/index.html")
    assert [h.text for h in year.select(".archive__heading")] == [
        "Mars 2024",
        "Februari 2024",
        "Januari 2024",
    ]
    month = blog.page("2024/01/index.html")
    assert titles(month) == ["Tredje inlägget", "Andra inlägget & dess <titel>"]
    assert "januari 2024" in month.h1.text
    assert titles(blog.page("2023/12/index.html")) == ["Första inlägget"]


def test_a_month_is_that_of_the_publications_time_zone(blog: Project) -> None:
    """A post of 31 January, 23:30 in Stockholm, stands in January though it is so in UTC too."""
    assert "Tredje inlägget" in titles(blog.page("2024/01/index.html"))
    time = blog.page("2024/01/tredje/index.html").select_one(".post-meta time")
    assert time["datetime"] == "2024-01-31T23:30:00+01:00"


def test_dates_are_swedish(blog: Project) -> None:
    """A post's date is written in full in Swedish, in lists without the weekday."""
    assert "söndag 17 december 2023" in blog.text("2023/12/forsta/index.html")
    dates = [time.text for time in blog.page("inlagg/index.html").select("time")]
    assert "17 december 2023" in dates


def test_a_tag_and_an_authored_topic_share_one_page(blog: Project) -> None:
    """Tags by name, alias or other spelling lead to the author's page, which lists their posts."""
    page = blog.page("amnen/finansiell-samordning/index.html")
    assert page.h1.text.startswith("Finansiell samordning")
    assert titles(page) == [
        "Sista inlägget",
        "Tredje inlägget",
        "Andra inlägget & dess <titel>",
        "Första inlägget",
    ]
    assert not (blog.site / "amnen/finsam").exists()
    links = blog.page("2024/03/sist/index.html").select(".topic-list__item")
    assert [(a.text, a["href"]) for a in links] == [
        ("Finansiell samordning", "../../../amnen/finansiell-samordning/")
    ]


def test_a_tag_without_an_authored_page_gets_one(blog: Project) -> None:
    """Its page stands at the slug of the tag, and lists its posts."""
    page = blog.page("amnen/aldrande/index.html")
    assert page.h1.text == "Åldrande"
    assert titles(page) == ["Andra inlägget & dess <titel>"]


def test_the_index_of_topics_counts_posts_in_swedish_order(blog: Project) -> None:
    """All topics are listed, å and ä after z, each with the number of its posts."""
    items = blog.page("amnen/index.html").select(".label-list__item")
    found = [(item.a.text, item.select_one(".count").text) for item in items]
    assert found == [
        ('citat "inuti"', "1"),
        ("Finansiell samordning", "4"),
        ("Åldrande", "1"),
        ("äldre", "1"),
    ]


def test_lists_in_yaml_are_read_as_lists(blog: Project) -> None:
    """Labels with commas and quotation marks survive; several authors do, in their order."""
    header = blog.page("2024/01/andra/index.html").select_one(".post-meta")
    authors = [a.text for a in header.select("[rel=author]")]
    assert authors == ["Anna Åkesson", "Karlsson, Bo", 'Citat "Cilla" C']
    categories = [a.text for a in header.select(".post-meta__categories a")]
    assert categories == ["Historia", "Ekonomi, statlig"]
    assert titles(blog.page("forfattare/karlsson-bo/index.html")) == [
        "Andra inlägget & dess <titel>"
    ]


def test_spellings_of_a_category_share_a_page(blog: Project) -> None:
    """ "Historia" and "historia" are one category."""
    assert len(titles(blog.page("kategorier/historia/index.html"))) == 3
    names = [a.text for a in blog.page("kategorier/index.html").select(".label-list a")]
    assert len(names) == 2


def test_places_and_languages_have_pages_where_posts_name_them(blog: Project) -> None:
    """ablog's location and language are kept."""
    assert titles(blog.page("platser/sala/index.html")) == ["Andra inlägget & dess <titel>"]
    assert titles(blog.page("sprak/svenska/index.html")) == ["Andra inlägget & dess <titel>"]


def test_neighbours_lead_back_and_forth(blog: Project) -> None:
    """A post leads to the one before and the one after; the newest has none after it."""
    page = blog.page("2023/12/forsta/index.html")
    assert page.select_one(".post-neighbours__older") is None
    newer = page.select_one(".post-neighbours__newer")
    assert newer["href"] == "../../../2024/01/andra/"
    assert blog.page("2024/03/sist/index.html").select_one(".post-neighbours__newer") is None


def test_nothing_of_ablogs_own_pages_is_written(blog: Project) -> None:
    """No drafts page, no page in English, none at ablog's addresses."""
    assert not (blog.site / "blog").exists()
    words = ("Recent Posts", "All Posts", "Posts tagged", "Posted in", "Archives", "Drafts")
    for name, data in blog.files().items():
        if name.endswith(".html"):
            for word in words:
                assert f">{word}" not in data.decode(), name


def test_every_list_says_what_its_posts_are_about(blog: Project) -> None:
    """The description, or the beginning of the text without footnote marks or raw references."""
    descriptions = {
        item.select_one("a").text: item.select_one(".post-list__description").text
        for item in blog.page("inlagg/index.html").select(".post-list__item")
    }
    assert descriptions["Sista inlägget"] == "Den sista."
    assert descriptions["Andra inlägget & dess <titel>"] == "En beskrivning med <tecken> & annat."
    assert descriptions["Första inlägget"] == ("Det började med en annan och en länk.")


def test_a_bad_link_is_reported_once(blog: Project) -> None:
    """However many lists show the post's beginning."""
    found = [line for line in blog.warnings if "finns-inte" in line]
    assert len(found) == 1, blog.warnings


def test_yearbooks_are_linked_by_name(blog: Project) -> None:
    """The list of yearbooks and each year's page lead to the book, newest year first."""
    links = blog.page("arsbocker/index.html").select(".book__file")
    assert [a["href"] for a in links] == ["bloggen-2024.pdf", "bloggen-2023.pdf"]
    year = blog.page("arsbocker/2023/index.html")
    assert year.select_one(".book__file")["href"] == "../bloggen-2023.pdf"
    assert titles(year) == ["Första inlägget"]


def test_names_that_ablog_offers_lead_to_our_pages(blog: Project) -> None:
    """``{ref}`` to blog-tags, blog-authors, a tag and a post's file name."""
    links = blog.page("index.html").select("article p a.reference")
    assert [a["href"] for a in links][:3] == [
        "amnen/",
        "forfattare/",
        "amnen/finansiell-samordning/",
    ]
    first = blog.page("2023/12/forsta/index.html").select("article p a.reference.internal")
    assert first[0]["href"] == "../../../2024/01/andra/"


def test_a_generated_page_keeps_its_time_when_it_is_as_it_was(
    project: Callable[[str], Project],
) -> None:
    """A new post touches the pages that list it, and no other list, feed or page."""
    blog = project("blog").build()
    before = {path: path.stat().st_mtime_ns for path in blog.site.rglob("*") if path.is_file()}
    new = blog.folder / "posts/2024/03/nytt.md"
    new.write_text("---\ndate: 2024-03-02\nauthor: anna\n---\n# Nytt\n\nHelt nytt.\n")
    blog.build()
    touched = {
        path.relative_to(blog.site).as_posix()
        for path, time in before.items()
        if "_static" not in path.parts and path.stat().st_mtime_ns != time
    }
    assert {"2024/03/index.html", "inlagg/index.html", "atom.xml", "sitemap.xml"} <= touched
    assert not touched & {
        "2023/12/index.html",
        "2023/12/forsta/index.html",
        "amnen/aldrande/index.html",
        "amnen/aldrande/atom.xml",
        "kategorier/historia/index.html",
        "gammal/forsta/index.html",
    }
