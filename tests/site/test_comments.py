"""Archived comments below their posts, and the ways to write new ones."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from .conftest import Project


POST = "2013/12/tankar/index.html"
FILE = "posts/2013/12/tankar.comments.yaml"
LETTER = "redaktionen@svar.example"
ISSO = "https://kommentarer.example"


@pytest.fixture(scope="module")
def built(project: Callable[[str], Project]) -> Project:
    """The root as its conf.py has it: an archive, and no way to write."""
    return project("comments").build()


@pytest.fixture(scope="module")
def asking(project: Callable[[str], Project]) -> Project:
    """The root with both ways to write."""
    return project("comments").build(
        publication_comments_address=LETTER, publication_isso=ISSO, publication_feed_comments=True
    )


def _outline(thread: Tag) -> list[object]:
    """Return the ids of a thread as lists in lists."""
    found: list[object] = []
    for item in thread.find_all("li", recursive=False):
        comment = item.find(class_="comment", recursive=False)
        found.append(comment["id"])
        answers = item.find("ol", recursive=False)
        if answers:
            found.append(_outline(answers))
    return found


def test_comments_stand_below_their_post(built: Project) -> None:
    """Published ones in their threads, nested to the fourth answer, with words as written."""
    section = built.page(POST).find(id="comments")
    assert section.h2.text == "7 kommentarer"
    wanted = ["c1", ["c2", ["c3", ["c4", ["c5", "c6"]]]], "c8", ["c9"]]
    assert _outline(section.ol) == wanted
    first = section.find(id="c1")
    assert [str(one) for one in first.find_all("p")[1:]] == [
        "<p>Tack för &lt;b&gt;listan&lt;/b&gt;!<br/>Rad två.</p>",
        "<p>Ett stycke om sammanhållning.</p>",
    ]
    link = first.find("a", class_="comment__link")
    assert link["href"] == "#c1"
    assert link.time["datetime"] == "2013-12-18T09:30:00+01:00"
    assert link.time.text == "18 december 2013"


def test_a_deep_answer_says_to_whom(built: Project) -> None:
    """Where lists nest no deeper, a link names the comment that is answered."""
    page = built.page(POST)
    assert page.find(id="c6").find(class_="comment__answered").a["href"] == "#c5"
    assert page.find(id="c5").find(class_="comment__answered") is None


def test_hidden_comments_are_nowhere(built: Project) -> None:
    """Neither the words nor the names of waiting and removed ones are in any file of the site."""
    assert built.page(POST).find(id="c8").text == "Borttagen kommentar"
    whole = b"".join(built.files().values()).decode("utf-8", "replace")
    for secret in ("Hemligt", "Provläsare Sju", "Provläsare Åtta"):
        assert secret not in whole


def test_a_mistake_is_reported_once(built: Project) -> None:
    """The message names file and line; the comment is left out."""
    (warning,) = built.warnings
    assert warning.startswith(f"{FILE}:35: WARNING: 'i fjol' is not right")


def test_the_post_says_how_many_there_are(built: Project) -> None:
    """Its header leads to them, and its data count them; a post without any says nothing."""
    page = built.page(POST)
    assert page.find(class_="post-meta__comments").a["href"] == "#comments"
    data = json.loads(page.find("script", type="application/ld+json").string)["@graph"][0]
    assert data["commentCount"] == 7
    other = built.page("2014/01/oppet/index.html")
    assert other.find(class_="post-meta__comments") is None
    assert other.find(class_="comments") is None


def test_comments_are_found_but_weigh_little(built: Project) -> None:
    """Search reads their words below those of the post, and not who wrote them."""
    section = built.page(POST).find(id="comments")
    assert section["data-pagefind-weight"] == "0.25"
    assert all(head.has_attr("data-pagefind-ignore") for head in section.select(".comment__head"))
    assert section.find_parent(attrs={"data-pagefind-body": True})


def test_feeds_have_comments_where_asked_for(built: Project, asking: Project) -> None:
    """By default they do not; with publication_feed_comments the post ends with its archive."""
    assert "Svar ett." not in built.text("atom.xml")
    feed = asking.text("atom.xml")
    assert "Svar ett." in feed
    assert "https://svar.example/blogg/2013/12/tankar/#c1" in feed
    assert LETTER not in feed
    assert "länk till kommentaren" not in feed


def test_nothing_invites_unless_it_is_configured(built: Project) -> None:
    """Without an address, no page says how to write."""
    assert not any(b"respond" in data for name, data in built.files().items() if "html" in name)


def test_a_letter_has_the_title_as_its_subject(project: Callable[[str], Project]) -> None:
    """The link opens a letter to the editors; signs in the title are escaped in it."""
    page = project("comments").build(publication_comments_address=LETTER).page(POST)
    section = page.find(class_="respond")
    assert section.h2.text == "Skriv till redaktionen"
    assert section.a.text == LETTER
    subject = "Tankar%20%26%20%E2%80%9Dfr%C3%A5gor%E2%80%9D"
    assert section.a["href"] == f"mailto:{LETTER}?subject={subject}"
    assert page.find("button", attrs={"data-isso": True}) is None


def test_isso_waits_to_be_asked(asking: Project) -> None:
    """A hidden button knows its address; no element that the browser fetches names it."""
    page = asking.page(POST)
    button = page.find("button", attrs={"data-isso": True})
    assert button["data-isso"] == f"{ISSO}/"
    assert button.has_attr("hidden")
    thread = page.find(id="isso-thread")
    assert thread["data-isso-id"] == "/blogg/2013/12/tankar/"
    assert thread["data-title"] == "Tankar & ”frågor”"
    fetched = [tag for tag in page.find_all(True) if ISSO in f"{tag.get('src')}{tag.get('href')}"]
    assert fetched == []
    assert "kommentarer.example" in page.find(class_="respond__where").text


def test_a_post_can_be_closed(asking: Project, project: Callable[[str], Project]) -> None:
    """``comments: false`` closes one, as does Sphinx's own word; days do all that are older."""
    assert asking.page("2014/01/oppet/index.html").find(class_="respond")
    assert asking.page("2014/01/stangt/index.html").find(class_="respond") is None
    other = project("comments")
    file = other.folder / "posts/2014/01/stangt.md"
    file.write_text(file.read_text("utf-8").replace("comments: false", "nocomments: true"), "utf-8")
    file = other.folder / "posts/2014/01/oppet.md"
    file.write_text(file.read_text("utf-8").replace("---\n", "---\nnocomments: no\n", 1), "utf-8")
    other.build(publication_isso=ISSO)
    assert other.page("2014/01/stangt/index.html").find(class_="respond") is None
    assert other.page("2014/01/oppet/index.html").find(class_="respond")
    old = project("comments").build(publication_isso=ISSO, publication_comments_days=30).page(POST)
    assert old.find(class_="respond") is None
    assert old.find(class_="comments__closed")
    assert len(old.select("article.comment")) == 7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("publication_comments_address", "javascript:alert(1)"),
        ("publication_comments_address", "red@svar.example?bcc=alla@svar.example"),
        ("publication_isso", "http://kommentarer.example/"),
        ("publication_isso", 'https://a.example/" onclick="x'),
        ("publication_comments_days", -1),
    ],
)
def test_a_wrong_address_is_refused(
    name: str, value: object, project: Callable[[str], Project]
) -> None:
    """conf.py's setting is named in one line, and nothing is built."""
    with pytest.raises(ConfigError, match=f"{name} in conf.py"):
        project("comments").build(**{name: value})


def test_a_changed_file_writes_its_post_anew(project: Callable[[str], Project]) -> None:
    """Only the post's page changes; what is built so is what a fresh build gives."""
    changing = project("comments").build()
    before = changing.files()
    file = changing.folder / FILE
    text = file.read_text("utf-8").replace("Svar ett.", "Ett annat svar.")
    time.sleep(0.01)
    file.write_text(text, encoding="utf-8")
    after = changing.build().files()
    assert [name for name in after if after[name] != before[name]] == [POST]
    assert sorted(changing.read) == []
    file.unlink()
    assert changing.build().page(POST).find(id="comments") is None


def test_builds_agree(project: Callable[[str], Project]) -> None:
    """Serial, parallel and incremental builds give the same bytes."""
    conf = {"publication_comments_address": LETTER, "publication_isso": ISSO}
    serial = project("comments").build(**conf)
    parallel = project("comments").build(parallel=2, **conf)
    changed = project("comments")
    file = changed.folder / FILE
    whole = file.read_text("utf-8")
    file.write_text(whole.partition("- {id: c3")[0], encoding="utf-8")
    changed.build(**conf)
    file.write_text(whole, encoding="utf-8")
    changed.build(**conf)
    assert serial.differences(parallel) == []
    assert serial.differences(changed) == []


def test_ids_of_the_text_go_before_those_of_comments(project: Callable[[str], Project]) -> None:
    """A heading that has the id of a comment keeps it, and no id stands twice."""
    taken = project("comments")
    post = taken.folder / "posts/2013/12/tankar.md"
    post.write_text(post.read_text("utf-8").replace("## Mer", "## C1"), encoding="utf-8")
    page: BeautifulSoup = taken.build().page(POST)
    assert len(page.find_all(id="c1")) == 1
    assert page.find(id="c1").name == "section"
