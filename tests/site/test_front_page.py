"""A start page is put together from blocks: posts, ways in, the newest yearbook, topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_publication.checking import directives
from sphinx_publication.site import front_page

if TYPE_CHECKING:
    from .conftest import Project

FRONT = """# Bladet

``````{front-page}

`````{topics}
:length: 1
`````

`````{block} Ny här?
1. Börja *här*.
`````

`````{newest-yearbook}
`````

`````{block} Det senaste
```{postlist} 2
```
`````

``````
"""


def test_blocks_stand_in_their_columns_with_headings(project: Callable[[str], Project]) -> None:
    """Posts in the main column, topics at the foot, all else beside, whatever the order written."""
    blog = project("blog")
    (blog.folder / "index.md").write_text(FRONT, encoding="utf-8")
    page = blog.build().page("index.html")
    headings = {
        column: [heading.contents[0].text for heading in page.select(f".front-page__{column} h2")]
        for column in ("main", "side", "foot")
    }
    assert headings == {
        "main": ["Det senaste"],
        "side": ["Ny här?", "Senaste årsboken"],
        "foot": ["Ämnen"],
    }
    assert page.select_one("#ny-har em").text == "här"
    assert [link["href"] for link in page.select(".newest-book .book__title a")] == [
        "arsbocker/2024/"
    ]
    assert page.select_one(".front-page__main .block__more a")["href"] == "inlagg/"
    assert len(page.select(".topic-index__item")) == 1
    assert page.select_one(".front-page__foot .block__more a")["href"] == "amnen/"


def test_blocks_with_nothing_to_show_are_left_out(project: Callable[[str], Project]) -> None:
    """Without posts there is no yearbook, no topic and no way to all posts, nor their headings."""
    blog = project("blog")
    (blog.folder / "index.md").write_text(FRONT, encoding="utf-8")
    for path in blog.folder.rglob("*.md"):
        if path != blog.folder / "index.md":
            path.unlink()
    page = blog.build().page("index.html")
    assert [heading.contents[0].text for heading in page.select(".block h2")] == [
        "Det senaste",
        "Ny här?",
    ]
    assert page.select(".block__more") == []


def test_topics_and_yearbook_follow_the_posts(project: Callable[[str], Project]) -> None:
    """A new year's post and a new topic are on the start page, though its file is as it was."""
    blog = project("blog")
    (blog.folder / "index.md").write_text(FRONT.replace(":length: 1\n", ""), encoding="utf-8")
    blog.build()
    post = blog.folder / "posts/2025/01/ny.md"
    post.parent.mkdir(parents=True)
    post.write_text("---\ndate: 2025-01-02\ntags: [zebra]\n---\n# Ny\n", encoding="utf-8")
    page = blog.build().page("index.html")
    assert page.select_one(".newest-book .book__title a")["href"] == "arsbocker/2025/"
    assert "zebra" in page.select_one(".topic-index").text.lower()


def test_check_knows_the_directives() -> None:
    """What a build knows, ``check`` knows too."""
    assert set(front_page.DIRECTIVES) <= directives.KNOWN
