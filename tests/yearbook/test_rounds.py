"""Volumes are made without doing the same work again and again."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp
from yearbook.reading import words

from benchmarks import generate
from sphinx_publication.model.volume_records import read_records
from sphinx_publication.yearbook import builder
from sphinx_publication.yearbook.compile import THEME

#: Says at the end of a book on which page each of Typst's rounds found the last post.
_WITNESS = """
#context {
  let seen = state("rounds", ()).final()
  let posts = query(<opening>).filter(it => it.value != none and it.value.post)
  let page = if posts.len() > 0 { posts.last().location().page() } else { 0 }
  state("rounds", ()).update(if seen.len() < 3 { seen + (page,) } else { seen })
  [Rundor: #seen.map(str).join(" ").]
}
"""


def test_a_volume_is_written_again_only_for_new_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five years whose posts link back: a volume is written once more when its pages are known."""
    source = tmp_path / "publication"
    generate.write(source, generate.Plan(posts=15, words=60, years=5))
    written: Counter[str] = Counter()
    settled: list[frozenset[str]] = []
    write = builder.manuscript

    def count(press, volume):  # type: ignore[no-untyped-def]
        written[volume.name] += 1
        made = write(press, volume)
        settled.append(made.named)
        return made

    monkeypatch.setattr(builder, "manuscript", count)
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    assert any(len(named) > 1 for named in settled)
    assert written.keys() == {"2020", "2021", "2022", "2023", "2024"}
    assert written["2020"] == 1
    assert max(written.values()) == 2


@pytest.mark.parametrize(("edition", "ending"), [("screen", ""), ("print", "-tryck")])
def test_a_post_stands_where_it_will_from_the_first_round_on(
    tmp_path: Path, edition: str, ending: str
) -> None:
    """Contents and links have their room before Typst has found what they lead to.

    Where pages move from one round to the next, Typst sets the whole book again, and keeps both.
    """
    source = tmp_path / "publication"
    generate.write(source, generate.Plan(posts=40, words=800))
    layout = source / "layout"
    layout.mkdir()
    volume = (THEME / "volume.typ").read_text("utf-8")
    (layout / "volume.typ").write_text(volume + _WITNESS, encoding="utf-8")
    book = {"publication_yearbook_editions": [edition], "publication_book": {"layout": "layout"}}
    app = SphinxTestApp("yearbook", srcdir=source, confoverrides=book)
    app.build()
    text = words(pypdf.PdfReader(app.outdir / f"provbanken-2024{ending}.pdf").pages)
    app.cleanup()
    seen = re.search(r"Rundor: (\d+) (\d+) (\d+)\.", text)
    assert seen is not None
    before, first, second = map(int, seen.groups())
    assert before == 0
    assert first == second > 50


def test_pages_are_right_where_a_layout_does_not_say_that_they_begin(tmp_path: Path) -> None:
    """A layout of the publication's own has a half-title without the mark of a page."""
    source = tmp_path / "publication"
    generate.write(source, generate.Plan(posts=3, words=200))
    parts = (THEME / "cover-parts.typ").read_text("utf-8")
    assert parts.count("\n  page-start\n") == 1
    (source / "layout").mkdir()
    (source / "layout/cover-parts.typ").write_text(
        parts.replace("\n  page-start\n", "\n"), encoding="utf-8"
    )
    records = []
    for look in ({}, {"layout": "layout"}):
        wanted = {"publication_yearbook_editions": ["screen"], "publication_book": look}
        app = SphinxTestApp("yearbook", srcdir=source, confoverrides=wanted)
        app.build()
        records.append(read_records(app.outdir)["2024"])
        app.cleanup()
    own, other = records
    assert (own.pages, own.contents) == (other.pages, other.contents)
    assert own.pages["front#half-title"] == 2
