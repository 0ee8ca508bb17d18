"""Lighthouse's judgement of six kinds of pages, as a phone on a slow line meets them.

The site is served as hosts are told to (`server`). Performance is the median of five runs; the
other categories do not vary, and are judged once. About four minutes on a quiet machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from . import browser_checker
from .findings import Finding, fail_on
from .publication import Publication
from .test_light import every_kind
from .tools import npm_file

pytestmark = pytest.mark.conformance

#: What each category must reach.
LEAST: Mapping[str, float] = {
    "performance": 0.95,
    "accessibility": 1.0,
    "best-practices": 1.0,
    "seo": 1.0,
}
KINDS = ("start", "post", "source", "topic", "yearbook")
RUNS = 5


def judged(
    publication: Publication, scratch: Path, *addresses: str, runs: int = RUNS
) -> list[Mapping[str, Any]]:
    """Return Lighthouse's judgement of each page."""
    npm_file("lighthouse/package.json")
    return browser_checker.call(
        "lighthouse.mjs", publication, scratch, like_a_host=True, pages=addresses, runs=runs
    )


def findings(judgements: list[Mapping[str, Any]]) -> Iterator[Finding]:
    """One finding for each category in which a page falls short."""
    for page in judgements:
        for category, least in LEAST.items():
            score = page["scores"].get(category)
            if score is None or score < least:
                why = [one for one in page["marked"] if one.startswith(category)]
                text = f"{score} of {least} (runs: {page['all']}): {'; '.join(why)}"
                yield Finding("lighthouse", page["address"] or "/", category, text)


def test_lighthouse_sees_what_is_wrong(broken: Publication, tmp_path: Path) -> None:
    """The broken publication falls short in accessibility, best practices and SEO."""
    found = {one.rule for one in findings(judged(broken, tmp_path, "", runs=1))}
    assert {"accessibility", "best-practices", "seo"} <= found


def test_a_slow_page_is_seen(tmp_path: Path) -> None:
    """A stylesheet of a megabyte and a script that keeps the phone busy cost performance."""
    site = tmp_path / "site"
    site.mkdir()
    rules = "\n".join(f".c{number}{{width:{number * 7919 % 10007}px}}" for number in range(90_000))
    (site / "slow.css").write_text(rules)
    (site / "slow.js").write_text("const end = Date.now() + 900; while (Date.now() < end) ;")
    (site / "index.html").write_text(
        "<!doctype html><html lang=sv><meta charset=utf-8><title>Slow</title>"
        "<link rel=stylesheet href=slow.css><script src=slow.js></script><h1>Slow</h1><p>Text"
    )
    found = {one.rule for one in findings(judged(Publication(site), tmp_path, "", runs=1))}
    assert "performance" in found


def test_lighthouse_finds_nothing_to_better(publication: Publication, tmp_path: Path) -> None:
    """Start, post, source, topic, search with results, and yearbook."""
    kinds = every_kind(publication)
    addresses = [*(kinds[kind] for kind in KINDS), "sok/?q=samverkan"]
    fail_on(findings(judged(publication, tmp_path, *addresses)))
