"""Fixtures for every test: Sphinx's own test applications over the small projects in roots/."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from sphinx.locale import translators

from sphinx_publication.locale import console

pytest_plugins = ("sphinx.testing.fixtures",)

# The same inputs in every run: what a change breaks shows at once, and nothing breaks by chance. To
# search further, run with --hypothesis-profile=default.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

#: A moment after every post of the test roots that is meant to be published.
BUILT_AT = "1790000000"


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Return the folder of the test roots."""
    return Path(__file__).parent / "roots"


@pytest.fixture(autouse=True)
def _fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build every test root at one moment, 21 September 2026, in English messages."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BUILT_AT)
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(autouse=True)
def _no_language_left_behind() -> None:
    """Sphinx and the command line keep the language of the last build or command; tests do not."""
    translators.clear()
    console.speak("en")
