"""Sphinx does not go through folders in which there are no documents."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_publication.site.elsewhere import folders_without

from .conftest import Project


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with texts, and with much else."""
    for name in ("posts", ".venv", "_build/site", "b[1]", unicodedata.normalize("NFD", "böcker")):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "conf.py").touch()
    return tmp_path


def test_folders_that_no_pattern_leads_into_are_left_out(root: Path) -> None:
    """So is what was made; one whose name would be a pattern is gone through all the same."""
    found = folders_without(root, ["posts/**", "om.md"], [root / "_build/site", root.parent])
    assert sorted(found) == [".venv", "_build", "_build/site", "böcker"]


def test_a_name_may_be_written_in_two_ways(root: Path) -> None:
    """A folder whose letters the system takes apart is the one that a pattern names."""
    found = folders_without(root, ["posts/**", unicodedata.normalize("NFC", "böcker/**")], [])
    assert sorted(found) == [".venv", "_build"]


def test_where_documents_may_be_anywhere_only_what_was_made_is_left_out(root: Path) -> None:
    """A pattern that begins with a star leads into every folder."""
    assert [*folders_without(root, ["**"], [root / "_build/site"])] == ["_build/site"]
    assert [*folders_without(root, ["*/a.md", "posts/**"], [root])] == []


def test_sphinx_goes_past_them(
    project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build looks into the folders of texts, and not into what lies beside them."""
    copy = project("knowledge")
    conf = copy.folder / "conf.py"
    conf.write_text(f"{conf.read_text('utf-8')}\ninclude_patterns = ['posts/**', 'source/**']\n")
    (copy.folder / "beside/lib").mkdir(parents=True)
    seen: list[str] = []
    scan = os.scandir

    def scandir(path: str) -> object:
        seen.append(str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    built = copy.build()
    assert (built.site / "2013/01/lagen/index.html").is_file()
    assert any(path.endswith("posts/2013") for path in seen)
    assert not any(path.startswith(str(copy.folder / "beside")) for path in seen)
