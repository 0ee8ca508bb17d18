"""Sitemaps that search engines can take in."""

from __future__ import annotations

import pytest

from . import sitemap_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance


def test_the_checker_finds_a_bad_sitemap(broken: Publication) -> None:
    """An entry without an address, a bad date and an address without a page are found."""
    rules = {finding.rule for finding in sitemap_checker.check(broken)}
    assert rules == {"schema", "address"}


def test_every_sitemap_is_valid(publication: Publication) -> None:
    """Where there is a sitemap, it keeps the schema and names only pages that exist."""
    fail_on(sitemap_checker.check(publication))
