"""The publication under check, and the broken one that each checker is shown first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from . import browser_checker
from .publication import Publication

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]


@pytest.fixture(scope="session")
def publication() -> Publication:
    """The real publication as ``make`` built it, or any other that PUBLICATION_SITE names."""
    folder = Path(os.environ.get("PUBLICATION_SITE", _ROOT / "_build" / "site")).resolve()
    if not (folder / "index.html").is_file():
        pytest.fail(f"{folder} holds no publication: run make first", pytrace=False)
    return Publication(folder)


@pytest.fixture(scope="session")
def broken() -> Publication:
    """A tiny publication with one fault of every kind."""
    return Publication(_HERE / "broken")


@pytest.fixture(scope="session")
def seen(
    publication: Publication, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Mapping[str, Any]]:
    """What Chromium and axe saw on every page."""
    return browser_checker.look(publication, tmp_path_factory.mktemp("seen"))
