"""How an entity stands in the index."""

from __future__ import annotations

import pytest

from sphinx_publication.model.entities import Entity
from sphinx_publication.yearbook.book_index import heading


@pytest.mark.parametrize(
    ("kind", "title", "wanted"),
    [
        ("person", "Chris Ham", "Ham, Chris"),
        ("person", "Gustaf af Geijerstam", "Geijerstam, Gustaf af"),
        ("person", "Platon", "Platon"),
        ("person", ",", ","),
        ("person", "{NNS}", "{NNS}"),
        ("topic", "Samverkan", "samverkan"),
        ("law", "Lagen om samordning (LOS)", "lagen om samordning (LOS)"),
        ("organisation", "The King’s Fund", "King’s Fund, The"),
        ("organisation", "The", "The"),
        ("organisation", "Statskontoret", "Statskontoret"),
    ],
)
def test_headings(kind: str, title: str, wanted: str) -> None:
    """People stand by their surname, common words in small letters, articles last."""
    assert heading(Entity(kind=kind, slug="x", title=title, docname="x")) == wanted
