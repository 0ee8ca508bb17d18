"""What tests of the books share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

HERE = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> SphinxTestApp:
    """Build the real publication's books once, from its posts, pages and configuration."""
    source = tmp_path_factory.mktemp("publication") / "source"
    source.mkdir()
    for folder in ("posts", "source"):
        shutil.copytree(HERE / folder, source / folder)
    for name in ("conf.py", "references.bib"):
        shutil.copyfile(HERE / name, source / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1830000000")
        app = SphinxTestApp("yearbook", srcdir=source)
        app.build()
        app.cleanup()
    return app
