"""The year in numbers against a count made from the Markdown by an independent script."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.testing.util import SphinxTestApp

from tests.count_numbers import publishers, words, years

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("# Titel\n\nTre ord här.\n", 3),
        ("Ett\n\n## Två ord\n\n- tre – fyra\n", 5),
        ("Hon {cite:p}`a` skrev [@b, s. 2] det @c [s. 3] så.", 4),
        ("Se [två ord](x) och {topic}`ett ämne`, `kod`.", 7),
        ("Not[^1] sist.\n\n[^1]: Inget här\n  eller här.\n\nSlut.", 3),
        ("```python\ninte = 1\n```\n\n```{note} Rubrik\nTvå ord.\n```\n", 3),
        ("| A | B |\n|---|---|\n| 12\u00a0345 | – |\n", 3),
    ],
)
def test_the_independent_count_knows_words(text: str, number: int) -> None:
    """Titles, code, notes and citations are left out; headings, tables and directives are not."""
    assert words(text) == number


@pytest.mark.parametrize("root", ["test-numbers", "the publication"])
def test_each_year_has_the_numbers_of_the_markdown(
    root: str, make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Large numbers, months, sources, publishers, topics and series are those of the files."""
    srcdir = ROOT if root == "the publication" else rootdir / root
    if root == "the publication":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.time())))
    app = make_app("publicationhtml", srcdir=srcdir, builddir=tmp_path)
    app.build()
    counted = years(srcdir)
    assert len(counted) > 2
    older: set[str] = set()
    for number, year in counted.items():
        file = Path(app.outdir, "arsbocker", str(number), "siffror", "index.html")
        page = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        shown = figures(page)
        assert shown["inlägg"] == year.posts
        assert shown["ord"] == year.words
        assert shown["författare"] == len(year.authors)
        assert shown.get("hänvisningar", 0) == sum(year.citations.values())
        sources = shown.get("citerade källor", 0) or shown.get("citerad källa", 0)
        assert sources == len(year.citations)
        months = [int(value) for _name, value in rows(page, "posts")]
        assert not months or months == [year.months[month] for month in range(1, 13)]
        ranked = [int(value) for _name, value in rows(page, "sources")]
        assert ranked == sorted(year.citations.values(), reverse=True)[: len(ranked)]
        named = publishers(srcdir, year.citations)
        for name, value in rows(page, "publishers"):
            assert named[name] == int(value)
        new = year.topics - older
        told = page.select_one("#topics p")
        if new and told is not None and older:
            assert re.match(r"\d+|Ett", told.get_text())
            assert told.get_text().startswith("Ett ämne" if len(new) == 1 else f"{len(new)} ämnen")
        series = page.select_one("#series p")
        assert (series is not None) == bool(year.series)
        if series is not None:
            name, parts = year.series.most_common(1)[0]
            assert name in series.get_text()
            assert str(parts) in series.get_text()
        older |= year.topics


def figures(page: BeautifulSoup) -> dict[str, int]:
    """Return the large numbers by what they count."""
    return {
        text(one.select_one(".figures__unit")): int(
            re.sub(r"\D", "", text(one.select_one(".figures__value")))
        )
        for one in page.select(".figures__item")
    }


def rows(page: BeautifulSoup, part: str) -> list[tuple[str, str]]:
    """Return the first two cells of each row of a part's table."""
    return [(text(row.th), text(row.td)) for row in page.select(f"#{part} .chart__table tbody tr")]


def text(node: Tag | None) -> str:
    assert node is not None
    return node.get_text()
