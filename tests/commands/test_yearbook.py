"""`sphinx-publication yearbook` makes one volume, or all, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sphinx_publication.commands import main


@pytest.fixture
def project(rootdir: Path, tmp_path: Path) -> Path:
    """Return a copy of a publication of two years and two volumes more."""
    folder = tmp_path / "project"
    shutil.copytree(rootdir / "test-volumes", folder)
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('exclude_patterns = ["_build"]\n')
    return folder


def make(project: Path, *names: str) -> int:
    """Make the volumes and return the exit code."""
    output = str(project / "_build")
    return main(["yearbook", "--source", str(project), "--output", output, *names])


def pdfs(project: Path) -> set[str]:
    """Return the names of the books that there are."""
    return {file.name for file in (project / "_build").rglob("*.pdf")}


def test_one_volume_is_made(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the named one is set, in both editions; it says where they are, and shows no bar."""
    assert make(project, "2013") == 0
    assert pdfs(project) == {"bandbloggen-2013.pdf", "bandbloggen-2013-tryck.pdf"}
    said = capsys.readouterr().out
    assert str(project / "_build/yearbooks/bandbloggen-2013.pdf") in said
    assert "\x1b" not in said
    assert not (project / "_build/site").exists()


def test_all_volumes_are_made(project: Path) -> None:
    """Without a name, every volume is."""
    assert make(project) == 0
    assert len(pdfs(project)) == 8
    before = {file: file.stat().st_mtime_ns for file in (project / "_build").rglob("*.pdf")}
    assert make(project, "jubileum") == 0
    assert {file: file.stat().st_mtime_ns for file in (project / "_build").rglob("*.pdf")} == before


def test_an_unknown_volume_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names those that there are, whether they have been made or not."""
    assert make(project, "1999") == 2
    said = capsys.readouterr().out
    assert "no yearbook '1999'" in said
    assert "2013, 2014, jubileum, samverkan" in said
    assert pdfs(project) == set()


def test_a_run_that_makes_nothing_names_no_book(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a mistake in conf.py the old files stay, and are not said to be made."""
    assert make(project, "2013") == 0
    with (project / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('publication_book = {"acent": "#17465c"}\n')
    capsys.readouterr()
    assert make(project, "2013") == 1
    said = capsys.readouterr().out
    assert "publication_book in conf.py: no setting 'acent'" in said
    assert "Yearbook:" not in said
    assert len(pdfs(project)) == 2
