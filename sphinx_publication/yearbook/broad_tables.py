"""A table that is broader than a page, as several that are not.

Each of them has some of the columns, with the first column repeated, so that every row can still be
told by its head. Where columns cannot be parted, because cells span them, they stay together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes

#: What fits beside one another, in characters of a table; each column takes some as its margins.
ROOM = 66.0
_MARGINS = 2.5
#: A longer word is broken.
_LONGEST = 18
#: A first column that takes more than this part of the room is not repeated.
_HEAD = 0.34

#: The cells of a row: the entry, its first column, and how many columns it spans.
_Row = list[tuple[nodes.entry, int, int]]


def split(document: nodes.Element) -> None:
    """Split the tables in *document* that are too broad."""
    for table in list(document.findall(nodes.table)):
        group = next((c for c in table.children if isinstance(c, nodes.tgroup)), None)
        if group is not None and table.parent is not None:
            parts = _groups(_needs(group), _bound(group))
            if len(parts) > 1:
                table.parent.replace(table, [_part(table, n, part) for n, part in enumerate(parts)])


def _rows(part: nodes.Element) -> Iterator[tuple[nodes.row, _Row]]:
    """Yield the rows of a head or body, with the columns that their cells stand in."""
    below: dict[int, int] = {}
    for row in part.children:
        if not isinstance(row, nodes.row):
            continue
        cells: _Row = []
        column = 0
        taken, below = below, {c: rows - 1 for c, rows in below.items() if rows > 1}
        for entry in (child for child in row.children if isinstance(child, nodes.entry)):
            while column in taken:
                column += 1
            span = int(entry.get("morecols", 0)) + 1
            cells.append((entry, column, span))
            if entry.get("morerows", 0):
                below.update(dict.fromkeys(range(column, column + span), int(entry["morerows"])))
            column += span
        yield row, cells


def _cells(group: nodes.tgroup) -> Iterator[tuple[nodes.entry, int, int]]:
    for part in group.children:
        if isinstance(part, (nodes.thead, nodes.tbody)):
            for _, cells in _rows(part):
                yield from cells


def _needs(group: nodes.tgroup) -> list[float]:
    """Return the least that each column needs: its longest word, and its margins."""
    count = sum(isinstance(child, nodes.colspec) for child in group.children)
    longest = [1] * count
    for entry, column, span in _cells(group):
        if span == 1 and column < count:
            words = entry.astext().split()
            longest[column] = max([longest[column], *(min(len(word), _LONGEST) for word in words)])
    return [letters + _MARGINS for letters in longest]


def _bound(group: nodes.tgroup) -> set[int]:
    """Return the columns that a cell binds to the one before them."""
    return {c for _, column, span in _cells(group) for c in range(column + 1, column + span)}


def _groups(needs: Sequence[float], bound: set[int]) -> list[list[int]]:
    """Return the columns of each table."""
    if sum(needs) <= ROOM:
        return [list(range(len(needs)))]
    head = [0] if 1 not in bound and needs[0] <= ROOM * _HEAD else []
    groups: list[list[int]] = [[]]
    for unit in _units(len(needs), bound):
        taken = sum(needs[c] for c in groups[-1])
        if len(groups[-1]) > len(head) and taken + sum(needs[c] for c in unit) > ROOM:
            groups.append(list(head))
        groups[-1].extend(unit)
    return groups


def _units(count: int, bound: set[int]) -> Iterator[list[int]]:
    """Yield the columns that stay together."""
    unit = [0]
    for column in range(1, count):
        if column not in bound:
            yield unit
            unit = []
        unit.append(column)
    yield unit


def _part(table: nodes.table, number: int, columns: list[int]) -> nodes.table:
    """Return the table with some of the columns; ids and title stay with the first."""
    made = table.deepcopy()
    group = next(child for child in made.children if isinstance(child, nodes.tgroup))
    specs = [child for child in group.children if isinstance(child, nodes.colspec)]
    for column, spec in enumerate(specs):
        if column not in columns:
            group.remove(spec)
    group["cols"] = len(columns)
    for part in group.children:
        if isinstance(part, (nodes.thead, nodes.tbody)):
            for row, cells in list(_rows(part)):
                for entry, column, _ in cells:
                    if column not in columns:
                        row.remove(entry)
                    elif number and column == 0:
                        _forget(entry)
    if number:
        _forget(made)
        for title in [child for child in made.children if isinstance(child, nodes.title)]:
            made.remove(title)
    return made


def _forget(element: nodes.Element) -> None:
    """Take the ids from what is repeated."""
    inside = element.findall(nodes.Element) if isinstance(element, nodes.entry) else [element]
    for inner in inside:
        inner["ids"] = []
