"""Sphinx's other builders work on a publication; none of ours stands in their way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import Project


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "latex", "epub", "text", "gettext", "man", "xml"]
)
def test_a_builder_of_sphinx_finishes(
    builder: str, make_app: Any, rootdir: Path, tmp_path: Path
) -> None:
    """A build for another purpose ends without an error."""
    app = make_app(builder, srcdir=rootdir / "test-every-page", builddir=tmp_path)
    app.build()
    assert app.statuscode == 0
    assert any(path.is_file() for path in app.outdir.rglob("*"))


def test_a_book_in_between_leaves_no_page_behind(project: Callable[[str], Project]) -> None:
    """What a build of the yearbook has seen change, the next build of the site still writes."""
    changed, fresh = project("links").build(), project("links")
    for one in (changed, fresh):
        (one.folder / "posts/2014/02/tredje.md").unlink()
        second = one.folder / "posts/2014/01/andra.md"
        second.write_text(second.read_text().replace("# Andra", "# Det andra"))
        library = one.folder / "references.bib"
        library.write_text(library.read_text().replace("{2013}", "{2015}"))
    changed.build("yearbook").build()
    fresh.build()
    found, expected = changed.files(), fresh.files()
    assert [name for name in expected if expected[name] != found[name]] == []
