"""Sphinx's other builders work on a publication; none of ours stands in their way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


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
