"""Tables: spans, header rows that are repeated on each page, stub columns, alignment, widths.

Typst 0.15 tags header rows (TH with the scope of a column) but no row headers: its module ``pdf``
has no header cell yet, and a cell has no scope. Stub columns are therefore bold, and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.yearbook import pieces
from sphinx_publication.yearbook.lists import item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

_ALIGNMENT = {
    "text-left": "left",
    "text-center": "center",
    "text-right": "right",
    "text-start": "left",
    "text-end": "right",
}
#: A table with fewer lines and characters is not broken across pages.
_FEW_LINES, _FEW_CHARACTERS = 60, 900
_PLACES = frozenset({"left", "center", "right"})


def table(tr: Translator, node: nodes.Element) -> str:
    """Return a table, with its title above it."""
    group = next((c for c in node.children if isinstance(c, nodes.tgroup)), None)
    if group is None:
        return tr.blocks(node.children)
    parts = [pieces.array(_widths(node, group))]
    title = next((c for c in node.children if isinstance(c, nodes.title)), None)
    if title is not None:
        words = tr.numbered(node, "table") + tr.marks(title) + tr.inlines(title.children)
        parts.append(f"caption: {pieces.content(words)}")
    if node.get("align") in _PLACES:
        parts.append(f"place: {node['align']}")
    parts += pieces.named(whole=_is_small(group) or None)
    stubs = {i for i, spec in enumerate(group.findall(nodes.colspec)) if spec.get("stub")}
    marks = ""
    for part in group.children:
        if isinstance(part, nodes.thead):
            # A head is set on each page, and a mark once: they stand before the table.
            marks += "".join(tr.marks(inner) for inner in part.findall(nodes.Element))
            cells = _cells(tr, part, stubs, head=True)
            parts.append(pieces.expression("table.header", *_repeated(part), *cells))
        elif isinstance(part, nodes.tbody):
            parts.extend(_cells(tr, part, stubs))
    return marks + tr.place(node) + pieces.call("grid-table", *parts)


def _repeated(head: nodes.Element) -> tuple[str, ...]:
    """Return that a head stands on the first page only: its notes can stand but once."""
    once = any(True for _ in head.findall(nodes.footnote_reference))
    return pieces.named(repeat=False) if once else ()


def _is_small(group: nodes.Element) -> bool:
    """Tell whether a table surely fits on a page, and can be kept on one."""
    text = group.astext()
    rows = sum(1 for _ in group.findall(nodes.row))
    lines = rows + text.count("\n")
    high = any(isinstance(node, (nodes.image, nodes.table)) for node in group.findall())
    return lines <= _FEW_LINES and len(text) <= _FEW_CHARACTERS and not high


def _widths(node: nodes.Element, group: nodes.Element) -> list[str]:
    """Return the columns' widths: as the author gave them, else what their texts need."""
    widths = [
        int(spec.get("colwidth", 1)) for spec in group.children if isinstance(spec, nodes.colspec)
    ]
    given = "colwidths-given" in node["classes"] or "colwidths-grid" in node["classes"]
    if (len(set(widths)) == 1 and not given) or "colwidths-auto" in node["classes"]:
        return ["auto"] * len(widths)
    return [f"{max(width, 1)}fr" for width in widths]


def _cells(
    tr: Translator, part: nodes.Element, stubs: set[int], *, head: bool = False
) -> Iterator[str]:
    """Yield the cells of the head or the body, row by row."""
    #: How many more rows a cell from above reaches down, by column.
    taken: dict[int, int] = {}
    for row in part.children:
        column = 0
        for entry in row.children if isinstance(row, nodes.row) else ():
            if not isinstance(entry, nodes.entry):
                continue
            while taken.get(column, 0):
                column += 1
            span = entry.get("morecols", 0) + 1
            for reached in range(column, column + span):
                taken[reached] = entry.get("morerows", 0) + 1
            yield _cell(tr, entry, "head-cell" if head or column in stubs else "cell")
            column += span
        taken = {reached: count - 1 for reached, count in taken.items() if count}


def _cell(tr: Translator, entry: nodes.Element, function: str) -> str:
    span = entry.get("morecols", 0) + 1
    depth = entry.get("morerows", 0) + 1
    options = [
        *pieces.named(colspan=span if span > 1 else None, rowspan=depth if depth > 1 else None),
        *(f"align: {_ALIGNMENT[c]}" for c in entry["classes"] if c in _ALIGNMENT),
    ]
    return pieces.expression(function, *options, body=tr.marks(entry) + item(tr, entry.children))


HANDLERS: Mapping[str, Handler] = {"table": table}
