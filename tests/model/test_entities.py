"""Entities and the names that they go by."""

from __future__ import annotations

from sphinx_publication.model.entities import Entity, Register

TOPIC = Entity("topic", "samverkan", "Samverkan", "a/samverkan", ("samarbete",))
FUND = Entity("topic", "better-care-fund", "Better Care Fund", "a/fund", ("samverkan i vården",))
ISF = Entity("organisation", "isf", "Inspektionen för socialförsäkringen (ISF)", "o/isf")
DELTA = Entity("organisation", "delta", "Delta (Hisingen)", "o/delta")


def test_names() -> None:
    """A common noun loses its title's capital, a name keeps it; brackets are taken off."""
    assert TOPIC.names == ("samverkan", "samarbete")
    assert FUND.names[0] == "Better Care Fund"
    assert ISF.names == ("Inspektionen för socialförsäkringen", "ISF")
    assert DELTA.names == ("Delta",)


def test_find() -> None:
    """Slug, title and alias lead to an entity, in any spelling; a kind narrows the search."""
    every = (TOPIC, FUND, ISF, DELTA)
    assert Register(every).find("Samarbete") == [TOPIC]
    assert Register(every).find("isf") == [ISF]
    assert Register(every).find("Inspektionen för socialförsäkringen (ISF)") == [ISF]
    assert Register(every).find("samverkan", "organisation") == []
    assert Register((TOPIC, Entity("law", "x", "X", "l/x", ("samverkan",)))).find("samverkan") == [
        TOPIC
    ]


def test_nearest() -> None:
    """A name that is nearly right brings the right one."""
    assert Register((TOPIC, FUND)).nearest("samvrkan")[0] == "Samverkan"
    assert Register((TOPIC, FUND)).nearest("qqq") == ()
