"""The statistics file as a table to change: what people wrote in it stays as they wrote it.

A row is known by its post and period. Rows are put in order when the file is written, each with the
comments that stand above it; columns of other names, and rows that `statistics.read` would report,
are kept as they are. The same table always gives the same text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_publication.model.statistics import (
    COLUMNS,
    SOURCE,
    VERSION,
    Period,
    Source,
    period_of,
    plain,
    source_of,
)


@dataclass(frozen=True)
class Row:
    """One line of the file, with the comments above it."""

    #: By the column's name.
    cells: Mapping[str, str]
    #: Lines of comment, and empty ones.
    above: tuple[str, ...] = ()

    @property
    def period(self) -> Period | None:
        """The month or year; None where it names none."""
        return period_of(self.cells.get("period", ""))

    @property
    def source(self) -> Source:
        """Where the figure comes from."""
        return source_of(self.cells)

    @property
    def views(self) -> int:
        """The number of views; 0 where it is none."""
        written = self.cells.get("views", "").strip()
        return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else 0


@dataclass(frozen=True)
class Table:
    """The whole file."""

    columns: tuple[str, ...] = (*COLUMNS, SOURCE)
    rows: tuple[Row, ...] = ()
    #: Comments above the names of the columns, and below the last row.
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()

    def with_figures(
        self,
        figures: Mapping[tuple[str, Period], int],
        source: Source,
        key_of: Callable[[str], str],
        name_of: Callable[[str], str],
    ) -> Table:
        """Return the table with *figures*, by a post's key and a period, in place of what it has.

        *key_of* returns the key of the post that an address names, *name_of* the address to write
        for a key.
        """
        left = dict(figures)
        rows = []
        for row in self.rows:
            place = (key_of(plain(row.cells.get("post", ""))), row.period)
            if place[1] is not None and (found := left.pop((place[0], place[1]), None)) is not None:
                cells = {**row.cells, "views": str(found), SOURCE: source.value}
                row = Row(cells, row.above)
            rows.append(row)
        for (key, period), views in left.items():
            values = (name_of(key), str(period), str(views), source.value)
            rows.append(Row(dict(zip((*COLUMNS, SOURCE), values, strict=True))))
        columns = self.columns if SOURCE in self.columns else (*self.columns, SOURCE)
        return Table(columns, tuple(sorted(rows, key=_order)), self.head, self.tail)

    def without(self, row_goes: Callable[[Row], bool]) -> Table:
        """Return the table without some rows; comments above them stay."""
        rows: list[Row] = []
        loose: tuple[str, ...] = ()
        for row in self.rows:
            if row_goes(row):
                loose += row.above
            else:
                rows.append(Row(row.cells, (*loose, *row.above)))
                loose = ()
        return Table(self.columns, tuple(rows), self.head, (*loose, *self.tail))


def read(text: str) -> Table:
    """Return the table in *text*; an empty one for an empty text.

    Raises ValueError where it has another version, or its columns are not those that it must have.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return Table()
    first, _, rest = text.partition("\n")
    if first.strip().rstrip(",").split() != ["#", "statistics", str(VERSION)]:
        raise ValueError(f"its first line is not '# statistics {VERSION}'")
    above: list[str] = []
    columns: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: list[Row] = []
    for line in _lines(rest):
        cells = _cells(line)
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
            above.append(line.rstrip("\r\n"))
        elif not columns:
            columns, head, above = tuple(name.strip().lower() for name in cells), tuple(above), []
        else:
            rows.append(Row(dict(zip(_named(columns, cells), cells, strict=True)), tuple(above)))
            above = []
    if len(set(columns)) < len(columns):
        raise ValueError("two of its columns have the same name")
    if lacking := [name for name in COLUMNS if name not in columns]:
        raise ValueError(f"it has no column '{lacking[0]}'")
    return Table(columns, tuple(rows), head, tuple(above))


def write(table: Table) -> str:
    """Return the file that `read` takes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    out.write("".join(f"{line}\n" for line in (f"# statistics {VERSION}", *table.head)))
    writer.writerow(table.columns)
    for row in table.rows:
        out.write("".join(f"{line}\n" for line in row.above))
        extra = [name for name in row.cells if name not in table.columns]
        cells = [row.cells.get(name, "") for name in (*table.columns, *extra)]
        writer.writerow(cells)
    out.write("".join(f"{line}\n" for line in table.tail))
    return out.getvalue()


def _lines(text: str) -> Iterator[str]:
    """Yield each line; those of one row, which quotation marks keep together, as one."""
    held = ""
    for line in io.StringIO(text):
        held += line
        if held.lstrip().startswith("#") or held.count('"') % 2 == 0:
            yield held
            held = ""
    if held:
        yield from io.StringIO(held)


def _cells(line: str) -> list[str]:
    """Return the cells of a row; none for what is no row, which is then kept as comments are."""
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def _named(columns: tuple[str, ...], cells: list[str]) -> list[str]:
    """Return a name for each cell; those beyond the columns are known by their numbers."""
    more = range(len(columns), len(cells))
    return [*columns[: len(cells)], *(f"#{number}" for number in more)]


def _order(row: Row) -> tuple[str, str, tuple[int, int, bool]]:
    period = row.period or Period(9999)
    post = plain(row.cells.get("post", ""))
    return post, row.cells.get("post", ""), (period.year, period.month, period.until)
