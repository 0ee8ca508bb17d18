"""What readers meet who have a keyboard, and no mouse: one page of each kind, top to bottom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from . import keyboard_checker
from .findings import fail_on
from .kinds import kinds
from .publication import Publication

pytestmark = pytest.mark.conformance

Tours = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def tours(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Tours:
    """The tour of one page of each kind."""
    folder = tmp_path_factory.mktemp("tours")
    return keyboard_checker.tour(publication, folder, kinds(publication).values())


def test_each_hindrance_is_found(tmp_path: Path) -> None:
    """On a page that is nothing but hindrances, each is found, where it is."""
    stuck = Publication(Path(__file__).parent / "stuck")
    tours = keyboard_checker.tour(stuck, tmp_path, [""])
    found = {(one.rule, one.message) for one in keyboard_checker.faults_of(tours)}
    for rule, culprit in (
        ("no-name", "nameless"),
        ("focus-visible", "plain"),
        ("tabindex", "first"),
        ("tab-unreached", "skipped"),
        ("tab-trap", "trap"),
        ("reading-order", "above"),
        ("focus-hidden", "under"),
        ("skip-link", ""),
    ):
        assert any(rule == name and culprit in message for name, message in found), rule
    assert not any("named" in message for rule, message in found if "shift" not in rule)


def test_each_kind_of_page_can_be_used_with_a_keyboard(tours: Tours) -> None:
    """All is reached in reading order and left again, named, and seen while it has the focus."""
    assert len(tours) > 10
    fail_on(keyboard_checker.faults_of(tours))


def test_a_card_is_met_and_dismissed(tours: Tours) -> None:
    """At least one of the pages has cards, so that Escape was tried."""
    assert any(one["forth"].get("card") for one in tours.values())
