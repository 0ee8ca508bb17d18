"""Tables that are broader than a page are parted by their columns, and nothing of them is lost."""

from __future__ import annotations

from docutils import nodes
from docutils.core import publish_doctree

from sphinx_publication.yearbook import broad_tables


def _document(columns: int, *rows: str) -> nodes.document:
    head = " ".join("=" * 12 for _ in range(columns))
    names = " ".join(f"rubrik{n:<6}" for n in range(columns))
    cells = "\n".join(" ".join(f"{row}{n:<8}" for n in range(columns)) for row in rows)
    source = f".. table:: Titeln\n   :name: tabellen\n\n   {head}\n   {names}\n   {head}\n"
    source += "".join(f"   {line}\n" for line in cells.splitlines()) + f"   {head}\n"
    return publish_doctree(source, settings_overrides={"report_level": 5})


def _words(table: nodes.Element) -> list[list[str]]:
    return [[entry.astext() for entry in row.children] for row in table.findall(nodes.row)]


def test_a_broad_table_becomes_several() -> None:
    """Each part repeats the first column; every cell is there; title and id stand once."""
    document = _document(30, "cell", "ruta")
    broad_tables.split(document)
    tables = list(document.findall(nodes.table))
    assert len(tables) > 3
    for table in tables:
        words = _words(table)
        assert [row[0] for row in words] == ["rubrik0", "cell0", "ruta0"]
        assert len(list(table.findall(nodes.colspec))) == len(words[0])
        assert all(len(row) == len(words[0]) for row in words)
    shown = [word for table in tables for word in _words(table)[1][1:]]
    assert shown == [f"cell{n}" for n in range(1, 30)]
    assert [bool(list(table.findall(nodes.title))) for table in tables].count(True) == 1
    assert [table["ids"] for table in tables].count(["tabellen"]) == 1


def test_a_table_that_fits_is_left_alone() -> None:
    """A table of a page's breadth stays one."""
    document = _document(4, "cell")
    before = document.pformat()
    broad_tables.split(document)
    assert document.pformat() == before


def test_columns_under_one_cell_stay_together() -> None:
    """A cell over several columns, or several rows, is in one piece with what it spans."""
    line = "+" + "+".join("-" * 14 for _ in range(8)) + "+"
    wide = "+" + "-" * 14 + "+" + "-" * 59 + "+" + "+".join("-" * 14 for _ in range(3)) + "+"
    row = "".join(f"| samordning{n}  " for n in range(8)) + "|"
    span = (
        "| a            | "
        + "över fyra".ljust(58)
        + "".join(f"| e{n}           " for n in range(3))
    )
    source = "\n".join([wide, span + "|", line, row, line])
    document = publish_doctree(source, settings_overrides={"report_level": 5})
    assert list(document.findall(nodes.table))
    broad_tables.split(document)
    tables = list(document.findall(nodes.table))
    assert len(tables) == 2
    assert [["a", "över fyra"], [f"samordning{n}" for n in range(5)]] == _words(tables[0])
    assert _words(tables[1])[1] == ["samordning0", *(f"samordning{n}" for n in range(5, 8))]
