"""The programs that the checkers call; a missing one fails the test that needs it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_PACKAGES = Path(__file__).parent / "node_modules"


def program(name: str) -> str:
    """The path of a program, or a failed test that says how to get it."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: run tests/conformance/install.sh", pytrace=False)
    return found


def npm_file(path: str) -> str:
    """The path of a file in an npm package, or a failed test that says how to get it."""
    found = _PACKAGES / path
    if not found.exists():
        pytest.fail(f"npm's {path} is missing: run tests/conformance/install.sh", pytrace=False)
    return str(found)


def run(*command: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a checker and hand back what it said; a checker's exit code is its caller's to judge."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=1200,
        check=False,
    )
