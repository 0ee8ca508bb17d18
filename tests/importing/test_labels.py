"""Each label of the old blog is a tag, or is accounted for."""

from __future__ import annotations

from sphinx_publication.importing.planning.labels import LabelFate, fates, tags


def test_labels_that_are_one_topic_are_one_tag() -> None:
    """As it is first written; what is no word, or names a person, is none."""
    assert tags(["Råd", "råd", "a, b", "!!!", "kim@post.example", "2013"]) == (
        "Råd",
        "a, b",
        "2013",
    )


def test_every_label_has_its_fate() -> None:
    """A tag, another spelling, of nothing that is imported, or none that could be."""
    assert fates(
        ["Råd", "råd", "RÅD", "!!!", "kim@post.example", "Borta"], [["Råd", "råd"], ["RÅD"]]
    ) == {
        "Råd": None,
        "RÅD": None,
        "råd": LabelFate.SPELLING,
        "!!!": LabelFate.EMPTY,
        "kim@post.example": LabelFate.PERSON,
        "Borta": LabelFate.UNUSED,
    }
