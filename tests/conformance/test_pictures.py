"""Every kind of page is there to be looked at, as readers see it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from . import pictures
from .kinds import in_use
from .publication import Publication

pytestmark = pytest.mark.conformance

_ROOT = Path(__file__).parents[2]
_PNG = b"\x89PNG\r\n\x1a\n"


def test_every_kind_of_page_has_its_pictures(publication: Publication, tmp_path: Path) -> None:
    """Four pictures of each kind, none a copy of another: two widths, in light and in dark."""
    folder = Path(os.environ.get("PUBLICATION_PICTURES", _ROOT / "_build" / "pictures"))
    kinds = in_use(publication)
    taken = pictures.take(publication, tmp_path, folder, kinds)
    sheet = (folder / "index.html").read_text("utf-8")
    for kind, views in taken.items():
        assert set(views) == {"1280-light", "1280-dark", "375-light", "375-dark"}, kind
        shots = {(folder / file).read_bytes() for file in views.values()}
        assert len(shots) == 4, f"{kind}: two of its pictures are the same"
        assert all(shot.startswith(_PNG) for shot in shots), kind
        assert all(file in sheet for file in views.values()), kind
    files = [file for views in taken.values() for file in views.values()]
    assert len(set(files)) == len(files) >= 4
