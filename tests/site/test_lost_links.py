"""Links that lead nowhere are told to the author, and are no links for readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

CONF = 'extensions = ["sphinx_publication"]\nhtml_theme = "sphinx_publication"\n'
POST = """---
date: 2024-01-02
---
# Inlägg

[Borta](borta.md), [Ingenstans](#ingenstans), [Rubriken](#rubriken), [Egen](#egen) och
[Start](../index.md).

<span id="egen">Här</span> står det.

## Rubriken
"""


def test_words_of_lost_links_stay(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> None:
    """Files and headings that are not there; what the text has, also as HTML, is led to."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "index.md").write_text("# Start\n")
    (tmp_path / "posts/one.md").write_text(POST)
    app = make_app("publicationhtml", srcdir=tmp_path)
    app.build()
    page = BeautifulSoup(Path(app.outdir, "one/index.html").read_text("utf-8"), "html.parser")
    (text,) = (found for found in page.select("article p") if "Ingenstans" in found.text)
    links = {link.text: link["href"] for link in text.select("a")}
    assert "Borta" not in links
    assert "Ingenstans" not in links
    assert links["Rubriken"] == "#rubriken"
    assert links["Egen"] == "#egen"
    assert links["Start"] == "../"
    assert "Borta, Ingenstans, Rubriken, Egen" in " ".join(text.text.split())
    told = app.warning.getvalue()
    assert "'borta.md'" in told
    assert "'ingenstans'" in told
