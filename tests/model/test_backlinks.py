"""Backlinks: what a place is, and whose."""

from __future__ import annotations

from datetime import UTC, datetime

from sphinx_publication.model.backlinks import (
    Goal,
    LinkWords,
    TextLink,
    backlinks,
    sentence,
    sentences,
)
from sphinx_publication.model.citations import InText, Target
from sphinx_publication.model.posts import Post

GOAL = Goal("doc", "myst", "b")
CITED = InText("p", (Target("ham2013"),))


def link(docname: str, goal: str = "b", **more: object) -> TextLink:
    values = {"anchor": "link-1", "line": 1, "sections": (), "heading": "", "sentence": ()}
    return TextLink(Goal("doc", "myst", goal), docname, **{**values, **more})  # type: ignore[arg-type]


def post(docname: str, day: int) -> Post:
    moment = datetime(2013, 1, day, tzinfo=UTC)
    return Post(docname, "", 1, docname, moment, moment)


def test_a_link_keeps_its_sentence_with_all_that_is_in_it() -> None:
    """The sentence around the link, its citation and its other links; none of its neighbours."""
    here, other = LinkWords("här", GOAL), LinkWords("", GOAL)
    parts = ["Först detta. Det står ", here, " och i ", other, ", se ", CITED, ". Sedan mer."]
    found, begin = sentence(parts, 1)
    assert found == ("Det står ", here, " och i ", other, ", se ", CITED, ".")
    assert begin == len("Först detta. ")


def test_a_link_that_begins_a_sentence_belongs_to_it() -> None:
    """Unlike a citation, which belongs to what it follows."""
    here = LinkWords("Rapporten", GOAL)
    assert sentence(["Så är det. ", here, " visar det."], 1)[0] == (here, " visar det.")
    untitled = LinkWords("", GOAL)
    assert sentence(["Så är det. ", untitled, " visar det."], 1)[0] == (untitled, " visar det.")


def test_posts_come_newest_first_then_pages() -> None:
    """A page's own links do not count, nor do those of a post that is not published."""
    links = [link("page"), link("old"), link("new"), link("draft"), link("b"), link("x", "gone")]
    records = {"old": [""], "new": [""], "draft": [""]}
    known = {"b": "b"}
    found = backlinks(
        links, lambda goal: known.get(goal.target, ""), [post("new", 2), post("old", 1)], records
    )
    assert list(found) == ["b"]
    assert [one.docname for one, _links in found["b"].posts] == ["new", "old"]
    assert [docname for docname, _links in found["b"].pages] == ["page"]


def test_a_sentence_is_shown_once() -> None:
    """Two links of one sentence are one place; an equal sentence elsewhere is another."""
    first = link("a", begins=(0, 0))
    second = link("a", begins=(0, 0), anchor="link-2")
    third = link("a", begins=(1, 0), anchor="link-3")
    assert sentences([first, second, third]) == (first, third)
