"""The package is installable by itself: a wheel brings all that a publication needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which the package's wheel was unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    zipfile.ZipFile(wheel).extractall(site)
    return site


def test_the_wheel_brings_everything(installed: Path) -> None:
    """Templates, styles, catalogue and Typst theme lie in the wheel, and no test does."""
    names = {str(p.relative_to(installed)) for p in installed.rglob("*") if p.is_file()}
    for ending in (".html", ".css", ".js", ".po", ".mo", ".typ", "py.typed"):
        assert any(name.endswith(ending) for name in names), ending
    shipped = {p for p in (ROOT / "sphinx_publication").rglob("*") if p.is_file()}
    shipped = {p for p in shipped if p.suffix != ".pyc"}
    assert {str(p.relative_to(ROOT)) for p in shipped} <= names
    assert not [name for name in names if "test" in Path(name).parts]


def test_an_installed_package_builds_a_publication(
    installed: Path, rootdir: Path, tmp_path: Path
) -> None:
    """With no more than `extensions` and a title, a project becomes a site and a yearbook."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "sphinx_publication", "build"]
    command += ["--source", str(rootdir / "test-minimal"), "--output", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out/site/2020/01/first/index.html").exists()
    assert list((tmp_path / "out/site").rglob("minimal-2020.pdf"))
