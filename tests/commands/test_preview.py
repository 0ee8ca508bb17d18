"""`sphinx-publication preview` begins and ends as one expects, and says what it lacks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_publication.commands import main

PACKAGE = Path(__file__).parents[2]


@pytest.mark.skipif(os.name != "posix", reason="signals go to groups of processes there")
def test_ctrl_c_ends_it_at_once_also_during_the_first_build(rootdir: Path, tmp_path: Path) -> None:
    """As from a terminal, to every process; none stays behind with the output open."""
    command = [sys.executable, "-m", "sphinx_publication", "--language", "en", "preview"]
    command += ["--source", str(rootdir / "test-knowledge"), "--output", str(tmp_path), "--jobs=2"]
    with subprocess.Popen(
        [*command, "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE), "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as preview:
        assert preview.stdout is not None
        assert "Building" in preview.stdout.readline()
        os.killpg(preview.pid, signal.SIGINT)
        said = preview.communicate(timeout=20)[0]
    assert preview.returncode == 0, said
    assert said.strip() == "The preview has ended."


def test_without_its_packages_it_says_how_to_get_them(
    rootdir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They come with the extra named preview."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert main(["preview", "--source", str(rootdir / "test-minimal")]) == 2
    said = capsys.readouterr().err
    assert "watchfiles" in said
    assert "pip install 'sphinx-publication[preview]'" in said


def test_a_folder_without_a_publication_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a reason, before anything is started."""
    assert main(["preview", "--source", str(tmp_path)]) == 2
    assert "conf.py" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
