"""Headings and landmarks of every page, as screen readers list them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import structure

from .findings import Finding, fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance


def test_every_page_can_be_found_one_s_way_in(publication: Publication) -> None:
    """One h1, no level skipped; one main, banner and contentinfo; navigation with names."""
    fail_on(_faults(publication))


def _faults(publication: Publication) -> Iterator[Finding]:
    for page in publication.shown_pages:
        for fault in structure.faults(structure.parsed(page.read_bytes())):
            yield Finding("structure", publication.name(page), "structure", fault)
