"""What authors write as HTML is held to the allow-list, on pages, in feeds and in books."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from .conftest import Project

#: Words that stand in the hostile post; all are on its page.
WORDS = [f"ord{number}" for number in range(1, 15)]
#: What no element of a post may be, nor have.
_ELEMENTS = (
    "script, style, iframe, form, button, object, embed, base, link, animate, foreignobject, math, "
    "input:not([disabled])"
)
_ATTRIBUTES = re.compile(r"on|data-bs|style|src(set|doc)|formaction|xlink")
_ADDRESS = re.compile(r"javascript:|ond\.example", re.IGNORECASE)


def left(part: Tag) -> list[str]:
    """Return what part of a page holds and may not hold."""
    attributes = [(one, name) for one in part.find_all(True) for name in one.attrs]
    wrong = [
        f"{one.name}.{name}"
        for one, name in attributes
        if _ATTRIBUTES.match(name) or (name in ("href", "src") and _ADDRESS.search(str(one[name])))
    ]
    return wrong + [str(one) for one in part.select(_ELEMENTS)]


@pytest.fixture(scope="module")
def made(project: Callable[[str], Project]) -> Project:
    """The publication with a good and a hostile post."""
    return project("raw-html").build()


def test_what_is_allowed_stays(made: Project) -> None:
    """Marks around Markdown, blocks that open and close apart, boxes of tasks, icons."""
    assert not [line for line in made.warnings if "gott.md" in line]
    article = made.page("2024/01/gott/index.html").article
    assert article is not None
    assert article.sub.text == "2"  # type: ignore[union-attr]
    assert article.select_one("mark > em")
    assert article.select_one("details.mer[open] > p > em")
    assert article.select_one("table td[colspan='2'] > p > em")
    assert len(article.select("li > p > input[disabled]")) == 2
    assert article.select_one("svg.sd-octicon > path[d]")


def test_links_that_lead_off_the_site_say_so(made: Project) -> None:
    """In Markdown and in HTML, on the page and in the feed; none opens a window of its own."""
    feed = BeautifulSoup(made.text("atom.xml"), "xml")
    entry = next(one.text for one in feed.find_all("content") if "annan.example" in one.text)
    for soup in (made.page("2024/01/gott/index.html"), BeautifulSoup(entry, "html.parser")):
        links = soup.select("a[href*='annan.example']")
        assert [one["rel"] for one in links] == [["external", "noopener"]] * 2
        assert not soup.select("a[target]")
        assert not soup.select("a[href^='https://prov.example'][rel]")


def test_what_is_not_is_taken_out_and_no_word_with_it(made: Project) -> None:
    """On the page and in the feed; the page's own frame stays whole."""
    page = made.page("2024/01/ont/index.html")
    article = page.article
    assert article is not None
    for own in article.select(".cite-post"):  # ours, with its buttons
        own.decompose()
    assert left(article) == []
    shown = article.get_text(" ") + " ".join(str(one.get("alt")) for one in article.find_all("img"))
    assert [word for word in WORDS if word not in shown] == []
    assert "Slut." in shown
    assert article.find_parent("main")
    feed = BeautifulSoup(made.text("atom.xml"), "xml")
    entry = next(one.text for one in feed.find_all("content") if "ord11" in one.text)
    assert left(BeautifulSoup(entry, "html.parser")) == []


def test_no_order_to_browsers_comes_from_a_post(made: Project) -> None:
    """``http-equiv`` is taken out; a description stays."""
    page = made.page("2024/01/ont/index.html")
    assert not page.select("meta[http-equiv]")
    assert page.select_one("meta[name='description'][content='Beskrivning']")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (8, "onclick"), (10, "<script>"), (13, "<script>"), (19, "style= in <div>"),
        (19, "onmouseover"), (22, "<iframe>"), (24, "formaction"), (26, "<animate>"),
        (28, "<math>"), (30, "srcset"), (32, "<base>"), (38, "</main>"), (40, "does not end"),
        (44, "onclick"), (51, "<object>"), (58, "<embed>"), (58, "'javascript:alert(1)'"),
        (58, "'javascript://%0aalert(1)'"), (48, "'JaVaScRiPt:alert(1)'"), (48, "Set-Cookie"),
        (1, "http-equiv=refresh"),
    ],
)  # fmt: skip
def test_each_is_a_problem_with_file_and_line(made: Project, line: int, words: str) -> None:
    """So that its author can write it otherwise."""
    start = f"posts/2024/01/ont.md:{line}: "
    assert [one for one in made.warnings if one.startswith(start) and words in one]


def test_conf_py_may_allow_more(project: Callable[[str], Project]) -> None:
    """Then it stays, and nothing is said."""
    made = project("raw-html").build(publication_html={"div": ["style"]})
    assert 'style="position:fixed"' in made.text("2024/01/ont/index.html")
    assert not [line for line in made.warnings if "style= in <div>" in line]
