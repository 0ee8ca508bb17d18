"""The entities' pages against a count made from the Markdown by an independent script."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from tests.count_mentions import blocks, naming

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("root", ["test-entities", "the publication"])
def test_each_entitys_page_counts_what_names_it(
    root: str, make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Every entity, named or not, shows the posts and the other pages that the Markdown gives."""
    srcdir = ROOT if root == "the publication" else rootdir / root
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time())))
    app = make_app("publicationhtml", srcdir=srcdir, builddir=tmp_path)
    app.build()
    posts, pages = naming(srcdir)
    entities = [entry[3] for entry in app.env.domains["entity"].get_objects()]
    assert sum(posts.values()) > 5
    assert {*posts, *pages} <= set(entities)
    for docname in entities:
        file = Path(app.outdir, docname.removeprefix("source/"), "index.html")
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        count = soup.select_one(".mentions__count")
        shown = (int(str(count["data-posts"])), int(str(count["data-pages"]))) if count else (0, 0)
        assert shown == (posts[docname], pages[docname]), docname
        titles = soup.select(".mentions .citing-list__title")
        assert len(titles) == sum(shown)


def test_the_independent_count_knows_what_is_text() -> None:
    """Headings, code, footnotes and other roles are no text; captions of tables are."""
    body = "# A\n\nB `C` *D*\n\n- {cite:p}`E` F\n\n[^1]: G\n\n```{table} H\n| I |\n|---|\n```\n"
    found = "".join(text for text, _targets in blocks(body))
    assert [letter for letter in "ABCDEFGHI" if letter in found] == ["B", "D", "F", "H", "I"]
