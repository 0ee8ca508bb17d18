"""The document of data: what is in it, in which order, and that it is always the same."""

from __future__ import annotations

import json
from typing import Any

from sphinx_publication.model.knowledge import (
    CitationFacts,
    EntityFacts,
    Knowledge,
    LinkFacts,
    PageFacts,
    PublicationFacts,
    SourceFacts,
    line,
    text,
)


def knowledge(*sources: str) -> Knowledge:
    """Return some knowledge, with its sources in the order given."""
    return Knowledge(
        publication=PublicationFacts("Bladet", "sv"),
        posts=(),
        sources=tuple(SourceFacts(key, f"k/{key}/", "book", key, {"id": key}) for key in sources),
        entities=(EntityFacts("o/b/", "topic", "b"), EntityFacts("o/a/", "topic", "a")),
        pages=(
            PageFacts(
                "sida/",
                citations=(
                    line(CitationFacts("b", "sida/", "ref-b", "Först.", "")),
                    line(CitationFacts("a", "sida/", "ref-a", "Sedan.", "")),
                ),
            ),
            PageFacts(
                "b/",
                links=(line(LinkFacts("b/", "link-1", "a/", "ord", "Ord.", "")),),
            ),
            PageFacts(
                "annan/",
                citations=(line(CitationFacts("a", "annan/", "ref-a", "Annan.", "", before="se")),),
                links=(line(LinkFacts("annan/", "link-1", "b/", "ord", "Ord.", "")),),
            ),
        ),
    )


def told_of(*sources: str) -> dict[str, Any]:
    """Return the document of that knowledge."""
    found: dict[str, Any] = json.loads(text(knowledge(*sources), "s.json"))
    return found


def test_lists_are_sorted_and_places_keep_the_order_of_the_text() -> None:
    """Sources by key, entities by address, places by page; within a page as they were given."""
    told = told_of("b", "a")
    assert [one["key"] for one in told["sources"]] == ["a", "b"]
    assert [one["address"] for one in told["entities"]] == ["o/a/", "o/b/"]
    assert [one["sentence"] for one in told["citations"]] == ["Annan.", "Först.", "Sedan."]
    assert [(one["from"], one["to"]) for one in told["links"]] == [("annan/", "b/"), ("b/", "a/")]


def test_what_is_unknown_is_left_out() -> None:
    """No null stands in the document; empty text and empty lists do."""
    told = told_of("a")
    assert told["publication"] == {"title": "Bladet", "language": "sv"}
    assert "year" not in told["sources"][0]
    assert "before" in told["citations"][0]
    assert "before" not in told["citations"][1]
    assert "null" not in text(knowledge("a"), "s.json")


def test_the_same_knowledge_gives_the_same_text() -> None:
    """The order in which sources are told of does not show."""
    one, other = (text(knowledge(*keys), "s.json") for keys in ("ab", "ba"))
    assert one == other
    assert json.loads(one)["version"] == 1
    assert "Först" in one, "letters stay as they are"
