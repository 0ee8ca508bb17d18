"""Volumes that name pages of each other are made without doing the same work again and again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from benchmarks import generate
from sphinx_publication.yearbook import builder


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
