"""The document of data: what is in it, in which order, and that it is always the same."""

from __future__ import annotations

import json

from sphinx_publication.model.knowledge import (
    CitationFacts,
    EntityFacts,
    Knowledge,
    LinkFacts,
    PublicationFacts,
    SourceFacts,
    document,
    text,
)


def knowledge(*sources: str) -> Knowledge:
    """Return some knowledge, with its sources in the order given."""
    return Knowledge(
        publication=PublicationFacts("Bladet", "sv"),
        posts=(),
        sources=tuple(SourceFacts(key, f"k/{key}/", "book", key, {"id": key}) for key in sources),
        citations=(
            CitationFacts("b", "sida/", "ref-b", "Först.", ""),
            CitationFacts("a", "sida/", "ref-a", "Sedan.", ""),
            CitationFacts("a", "annan/", "ref-a", "Annan.", "", before="se"),
        ),
        entities=(EntityFacts("o/b/", "topic", "b"), EntityFacts("o/a/", "topic", "a")),
        mentions=(),
        links=(
            LinkFacts("b/", "link-1", "a/", "ord", "Ord.", ""),
            LinkFacts("a/", "link-1", "b/", "ord", "Ord.", ""),
        ),
    )


def test_lists_are_sorted_and_places_keep_the_order_of_the_text() -> None:
    """Sources by key, entities by address, places by page; within a page as they were given."""
    told = document(knowledge("b", "a"), "s.json")
    assert [one["key"] for one in told["sources"]] == ["a", "b"]
    assert [one["address"] for one in told["entities"]] == ["o/a/", "o/b/"]
    assert [one["sentence"] for one in told["citations"]] == ["Annan.", "Först.", "Sedan."]
    assert [(one["from"], one["to"]) for one in told["links"]] == [("a/", "b/"), ("b/", "a/")]


def test_what_is_unknown_is_left_out() -> None:
    """No null stands in the document; empty text and empty lists do."""
    told = document(knowledge("a"), "s.json")
    assert told["publication"] == {"title": "Bladet", "language": "sv"}
    assert "year" not in told["sources"][0]
    assert "before" in told["citations"][0]
    assert "before" not in told["citations"][1]
    assert "null" not in text(told)


def test_the_same_knowledge_gives_the_same_text() -> None:
    """The order in which sources are told of does not show."""
    one, other = (text(document(knowledge(*keys), "s.json")) for keys in ("ab", "ba"))
    assert one == other
    assert json.loads(one)["version"] == 1
    assert "Först" in one, "letters stay as they are"
