"""Long lists stay light: they stand on several pages, and the page of all posts leads to years."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.site import archives
from sphinx_publication.site.list_pages import LENGTH, SLACK

if TYPE_CHECKING:
    from .conftest import Project


def add_posts(folder: Path, count: int) -> None:
    """Write posts of one category, one a day from the first of January 2022 on."""
    for number in range(count):
        month, day = divmod(number, 28)
        path = folder / f"posts/2022/{month + 1:02}/p{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        front = f"date: 2022-{month + 1:02}-{day + 1:02}\ncategory: Många\nauthor: Vera"
        path.write_text(f"---\n{front}\n---\n# Nummer {number}\n\nOrd.\n", encoding="utf-8")


def test_a_long_list_stands_on_several_pages(project: Callable[[str], Project]) -> None:
    """Every post once, newest first, each page with the ways to its neighbours; one feed."""
    blog = project("blog")
    add_posts(blog.folder, count := 2 * LENGTH + SLACK + 1)
    blog.build()
    pages = [blog.page(f"kategorier/manga/{part}index.html") for part in ("", "sida-2/", "sida-3/")]
    titles = [[link.text for link in page.select(".post-list__title")] for page in pages]
    assert [len(one) for one in titles] == [SLACK + 1, LENGTH, LENGTH]
    found = [title for page in titles for title in page]
    assert found == [f"Nummer {number}" for number in reversed(range(count))]
    ways = [[link["href"] for link in page.select(".list-pages a")] for page in pages]
    assert ways == [["sida-2/"], ["../", "../sida-3/"], ["../sida-2/"]]
    assert "Sida 2 av 3" in pages[1].select_one(".list-pages").text
    assert pages[1].title.text.startswith("Inlägg i kategorin Många, sida 2 –")
    assert not (blog.site / "kategorier/manga/sida-2/atom.xml").exists()


def test_a_new_post_changes_the_first_page_alone(project: Callable[[str], Project]) -> None:
    """Pages are counted from the oldest post; those that name others above them tell no number."""
    blog = project("blog")
    add_posts(blog.folder, 2 * LENGTH + SLACK + 1)
    others = ("kategorier/manga/sida-2/", "kategorier/manga/sida-3/", "2022/01/")
    before = {name: blog.build().text(f"{name}index.html") for name in others}
    new = blog.folder / "posts/2023/01/nytt.md"
    new.parent.mkdir(parents=True)
    front = "date: 2023-01-01\ncategory: Många\nauthor: Vera"
    new.write_text(f"---\n{front}\n---\n# Nytt\n\nOrd.\n", encoding="utf-8")
    after = blog.build()
    assert "Nytt" in after.text("kategorier/manga/index.html")
    assert {name: after.text(f"{name}index.html") for name in others} == before


def test_a_page_of_a_few_is_not_begun(project: Callable[[str], Project]) -> None:
    """A list that is longer than a page by a few posts stands on one."""
    blog = project("blog")
    add_posts(blog.folder, LENGTH + SLACK)
    blog.build()
    page = blog.page("kategorier/manga/index.html")
    assert len(page.select(".post-list__title")) == LENGTH + SLACK
    assert page.select(".list-pages") == []


def test_all_posts_of_many_are_the_latest_and_the_years(project: Callable[[str], Project]) -> None:
    """The page of all posts does not grow with them; a year of very many lists its months."""
    blog = project("blog")
    add_posts(blog.folder, archives.MANY + 1)
    blog.build()
    page = blog.page("inlagg/index.html")
    assert len(page.select(".post-list__title")) == archives.LATEST
    years = {link.text: link["href"] for link in page.select(".label-list--row a")}
    assert years["2022"] == "../2022/"
    months = blog.page("2022/index.html").select(".label-list__item a")
    assert [link["href"] for link in months] == ["05/", "04/", "03/", "02/", "01/"]
