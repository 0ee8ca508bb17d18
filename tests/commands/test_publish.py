"""`publish` brings a site whole to where readers see it, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_publication.commands import main
from sphinx_publication.commands.inputs import PARTS, Ledger, Record
from sphinx_publication.publishing.folder import Folder

#: Stand-ins for the two programs: the server is a folder of this machine.
_SSH = '#!/bin/sh\n[ "$1" = -- ] && shift\nshift\nexec sh -c "$*"\n'
_RSYNC = """#!/bin/sh
for word; do before=$from; from=$to; to=$word; done
[ -n "$RSYNC_FAILS" ] && exit 23
cp -R "$from." "${to#*:}"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A publication as it is after a build without problems."""
    folder = tmp_path / "project"
    site = folder / "_build/site"
    (site / "om").mkdir(parents=True)
    (folder / "conf.py").write_text('project = "Prov"\nextensions = ["sphinx_publication"]\n')
    (site / "index.html").write_text("first")
    (site / "om/index.html").write_text("about")
    Ledger(folder / "_build/ledger.json").write(Record(parts=PARTS))
    return folder


@pytest.fixture(params=["folder", "server"])
def target(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, Path]:
    """A place to publish to, as it is named, and where it lies."""
    place = tmp_path / "it's a place"
    if request.param == "folder":
        return str(place), place
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in (("ssh", _SSH), ("rsync", _RSYNC)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return f"me@probe.example:{place}", place


def publish(project: Path, *more: str) -> int:
    """Publish and return the exit code."""
    output = str(project / "_build")
    return main(["publish", *more, "--source", str(project), "--output", output])


def change(project: Path, text: str) -> None:
    """Change the built site."""
    (project / "_build/site/index.html").write_text(text)


def test_readers_see_the_whole_site(project: Path, target: tuple[str, Path]) -> None:
    """Below `current`; the release before stays as it was, and one can go back to it."""
    name, place = target
    assert publish(project, name) == 0
    assert (place / "current/om/index.html").read_text() == "about"
    change(project, "second")
    assert publish(project, name) == 0
    assert (place / "current/index.html").read_text() == "second"
    assert (place / "releases/0001/index.html").read_text() == "first"
    assert publish(project, name, "--rollback") == 0
    assert (place / "current/index.html").read_text() == "first"
    assert publish(project, name, "--rollback") == 2


def test_the_last_are_kept(project: Path, target: tuple[str, Path]) -> None:
    """So many as were asked for, and never fewer than two."""
    for keep in ("3", "3", "3", "3", "0"):
        assert publish(project, target[0], "--keep", keep) == 0
        left = sorted(path.name for path in (target[1] / "releases").iterdir())
    assert left == ["0004", "0005"]


def test_what_is_not_ours_is_left_alone(
    project: Path, target: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder with other things is refused; so is a `current` that is no link of ours."""
    name, place = target
    place.mkdir()
    (place / "diary.txt").write_text("mine")
    assert publish(project, name) == 2
    assert "untouched" in capsys.readouterr().err
    assert [path.name for path in place.iterdir()] == ["diary.txt"]
    (place / ".sphinx-publication").touch()
    (place / "releases/notes").mkdir(parents=True)
    for _ in range(3):
        assert publish(project, name, "--keep", "2") == 0
    assert (place / "diary.txt").exists()
    assert (place / "releases/notes").exists()
    (place / "current").unlink()
    (place / "current").mkdir()
    assert publish(project, name) == 2


def test_a_dry_run_writes_nothing(
    project: Path, target: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what would come and what would go."""
    assert publish(project, target[0], "--dry-run") == 0
    assert "Release 0001: 2 files." in capsys.readouterr().out
    assert not target[1].exists()
    assert not (project / "addresses.txt").exists()


def test_the_first_publication_lists_its_addresses(
    project: Path, target: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """From then on nothing is published that loses one."""
    assert publish(project, target[0]) == 0
    assert "/om/" in (project / "addresses.txt").read_text()
    (project / "_build/site/om/index.html").unlink()
    assert publish(project, target[0]) == 2
    assert "redirect: om/" in capsys.readouterr().err
    assert (target[1] / "current/om/index.html").exists()


def test_a_build_with_problems_is_not_published(project: Path, target: tuple[str, Path]) -> None:
    """Nor a site that was never built to its end."""
    Ledger(project / "_build/ledger.json").forget()
    assert publish(project, target[0]) == 2
    assert not target[1].exists()


def test_what_breaks_off_is_never_seen(
    project: Path, target: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers keep what they had; the next attempt clears up and succeeds."""
    name, place = target
    assert publish(project, name) == 0
    change(project, "second")
    broken = place / "releases/0002.incoming"
    with monkeypatch.context() as during:
        during.setenv("RSYNC_FAILS", "1")
        if "@" not in name:
            during.setattr(Folder, "send", _break_off)
        assert publish(project, name) == 2
    assert (place / "current/index.html").read_text() == "first"
    broken.mkdir(exist_ok=True)
    assert publish(project, name) == 0
    assert (place / "current/index.html").read_text() == "second"
    assert not broken.exists()


def _break_off(folder: Folder, site: Path, name: str, like: str) -> None:
    (folder.path / "releases" / f"{name}.incoming").mkdir()
    raise OSError("disk full")


def test_the_target_may_stand_in_conf(project: Path, tmp_path: Path) -> None:
    """publication_target; without it and without a word, the command says what it needs."""
    assert publish(project) == 2
    with (project / "conf.py").open("a") as conf:
        conf.write(f"publication_target = {str(tmp_path / 'www')!r}\n")
    assert publish(project) == 0
    assert (tmp_path / "www/current/index.html").exists()
