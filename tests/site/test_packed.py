"""What a build seldom asks for is written as it was read; what it changes, as it is now."""

from __future__ import annotations

import pickle

from docutils import nodes

from sphinx_publication.site.packed import Packed


def stored(things: Packed[nodes.Element]) -> Packed[nodes.Element]:
    """Return the things as the next build has them."""
    again: Packed[nodes.Element] = pickle.loads(pickle.dumps(things))
    return again


def listed(text: str) -> nodes.Element:
    """Return a list of one point."""
    return nodes.bullet_list("", nodes.list_item("", nodes.paragraph(text, text)))


def test_things_come_back_as_they_were_stored() -> None:
    """Opened or not, in this build or two later."""
    things = stored(stored(Packed({"a": listed("ett"), "b": listed("två")})))
    assert things["b"].astext() == "två"
    assert {name: one.astext() for name, one in stored(things).items()} == {"a": "ett", "b": "två"}


def test_what_is_changed_is_stored_changed() -> None:
    """In place, by another, by none."""
    things = stored(Packed({"a": listed("ett"), "b": listed("två"), "c": listed("tre")}))
    things["a"] += nodes.list_item("", nodes.paragraph("mer", "mer"))
    things["b"] = listed("ny")
    del things["c"]
    again = stored(things)
    assert {name: one.astext() for name, one in again.items()} == {"a": "ett\n\nmer", "b": "ny"}
    assert "c" not in again
    assert len(again) == 2


def test_what_nobody_asks_for_is_not_unpacked() -> None:
    """To unpack and pack all of it took half of the time of loading and storing."""
    things = stored(Packed({"a": listed("ett"), "b": listed("två")}))
    assert things["a"] is things["a"]
    state = things.__getstate__()
    assert state["_packed"]["b"] == stored(things).__getstate__()["_packed"]["b"]
    assert things._open.keys() == {"a"}
