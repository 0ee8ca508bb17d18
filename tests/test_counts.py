"""The source pages' counts against a count made from the Markdown by an independent script."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from sphinx.testing.util import SphinxTestApp

from tests.count_citations import citations, citing_posts, entries, keys_of, links
from tests.count_mentions import naming

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
    if root == "the publication":
        told_is_counted(app, srcdir)


def told_is_counted(app: SphinxTestApp, root: Path) -> None:
    """Compare the publication's file of data with its schema and with the independent count."""
    told = json.loads(Path(app.outdir, "kunskap.json").read_text("utf-8"))
    schema = json.loads(Path(app.outdir, "kunskap.schema.json").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(told)] == []
    assert [one["key"] for one in told["sources"]] == sorted(entries(root))
    assert Counter((one["page"], one["source"]) for one in told["citations"]) == citations(root)
    assert Counter((one["from"], one["to"]) for one in told["links"]) == links(root)
    found = {(one["entity"], one["page"], "post" in one) for one in told["mentions"]}
    for is_post, counted in zip((True, False), naming(root), strict=True):
        expected = {f"{name.removeprefix('source/')}/": n for name, n in counted.items() if n}
        assert Counter(entity for entity, _page, post in found if post is is_post) == expected


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (HEAD + "Says {cite:p}`a,b` and {cite:t}`{see}c{p. 12}`.", {"a", "b", "c"}),
        (HEAD + "Shows ``{cite:p}`a` `` and\n\n```\n{cite:p}`b`\n```\n", set()),
        (HEAD + "Says [@a, p. 1; see -@b] and @c-d [p. 2].", {"a", "b", "c"}),
        (HEAD + "x@a.se, @a@b.se, `@a`, \\@b, [@c](x), https://x.se/@a and @e.", set()),
        (HEAD + "```{note}\nSays {cite:p}`a`.\n```\n", {"a"}),
        (HEAD.replace("---\n", "---\ndraft: true\n", 1) + "Says {cite:p}`a`.", set()),
        ("---\ndate: 2999-01-01\n---\nSays {cite:p}`a`.", set()),
        ("Says {cite:p}`a`.", set()),
    ],
)
def test_the_independent_count_knows_what_counts(text: str, keys: set[str]) -> None:
    """Roles and names in the text count; code, links, drafts, undated and future posts do not."""
    assert keys_of(text, {"a", "b", "c"}) == keys
