"""Tables of a post: which cell stands where, which row is the header, what only places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sphinx_publication.importing.html.blocks import Block, Paragraph, Table
from sphinx_publication.importing.html.elements import Element
from sphinx_publication.importing.html.runs import Kind, Run, tidy
from sphinx_publication.importing.remarks import Remark, What

#: The most columns or rows that a cell may claim, and the most columns that a table gets so.
_WIDEST, _COLUMNS = 50, 100
_Cells = list[list[Block]]


def rows_of(element: Element) -> list[list[Element]]:
    """Return the cells of a table; none where it only places things on the page."""
    if any(one.tag == "table" for one in element.elements() if one is not element):
        return []
    rows = [[cell for cell in row.elements() if cell.tag in ("td", "th")]
            for row in element.elements() if row.tag == "tr"]  # fmt: skip
    rows = [row for row in rows if row]
    return rows if rows and max(len(row) for row in rows) > 1 else []


def table(
    element: Element,
    rows: Sequence[Sequence[Element]],
    inside: Callable[[Element], list[Block]],
    remarks: list[Remark],
) -> Table | None:
    """Return a table whose rows are *rows*; None where nothing is in it."""
    made = _grid(rows, inside, remarks)
    caption = next((one for one in element.elements() if one.tag == "caption"), None)
    title = joined(inside(caption)) if caption else []
    if not title and not any(any(row) for row in made):
        return None
    header = all(cell.tag == "th" for cell in rows[0])
    if not header and len(made) > 1 and _is_bold(made[0]) and not any(map(_is_bold, made[1:])):
        header = True
    return Table([_thin(made[0]), *made[1:]] if header else made, header, title)


def joined(blocks: Sequence[Block]) -> list[Run]:
    """Return paragraphs as one line."""
    runs = [run for b in blocks if isinstance(b, Paragraph) for run in (*b.runs, Run(" "))]
    return tidy([Run(" ") if run.kind is Kind.BREAK else run for run in runs])


def _grid(
    rows: Sequence[Sequence[Element]],
    inside: Callable[[Element], list[Block]],
    remarks: list[Remark],
) -> list[_Cells]:
    """Return the cells where they stood; the places that a joined cell took further are empty."""
    made: list[dict[int, list[Block]]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in made[at]:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            across = min(across, max(1, _COLUMNS - column))
            if across > 1 or down > 1:
                remarks.append(Remark(What.JOINED_CELL))
            for below in made[at : at + down]:
                below.update({column + step: [] for step in range(across)})
            made[at][column] = inside(cell)
            column += across
    width = max(max(row, default=0) for row in made) + 1
    return [[row.get(column, []) for column in range(width)] for row in made]


def _span(cell: Element, name: str) -> int:
    said = cell.get(name).strip()
    return min(int(said), _WIDEST) if re.fullmatch(r"[1-9]\d{0,3}", said) else 1


def _is_bold(row: Sequence[Sequence[Block]]) -> bool:
    """Tell whether all that a row holds is in bold, as headers are that were typed."""
    runs = [run for cell in row for block in cell for run in getattr(block, "runs", [Run("x")])]
    return bool(runs) and all(run.strong or not run.text.strip() for run in runs)


def _thin(row: Sequence[Sequence[Block]]) -> _Cells:
    """Return a header's cells without the bold that every header has."""
    return [
        [
            Paragraph([replace(run, strong=False) for run in block.runs])
            if isinstance(block, Paragraph)
            else block
            for block in cell
        ]
        for cell in row
    ]
