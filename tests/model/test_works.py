"""What an organisation wrote or published."""

from __future__ import annotations

import pytest

from sphinx_publication.model.sources import Name, Source
from sphinx_publication.model.works import Body, Work, Works, people


def source(key: str, *authors: Name, **fields: str) -> Source:
    """Return a report."""
    return Source(key, "report", {"author": authors}, fields)


SOURCES = {
    one.key: one
    for one in (
        source("a", Name(literal="Statskontoret"), institution="Statskontoret"),
        source("b", Name("Ham", "Chris"), institution="The King’s Fund"),
        source("c", Name(literal="Riksförsäkringsverket"), Name(literal="Socialstyrelsen")),
        source("d", institution="Riksförsäkringsverket och Socialstyrelsen"),
        source("e", Name("Kommun", "Ale")),
    )
}


@pytest.mark.parametrize(
    ("body", "works"),
    [
        (Body("Statskontoret"), [Work("a", True, True)]),
        (Body("Fonden", ("the king's fund",)), [Work("b", False, True)]),
        (Body("Socialstyrelsen"), [Work("c", True, False)]),
        (Body("Riksförsäkringsverket (RFV)"), [Work("c", True, False)]),
        (Body("Ale Kommun"), []),
        (Body("King"), []),
    ],
)
def test_a_work_is_found_by_the_whole_name(body: Body, works: list[Work]) -> None:
    """Title, title without brackets and aliases count; apostrophes and capitals do not matter.

    Part of a name, and a person who is called as an organisation is, are not the organisation.
    """
    assert list(Works(SOURCES).of(body).values()) == works


def test_an_index_lists_everybody_once() -> None:
    """People by family name first, organisations whole; "and others" is nobody."""
    one = source("f", Name("Klint", "Hilma", prefix="af"), Name(literal="WHO"), Name(others=True))
    assert people(one) == ("af Klint, Hilma", "WHO")
