"""Every link inside the publication leads somewhere."""

from __future__ import annotations

import pytest

from . import link_checker
from .findings import fail_on, faults
from .publication import Publication

pytestmark = pytest.mark.conformance


def test_the_checker_finds_dead_links(broken: Publication) -> None:
    """Dead are: a page, a fragment, a picture, an absolute link of our own, a link in a feed."""
    found = faults(link_checker.check(broken))
    for dead in ("ingenstans", "ingenting", "picture.png", "borta", "dold"):
        assert dead in found
    assert "elsewhere" not in found


def test_every_link_leads_somewhere(publication: Publication) -> None:
    """No page and no feed links to a page, file or fragment that the publication lacks."""
    fail_on(link_checker.check(publication))
