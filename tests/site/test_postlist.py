"""``{postlist}`` lists posts in an author's page, in the publication's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Project


def test_the_usual_list_has_title_date_and_beginning(project: Callable[[str], Project]) -> None:
    """Newest first, as many as asked for, with Swedish dates."""
    items = project("blog").build().page("index.html").select(".post-list__item")
    assert [item.select_one(".post-list__title a").text for item in items] == [
        "Sista inlägget",
        "Inlägg nummer 7",
    ]
    assert items[0].select_one(".post-list__meta").text == "1 mars 2024"
    assert items[0].select_one(".post-list__description").text == "Den sista."


def test_a_format_of_the_authors_own_is_followed(project: Callable[[str], Project]) -> None:
    """Order, label, fields and a ``strftime`` pattern, its month in Swedish."""
    page = project("blog").build().page("lista/index.html")
    lines = [item.text.strip() for item in page.select(".post-list__item")]
    assert lines[0] == "17 december 2023: Första inlägget av Anna Åkesson i Finansiell samordning"
    assert len(lines) == 3
    assert lines[-1].startswith("1 mars 2024: Sista inlägget av Redaktionen")


def test_what_cannot_be_used_is_one_message_each(project: Callable[[str], Project]) -> None:
    """An unknown field or length is reported with file and line; the list is shown all the same."""
    blog = project("blog")
    page = blog.folder / "lista.md"
    page.write_text("# Lista\n\n```{postlist} tre\n:format: '{slug}'\n```\n")
    blog.build()
    found = [line for line in blog.warnings if line.startswith("lista.md:3")]
    assert len(found) == 2, blog.warnings
    assert len(blog.page("lista/index.html").select(".post-list__item")) == 8


def test_the_list_follows_when_a_post_changes(project: Callable[[str], Project]) -> None:
    """A page that lists posts is written anew though its own text has not changed."""
    blog = project("blog").build()
    post = blog.folder / "posts/2024/03/sist.md"
    post.write_text(post.read_text().replace("# Sista inlägget", "# Allra sist"))
    assert "Allra sist" in blog.build().text("index.html")
