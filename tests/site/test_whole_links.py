"""Addresses in texts are shown as their authors wrote them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sphinx.testing.util import SphinxTestApp

CONF = 'project = "Prov"\nextensions = ["sphinx_publication"]\n'


def test_an_address_is_not_shortened(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    """The theme's parent would make "a/b#1" of it."""
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "index.md").write_text("# Prov\n\n<https://github.com/a/b/issues/1>\n", "utf-8")
    app = make_app("publicationhtml", srcdir=tmp_path)
    app.build()
    page = (Path(app.outdir) / "index.html").read_text(encoding="utf-8")
    assert ">https://github.com/a/b/issues/1</a>" in page
