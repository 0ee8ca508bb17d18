"""The source pages' counts against a count made from the Markdown by an independent script."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from tests.count_citations import citing_posts, keys_of

ROOT = Path(__file__).parent.parent
HEAD = "---\ndate: 2014-01-01\n---\n"


def shown(app: SphinxTestApp) -> dict[str, int]:
    """Return the number of citing posts that each source's page names and lists, by its key."""
    counts = {}
    for key, _short, _type, page, _anchor, _prio in app.env.domains["cite"].get_objects():
        text = Path(app.outdir, page, "index.html").read_text(encoding="utf-8")
        soup = BeautifulSoup(text, "html.parser")
        count = soup.select_one(".source-count")
        assert count is not None
        counts[key] = int(str(count["data-posts"]))
        assert len(soup.select(".citing-list__date")) == counts[key]
        words = count.get_text()
        assert str(counts[key]) in words or counts[key] == 0, words
    return counts


@pytest.mark.parametrize("root", ["test-citations", "test-citation-syntax", "the publication"])
def test_each_source_page_counts_the_posts_that_cite_it(
    root: str, make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Every source, cited or not, shows the number of published posts that the Markdown gives."""
    srcdir = ROOT if root == "the publication" else rootdir / root
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time())))
    app = make_app("publicationhtml", srcdir=srcdir, builddir=tmp_path)
    app.build()
    counts = shown(app)
    recounted = citing_posts(srcdir / "posts")
    assert sum(recounted.values()) > 5
    assert recounted.keys() <= counts.keys()
    assert counts == {key: recounted[key] for key in counts}
    assert Counter(counts.values())[0] < len(counts)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (HEAD + "Says {cite:p}`a,b` and {cite:t}`{see}c{p. 12}`.", {"a", "b", "c"}),
        (HEAD + "Shows ``{cite:p}`a` `` and\n\n```\n{cite:p}`b`\n```\n", set()),
        (HEAD + "Says [@a, p. 1; see -@b] and @c-d [p. 2].", {"a", "b", "c"}),
        (HEAD + "x@a.se, @a@b.se, `@a`, \\@b, [@c](x), https://x.se/@a and @e.", set()),
        (HEAD.replace("---\n", "---\ndraft: true\n", 1) + "Says {cite:p}`a`.", set()),
        ("---\ndate: 2999-01-01\n---\nSays {cite:p}`a`.", set()),
        ("Says {cite:p}`a`.", set()),
    ],
)
def test_the_independent_count_knows_what_counts(text: str, keys: set[str]) -> None:
    """Roles and names in the text count; code, links, drafts, undated and future posts do not."""
    assert keys_of(text, {"a", "b", "c"}) == keys
