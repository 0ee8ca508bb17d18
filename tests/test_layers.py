"""Imports go one way: model <- bibliography <- {site, yearbook, importing, …} <- commands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sphinx_publication"

#: What each part may import of the package.
ALLOWED = {
    "model": {"model"},
    "locale": {"model", "locale"},
    "bibliography": {"model", "bibliography"},
    "site": {"model", "bibliography", "site"},
    "yearbook": {"model", "bibliography", "yearbook"},
    "importing": {"model", "bibliography", "importing", "project", "locale"},
    "authoring": {"model", "bibliography", "authoring", "project", "locale"},
    "checking": {"model", "bibliography", "checking", "project", "locale"},
    "starting": set(),
    "config": {"model"},
    "project": {"model", "locale"},
    "fence": {"model"},
    "raw_html": {"model"},
    "messages": {"locale"},
    "links": {"model", "bibliography", "checking", "links", "project", "locale"},
    "publishing": {"model", "publishing", "project", "locale"},
    "preview": {"preview", "model", "locale", "messages", "site", "checking"},
}

#: Parts that may import anything.
TOP = {"__init__", "__main__", "commands"}


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted name of every module that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(path: Path) -> str:
    """Return the part of the package that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    """A file imports only from the layers below its own."""
    here = part(path)
    if here in TOP:
        return
    assert here in ALLOWED, f"{here} has no place in the layers; give it one in this test"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "sphinx_publication":
            assert parts[1:2] != [], f"{here} may not import the whole package"
            assert parts[1] in ALLOWED[here], f"{here} may not import {name}"


PURE = [
    path for path in FILES if part(path) in ("model", "importing", "checking", "authoring", "links")
]


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.name)
def test_what_the_command_line_uses_knows_neither_sphinx_nor_docutils(path: Path) -> None:
    """They are pure, so that the command line can use them without a build."""
    tops = {name.split(".")[0] for name in imports(path)}
    assert not tops & {"sphinx", "docutils", "ablog", "myst_parser", "sphinxcontrib"}


@pytest.mark.parametrize(
    ("folder", "others"),
    [
        ("reading", {"html", "planning"}),
        ("html", {"reading", "planning"}),
        ("planning", {"reading"}),
    ],
)
def test_an_import_goes_one_way(folder: str, others: set[str]) -> None:
    """What reads exports and what reads their HTML know neither each other nor what is planned."""
    files = sorted((PACKAGE / "importing" / folder).glob("*.py"))
    assert len(files) > 5
    for path in files:
        for name in imports(path):
            parts = name.split(".")
            if parts[:2] == ["sphinx_publication", "importing"]:
                assert parts[2] not in others, f"{path.name} may not import {name}"
