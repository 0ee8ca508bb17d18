"""Sitemaps that search engines can take in."""

from __future__ import annotations

import pytest

from . import sitemap_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance


def test_the_checker_finds_a_bad_sitemap(broken: Publication) -> None:
    """An entry without an address, an address without a page and a forgotten page are found."""
    rules = {finding.rule for finding in sitemap_checker.check(broken)}
    assert rules == {"schema", "address", "forgotten"}


def test_every_sitemap_is_valid(publication: Publication) -> None:
    """Where there is a sitemap, it keeps the schema and names all pages and no others."""
    fail_on(sitemap_checker.check(publication))
