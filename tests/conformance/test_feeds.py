"""Feeds that every reader program can take in."""

from __future__ import annotations

import pytest

from . import feed_checker
from .findings import fail_on, faults
from .publication import Publication

pytestmark = pytest.mark.conformance


def test_the_checker_finds_a_bad_feed(broken: Publication) -> None:
    """Each rule, and the grammar, has its fault in the broken feed."""
    found = list(feed_checker.check(broken))
    rules = {finding.rule for finding in found}
    expected = {"grammar", "self", "entry-id", "author", "alternate", "silent", "link", "leak"}
    assert rules == expected | {"relative"}
    assert "updated" in faults(finding for finding in found if finding.rule == "grammar")


def test_every_feed_is_valid(publication: Publication) -> None:
    """Every feed keeps RFC 4287, has an id of its own, and links absolutely to pages that exist."""
    fail_on(feed_checker.check(publication))
