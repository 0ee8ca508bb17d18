"""Charts: what is drawn, said and tabled of a row of numbers, and where its bars stand.

A chart is drawn twice, as SVG on the site and by the book's theme; both take the numbers, the words
and the table from here. The drawing is as wide as the page of a small telephone, as all drawings
of the publication are, and can be read without colour: the year before is an outline.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sphinx_publication.model.drawing import WIDTH

#: All in the units of the drawing. Height of the longest column, the line of numbers above it, and
#: the line of labels below.
TALL, ABOVE, BELOW = 118, 18, 22
#: The widest column, and how much of its place two of them take.
WIDEST, FILLED = 26, 0.72
#: Height of a row of bars, of the bar in it, and where the row's words stand.
ROW, THICK, BASELINE = 40, 11, 15
#: Letters of a label that have room above its bar.
LETTERS = 46


class Form(StrEnum):
    """How a chart is drawn."""

    #: Upright, side by side: something over time.
    COLUMNS = "columns"
    #: Lying, one below the other: a ranking.
    BARS = "bars"


@dataclass(frozen=True)
class Bar:
    """One number of a chart."""

    label: str
    value: int
    #: The value as readers see it.
    shown: str
    #: The cells of the table's row, the first its heading.
    cells: tuple[str, ...]
    #: The same number of the year before; None where nothing is compared.
    before: int | None = None
    #: What it stands for: the key of a source or post; "" for a month or year.
    key: str = ""


@dataclass(frozen=True)
class Chart:
    """A row of numbers with all that is said of it."""

    form: Form
    title: str
    #: The text alternative: what it is and every number.
    alt: str
    bars: tuple[Bar, ...]
    #: The headings of the table.
    headings: tuple[str, ...]
    #: What the filled and the outlined columns are; empty where there is one kind.
    legend: tuple[str, ...] = ()
    #: Whether the table says more than the drawing, so that it always stands below.
    open: bool = False


@dataclass(frozen=True)
class Mark:
    """A bar as it is drawn: a rectangle, a label and a number."""

    x: float
    y: float
    width: float
    height: float
    label: str
    #: Where the label stands: its middle for columns, its start for bars.
    label_x: float
    label_y: float
    shown: str
    shown_x: float
    shown_y: float
    #: Left edge and height of the outline of the year before; 0 height for none.
    before_x: float = 0
    before_height: float = 0
    #: The number of the year before; "" for none.
    before_shown: str = ""


@dataclass(frozen=True)
class Drawing:
    """All that is drawn of a chart."""

    form: Form
    height: float
    marks: tuple[Mark, ...]
    #: Where the line stands that columns rise from.
    ground: float = 0


def draw(chart: Chart) -> Drawing:
    """Return the drawing of a chart."""
    most = max((max(bar.value, bar.before or 0) for bar in chart.bars), default=0) or 1
    if chart.form is Form.COLUMNS:
        marks = tuple(_column(chart, number, most) for number in range(len(chart.bars)))
        return Drawing(chart.form, ABOVE + TALL + BELOW, marks, ABOVE + TALL)
    marks = tuple(_row(bar, number, most) for number, bar in enumerate(chart.bars))
    return Drawing(chart.form, ROW * len(chart.bars), marks)


def _column(chart: Chart, number: int, most: int) -> Mark:
    bar, slot = chart.bars[number], WIDTH / len(chart.bars)
    middle, ground = slot * (number + 0.5), ABOVE + TALL
    pair = bool(chart.legend)
    width = min(slot * FILLED / (2 if pair else 1), WIDEST)
    height = TALL * bar.value / most
    left = middle if pair else middle - width / 2
    return Mark(
        x=_r(left), y=_r(ground - height), width=_r(width), height=_r(height),
        label=bar.label, label_x=_r(middle), label_y=ground + 15,
        shown=bar.shown if bar.value else "", shown_x=_r(left + width / 2),
        shown_y=_r(ground - height - 5),
        before_x=_r(middle - width), before_height=_r(TALL * (bar.before or 0) / most),
        before_shown=str(bar.before) if bar.before else "",
    )  # fmt: skip


def _row(bar: Bar, number: int, most: int) -> Mark:
    top = ROW * number
    return Mark(
        x=0, y=top + BASELINE + 6, width=_r(WIDTH * bar.value / most), height=THICK,
        label=cut(bar.label), label_x=0, label_y=top + BASELINE,
        shown=bar.shown, shown_x=WIDTH, shown_y=top + BASELINE,
    )  # fmt: skip


def cut(label: str, letters: int = LETTERS) -> str:
    """Return a label of at most so many *letters*; what has no room ends in an ellipsis."""
    if len(label) <= letters:
        return label
    start = label[: letters - 1].rstrip()
    word = start.rpartition(" ")[0] if label[letters - 1] != " " else start
    return f"{(word or start).rstrip(' ,;:–-')}…"


def _r(number: float) -> float:
    return round(number, 2)
