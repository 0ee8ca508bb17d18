"""Tables: spans, header rows, alignment. Row headers cannot be tagged by Typst yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.yearbook import pieces
from sphinx_publication.yearbook.lists import item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

_ALIGNMENT = {
    "text-left": "left",
    "text-center": "center",
    "text-right": "right",
    "text-start": "left",
    "text-end": "right",
}


def table(tr: Translator, node: nodes.Element) -> str:
    """Return a table, with its title above it."""
    group = next((c for c in node.children if isinstance(c, nodes.tgroup)), None)
    if group is None:
        return ""
    columns = pieces.array(_widths(node, group))
    parts = [columns]
    title = next((c for c in node.children if isinstance(c, nodes.title)), None)
    if title is not None:
        parts.append(f"caption: {pieces.content(tr.heading(title))}")
    stubs = {i for i, spec in enumerate(group.findall(nodes.colspec)) if spec.get("stub")}
    for head in group.findall(nodes.thead):
        cells = ", ".join(_rows(tr, head, "head-cell", stubs))
        parts.append(f"table.header({cells})")
    for body in group.findall(nodes.tbody):
        parts.extend(_rows(tr, body, "cell", stubs))
    return tr.place(node) + pieces.call("grid-table", *parts)


def _widths(node: nodes.Element, group: nodes.Element) -> list[str]:
    """Return the columns' widths: as the author gave them, else what their texts need."""
    widths = [
        int(spec.get("colwidth", 1)) for spec in group.children if isinstance(spec, nodes.colspec)
    ]
    given = "colwidths-given" in node["classes"] or "colwidths-grid" in node["classes"]
    if len(set(widths)) == 1 and not given:
        return ["auto"] * len(widths)
    return [f"{max(width, 1)}fr" for width in widths]


def _rows(tr: Translator, part: nodes.Element, function: str, stubs: set[int]) -> list[str]:
    cells = []
    for row in part.findall(nodes.row):
        if row.parent is not part:
            continue
        entries = [entry for entry in row.children if isinstance(entry, nodes.entry)]
        for number, entry in enumerate(entries):
            name = "head-cell" if number in stubs else function
            cells.append(_cell(tr, entry, name))
    return cells


def _cell(tr: Translator, entry: nodes.Element, function: str) -> str:
    span = entry.get("morecols", 0) + 1
    depth = entry.get("morerows", 0) + 1
    options = [
        *pieces.named(colspan=span if span > 1 else None, rowspan=depth if depth > 1 else None),
        *(f"align: {_ALIGNMENT[c]}" for c in entry["classes"] if c in _ALIGNMENT),
    ]
    return pieces.expression(function, *options, body=tr.marks(entry) + item(tr, entry.children))


HANDLERS: Mapping[str, Handler] = {"table": table}
