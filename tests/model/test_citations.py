"""Who cites what, from citations and posts alone."""

from __future__ import annotations

from datetime import UTC, datetime

from sphinx_publication.model.citations import (
    Citation,
    Citers,
    InText,
    Target,
    by_source,
    sentence,
    slugs,
)
from sphinx_publication.model.posts import Post


def post(docname: str, year: int, section: str = "") -> Post:
    """Return a post of a year."""
    date = datetime(year, 1, 1, tzinfo=UTC)
    return Post(docname, section, 1, docname.title(), date, date)


def cite(key: str, docname: str, *sections: str, anchor: str = "ref") -> Citation:
    """Return a citation within some sections."""
    return Citation(key, docname, anchor, 1, sections, "", ("Words.",))


def named(citers: Citers) -> tuple[list[str], list[str]]:
    """Return the posts and pages by name."""
    return [one.post.key for one in citers.posts], [one.docname for one in citers.pages]


def test_posts_come_newest_first_and_pages_by_name() -> None:
    """Posts in the order given, pages by name, each once however often it cites."""
    posts = [post("new", 2020), post("old", 2010)]
    found = by_source(
        [cite("a", name) for name in ("old", "page", "new", "new", "about")],
        posts,
        {"new": [""], "old": [""]},
    )
    assert named(found["a"]) == (["new", "old"], ["about", "page"])
    assert [len(one.citations) for one in found["a"].posts] == [2, 1]


def test_a_citation_belongs_to_the_innermost_post() -> None:
    """In a document with several posts, each has its own; what is between them is the page's."""
    posts = [post("many", 2020, "second"), post("many", 2010, "first")]
    citations = [
        cite("a", "many", "top", "first", "deeper"),
        cite("b", "many", "top", "second"),
        cite("b", "many", "top"),
    ]
    found = by_source(citations, posts, {"many": ["first", "second"]})
    assert named(found["a"]) == (["many#first"], [])
    assert named(found["b"]) == (["many#second"], ["many"])


def test_a_post_that_is_not_published_counts_nowhere() -> None:
    """Neither a whole document nor one section of it shows up as post or page."""
    records = {"draft": [""], "many": ["shown", "hidden"]}
    citations = [cite("a", "draft", "top"), cite("a", "many", "top", "hidden")]
    assert by_source(citations, [post("many", 2020, "shown")], records) == {}


def test_a_sentence_keeps_citations_as_pieces() -> None:
    """The sentence holds words and citations, cut at its own ends."""
    first, second = InText("p", (Target("a"),)), InText("t", (Target("b"),))
    pieces = ("One ", first, ". Two says ", second, " well. Three.")
    assert sentence(pieces, 3) == ("Two says ", second, " well.")
    assert sentence(pieces, 1) == ("One ", first, ".")


def test_slugs_are_unique_and_clashes_are_told() -> None:
    """A later key with the same slug is numbered, past numbers that are taken."""
    names, clashes = slugs(["Å_b", "a-b-2", "a b", "x"])
    assert names == {"Å_b": "a-b", "a-b-2": "a-b-2", "a b": "a-b-3", "x": "x"}
    assert [(one.key, one.first, one.slug) for one in clashes] == [("a b", "Å_b", "a-b-3")]
