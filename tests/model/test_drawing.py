"""The drawing of a neighbourhood: nothing lies on anything else, and words fit their boxes."""

from __future__ import annotations

from itertools import combinations

import pytest

from sphinx_publication.model.drawing import (
    BOX,
    LETTERS,
    LINES,
    WIDTH,
    Box,
    Drawing,
    Node,
    draw,
    label,
    wrap,
)

LONG = "Inspektionen för socialförsäkringen och annat långt"


def boxes(drawing: Drawing) -> list[Box]:
    around = (*drawing.topics, *drawing.sources, *drawing.organisations)
    return [drawing.topic, *around]


def meet(one: Box, other: Box) -> bool:
    beside = one.x + BOX <= other.x or other.x + BOX <= one.x
    return not beside and one.y < other.y + other.height and other.y < one.y + one.height


@pytest.mark.parametrize("topics", [0, 1, 4])
@pytest.mark.parametrize("sources", [0, 2, 4])
@pytest.mark.parametrize("organisations", [0, 1, 2, 3])
def test_boxes_lie_apart_and_inside(topics: int, sources: int, organisations: int) -> None:
    """Whatever there is around the topic, each box has its place, with long names too."""
    drawing = draw(
        LONG,
        [Node(LONG)] * topics,
        [Node(LONG, "2013a")] * sources,
        [Node(LONG)] * organisations,
    )
    assert len(boxes(drawing)) == 1 + topics + sources + organisations
    assert len(drawing.strokes) == topics + sources + organisations
    assert not [pair for pair in combinations(boxes(drawing), 2) if meet(*pair)]
    for box in boxes(drawing):
        assert 0 <= box.x <= WIDTH - BOX
        assert 0 <= box.y <= drawing.height - box.height


def test_lines_are_the_wider_the_more_posts() -> None:
    """The one with most posts has the widest line, and none is too thin to see."""
    drawing = draw("t", [Node("a", "", 8), Node("b", "", 4), Node("c", "", 1)], [], [])
    widths = [stroke.width for stroke in drawing.strokes]
    assert widths == sorted(widths, reverse=True)
    assert min(widths) >= 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Finansiell samordning", ["Finansiell", "samordning"]),
        ("Samordningsförbund", ["Samordnings-", "förbund"]),
        ("Försäkringskassan", ["Försäkrings-", "kassan"]),
        ("Ds 2003:2", ["Ds 2003:2"]),
        ("", []),
    ],
)
def test_words_are_broken_as_swedish_words_are(text: str, lines: list[str]) -> None:
    """Between words, and in a long compound after its joint."""
    assert list(wrap(text)) == lines


def test_no_line_is_too_long_and_a_year_is_never_cut() -> None:
    """What has no room ends in an ellipsis, before the year."""
    for text in (LONG, "x" * 200, "å" * 40 + " " + "s" * 40):
        assert all(len(line) <= LETTERS for line in label(Node(text)))
        assert len(label(Node(text, "2013b"))) <= LINES
        assert label(Node(text, "2013b"))[-1] == "2013b"
        assert label(Node(text))[-1].endswith("…")
