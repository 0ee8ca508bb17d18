"""Valid HTML on every page."""

from __future__ import annotations

import pytest

from . import html_checker
from .findings import fail_on, faults
from .publication import Publication

pytestmark = pytest.mark.conformance


def test_the_checker_finds_invalid_html(broken: Publication) -> None:
    """A second element with the same id, a stray end tag and a picture without alt are found."""
    found = faults(html_checker.check(broken))
    assert "Duplicate ID" in found
    assert "Stray end tag" in found
    assert "alt" in found
    assert "bruten/index.html" not in found


def test_every_page_is_valid_html(publication: Publication) -> None:
    """The Nu HTML checker finds no error on any page."""
    fail_on(html_checker.check(publication))
