"""The kind and the topics of a source."""

from __future__ import annotations

import pytest

from sphinx_publication.model.source_kinds import Classification, SourceKind, classify
from sphinx_publication.model.sources import Source


def about(entry_type: str, **fields: str) -> Classification:
    """Return what a source of a type with these fields is."""
    return classify(Source("key", entry_type, fields=fields))


def test_keywords_name_the_kind_and_the_topics() -> None:
    """Other keywords are left alone; separators, spaces and capitals do not matter."""
    found = about(
        "report", keywords="Health; Kind: Think-Tank,topic:integrerad vård , topic: Finsam, 2013"
    )
    assert found == Classification(SourceKind.THINK_TANK, ("integrerad vård", "Finsam"))


@pytest.mark.parametrize(
    ("entry_type", "fields", "kind"),
    [
        ("legislation", {}, SourceKind.LAW),
        ("report", {"entrysubtype": "sou"}, SourceKind.LAW),
        ("article", {}, SourceKind.RESEARCH),
        ("article", {"entrysubtype": "newspaper"}, SourceKind.PRESS),
        ("online", {}, SourceKind.WEB),
        ("report", {}, SourceKind.OTHER),
        ("report", {"keywords": "kind:evaluation"}, SourceKind.EVALUATION),
        ("online", {"keywords": "kind:press"}, SourceKind.PRESS),
    ],
)
def test_a_type_implies_a_kind(entry_type: str, fields: dict[str, str], kind: SourceKind) -> None:
    """Without a kind among the keywords, subtype and type say what is plain; the rest is other."""
    assert about(entry_type, **fields).kind is kind


def test_a_kind_that_does_not_exist_is_told() -> None:
    """It is kept for a message, and the type decides."""
    assert about("online", keywords="kind:gossip") == Classification(
        SourceKind.WEB, unknown="gossip"
    )
