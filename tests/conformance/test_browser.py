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


def test_axe_finds_barriers_in_every_mode(seen_broken: Seen) -> None:
    """A picture without alt, text unreadable in dark, or on a phone, and sideways scrolling."""
    found = [str(finding) for finding in browser_checker.accessibility(seen_broken)]
    for mode in ("light", "dark", "375"):
        assert any(f"({mode}) image-alt" in line for line in found)
    contrast = [line for line in found if "color-contrast" in line]
    assert not any("(light)" in line for line in contrast)
    assert any("(dark)" in line for line in contrast)
    assert any("(375)" in line for line in contrast)
    assert any("reflow" in line for line in found)
    assert not any(line.startswith("bruten/") for line in found)


def test_a_page_that_does_not_keep_to_itself_is_found(seen_broken: Seen) -> None:
    """A request to another host, an error on the console and a cookie are found."""
    found = list(browser_checker.behaviour(seen_broken))
    assert {finding.rule for finding in found} == {"foreign", "console", "cookie"}
    assert {finding.where for finding in found} == {"index.html"}


def test_every_page_is_accessible(seen: Seen) -> None:
    """axe finds nothing on any page in light, in dark or 375 px wide; none scrolls sideways."""
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
