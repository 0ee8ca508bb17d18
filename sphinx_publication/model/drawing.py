"""The drawing of a neighbourhood: where its boxes, lines and words stand.

Topics stand on the left, sources on the right, organisations below, each joined to the topic in
the middle by a line that is the wider, the more posts they share. The drawing is as wide as the
page of a small telephone, so that its words can be read there; nothing depends on chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: All in the units of the drawing, which are pixels where the page is 375 of them wide.
WIDTH = 344
BOX, LINE, PADDING = 108, 15, 7
#: The longest line of words in a box, the most lines, and the distance from row to row.
LETTERS, LINES, ROW = 15, 3, 76
#: Above the first row, and between the columns and the organisations: a heading.
HEADING = 22
LEFT, MIDDLE, RIGHT = BOX / 2 + 1, WIDTH / 2, WIDTH - BOX / 2 - 1

_VOWELS = frozenset("aeiouyåäöé")


@dataclass(frozen=True)
class Node:
    """What a box stands for."""

    name: str
    #: A last line that is never cut: a source's year.
    tail: str = ""
    #: How many posts it shares with the topic.
    count: int = 1


@dataclass(frozen=True)
class Box:
    """A box with its words; *x* and *y* are its upper left corner."""

    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    #: Place of its node among all of its kind.
    number: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The point that lines lead to."""
        return self.x + BOX / 2, self.y + self.height / 2

    def baseline(self, line: int) -> float:
        """Return where the words of a line stand, counted from 0."""
        return self.y + PADDING + LINE * line + 11.5


@dataclass(frozen=True)
class Stroke:
    """A line from the topic to a box."""

    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Drawing:
    """All that is drawn."""

    height: float
    topic: Box
    topics: tuple[Box, ...]
    sources: tuple[Box, ...]
    organisations: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    #: Where the heading of the organisations stands.
    below: float


def draw(
    topic: str, topics: Sequence[Node], sources: Sequence[Node], organisations: Sequence[Node]
) -> Drawing:
    """Return the drawing of *topic* with what is around it."""
    rows = max(len(topics), len(sources), 1)
    centre = HEADING + rows * ROW / 2
    below = HEADING + rows * ROW + 15
    left = tuple(_column(topics, LEFT, centre))
    right = tuple(_column(sources, RIGHT, centre))
    row = tuple(_row(organisations, below + 12))
    boxes = (*left, *right, *row)
    most = max((node.count for node in (*topics, *sources, *organisations)), default=1)
    strokes = tuple(
        Stroke(*box.middle, width=round(1 + 4 * node.count / most, 2))
        for box, node in zip(boxes, (*topics, *sources, *organisations), strict=True)
    )
    end = max((box.y + box.height for box in row), default=HEADING + rows * ROW)
    return Drawing(end + 2, _box(Node(topic), MIDDLE, centre, 0), left, right, row, strokes, below)


def _column(nodes: Sequence[Node], x: float, centre: float) -> Iterator[Box]:
    first = centre - (len(nodes) - 1) * ROW / 2
    for number, node in enumerate(nodes):
        yield _box(node, x, first + number * ROW, number)


def _row(nodes: Sequence[Node], top: float) -> Iterator[Box]:
    places = ((), (MIDDLE,), (LEFT, RIGHT), (LEFT, MIDDLE, RIGHT))[len(nodes)]
    for number, (node, x) in enumerate(zip(nodes, places, strict=True)):
        box = _box(node, x, 0, number)
        yield Box(box.x, top, box.height, box.lines, number)


def _box(node: Node, x: float, y: float, number: int) -> Box:
    lines = label(node)
    height = len(lines) * LINE + 2 * PADDING
    return Box(x - BOX / 2, y - height / 2, height, lines, number)


def label(node: Node) -> tuple[str, ...]:
    """Return the words of a box, line by line; what has no room ends in an ellipsis."""
    room = LINES - bool(node.tail)
    lines = list(wrap(node.name))
    if len(lines) > room:
        last = lines[room - 1].rstrip("-,;")
        lines = [*lines[: room - 1], f"{last[: LETTERS - 1].rstrip()}…"]
    return (*lines, node.tail) if node.tail else tuple(lines)


def wrap(text: str) -> Iterator[str]:
    """Yield *text* in lines of at most `LETTERS`; a long word is broken with a hyphen."""
    line = ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        if len(joined) <= LETTERS:
            line = joined
            continue
        if line:
            yield line
        line = word
        while len(line) > LETTERS:
            place = _break(line)
            yield f"{line[:place].rstrip('-')}-"
            line = line[place:]
    if line:
        yield line


def _break(word: str) -> int:
    """Return where to break a long word: after the s of a compound, or before a syllable."""
    lower = word.lower()
    places = [
        place
        for place in range(3, min(LETTERS, len(word) - 2))
        if lower[place] not in _VOWELS and lower[place + 1] in _VOWELS
    ]
    joints = [
        place
        for place in range(LETTERS // 2, min(LETTERS, len(word) - 2))
        if lower[place - 1] in "s-" and lower[place] not in _VOWELS | {"s"}
    ]
    return max(joints or places or [LETTERS - 1])
