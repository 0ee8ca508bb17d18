"""What readers meet in a browser: pages for everybody, which keep to themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from . import browser_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance

Seen = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def seen_broken(broken: Publication, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What Chromium and axe see on the broken publication."""
    return browser_checker.look(broken, tmp_path_factory.mktemp("seen-broken"))


def told(seen: Seen) -> list[str]:
    """What is found on the broken publication, a line each."""
    return [str(finding) for finding in browser_checker.accessibility(seen)]


def test_axe_finds_barriers_in_every_mode(seen_broken: Seen) -> None:
    """A picture without alt, text unreadable in dark or on a phone, and targets too small."""
    found = told(seen_broken)
    for mode in ("light", "dark", "375", "320"):
        assert any(f"({mode}) image-alt" in line for line in found)
        assert any(f"({mode}) target-size" in line for line in found)
    contrast = [line for line in found if "color-contrast" in line]
    assert not any("(light)" in line for line in contrast)
    for mode in ("dark", "375", "375 dark"):
        assert any(f"({mode})" in line for line in contrast)
    assert not any(line.startswith("bruten/") for line in found)


def test_what_axe_does_not_see_is_measured(seen_broken: Seen) -> None:
    """Scrolling sideways, words cut off or on others, focus that is not seen, text that stays."""
    found = told(seen_broken)
    shown = {
        "reflow": ("375", "wide", "light"),
        "clipped": ("text 200 %", "cut", "light"),
        "overlapping": ("text 200 %", "under", "light"),
        "focus-visible": ("forced colours", "shadow", "light"),
    }
    for rule, (mode, culprit, fine) in shown.items():
        lines = [line for line in found if f" {rule}: " in line and culprit in line]
        assert any(f"({mode})" in line for line in lines), rule
        assert not any(f"({fine})" in line for line in lines), rule
    lost = [line for line in found if " clipped: " in line and "lost" in line]
    assert any("(375)" in line for line in lost)
    assert not any("(light)" in line for line in lost)
    assert any("(320) reflow" in line and "narrower" in line for line in found)
    assert any("(light) focus-visible" in line and "unseen" in line for line in found)


def test_text_that_does_not_grow_is_found(seen_broken: Seen) -> None:
    """Text that has the same size for a reader who asked the browser for twice as much."""
    modes = dict(next(iter(seen_broken.values()))["modes"])
    modes["text 200 %"] = {**modes["text 200 %"], "text": modes["light"]["text"]}
    rules = {one.rule for one in browser_checker.accessibility({"a page": {"modes": modes}})}
    assert "text-size" in rules


def test_a_page_that_does_not_keep_to_itself_is_found(seen_broken: Seen) -> None:
    """A request to another host, an error on the console and a cookie are found."""
    found = list(browser_checker.behaviour(seen_broken))
    assert {finding.rule for finding in found} == {"foreign", "console", "cookie"}
    assert {finding.where for finding in found} == {"index.html"}


def test_every_page_is_accessible(seen: Seen) -> None:
    """In no mode does axe find anything, or words cut off, sideways scrolling or unseen focus."""
    fail_on(browser_checker.accessibility(seen))


def test_dark_is_dark(seen: Seen) -> None:
    """A reader whose device asks for dark gets another background on every page."""
    same = [
        where
        for where, result in seen.items()
        if "modes" in result
        and result["modes"]["light"]["background"] == result["modes"]["dark"]["background"]
    ]
    assert not same, f"the same background in light and dark: {', '.join(same)}"


def test_every_page_keeps_to_itself(seen: Seen) -> None:
    """No page asks another host for anything, stores a cookie or complains on the console."""
    fail_on(browser_checker.behaviour(seen))
