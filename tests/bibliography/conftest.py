"""Libraries made of a few lines of .bib."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_publication.bibliography.library import Library

MakeLibrary = Callable[..., Library]


@pytest.fixture
def library(tmp_path: Path) -> MakeLibrary:
    """A function that makes the library of a .bib text, in a style and a locale."""

    def make(text: str, style: str = "apa", locale: str = "sv-SE") -> Library:
        path = tmp_path / "references.bib"
        path.write_text(text, encoding="utf-8")
        return Library.read([path], style=style, locale=locale)

    return make


@pytest.fixture
def reference(library: MakeLibrary) -> Callable[..., str]:
    """A function that writes the first reference of a .bib text: *italics*, <links>."""

    def write(text: str, style: str = "apa", locale: str = "sv-SE") -> str:
        made = library(text, style, locale)
        looks = {(True, False): "*{}*", (False, True): "<{}>", (False, False): "{}"}
        return "".join(
            looks[run.emphasis, run.href is not None].format(run.text)
            for run in made.reference(next(iter(made.sources)))
        )

    return write
