"""JSON Feed says what Atom says, by the rules of its own specification."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from jsonschema import Draft202012Validator

from sphinx_publication.model.json_feed import Author, Channel, Item, text

SCHEMA = json.loads((Path(__file__).parents[1] / "json_feed.schema.json").read_text("utf-8"))
MOMENT = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
CHANNEL = Channel("Blogg", "https://b.example/feed.json", "https://b.example/", "sv", "Anna")


def item(**given: object) -> Item:
    """Return an entry; *given* replaces its fields."""
    plain = {
        "id": "https://b.example/a/",
        "title": "Åtta <ord>",
        "url": "https://b.example/a/",
        "published": MOMENT,
        "updated": MOMENT,
        "authors": (Author("Anna", "https://b.example/forfattare/anna/"),),
        "tags": ("Historia",),
        "summary": "Om ord.",
        "content": "<p>Ord</p>",
    }
    return Item(**(plain | given))  # type: ignore[arg-type]


def one(entry: Item) -> dict[str, object]:
    """Return an entry as a feed of it alone has it, valid by the specification's rules."""
    told = json.loads(text(CHANNEL, [entry]))
    Draft202012Validator(SCHEMA).validate(told)
    (found,) = told["items"]
    return dict(found)


def test_an_entry_without_content_still_has_some() -> None:
    """An item must have content_html or content_text: the summary, or the title."""
    assert one(item(content=""))["content_text"] == "Om ord."
    assert one(item(content="", summary=""))["content_text"] == "Åtta <ord>"
    assert "content_text" not in one(item())


def test_an_entry_that_stands_elsewhere_says_both_addresses() -> None:
    """``url`` is the entry's own page, ``external_url`` the page that it points at."""
    told = one(item(url="https://annan.example/x"))
    assert (told["url"], told["external_url"]) == (
        "https://b.example/a/",
        "https://annan.example/x",
    )
    assert "external_url" not in one(item())


def test_an_empty_feed_is_a_feed() -> None:
    """``items`` is required, also when there are none; what is empty else is left out."""
    told = json.loads(text(CHANNEL, []))
    Draft202012Validator(SCHEMA).validate(told)
    assert told["items"] == []
    assert "description" not in told
