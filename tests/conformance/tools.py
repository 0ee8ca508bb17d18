"""The programs that the checkers call; a missing one fails the test that needs it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

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
    """Run a checker and hand back what it said; a checker's exit code is its caller's to judge.

    What it says goes through files and not through pipes: a Node program that leaves with
    ``process.exit``, as hyperlink does, loses whatever a slow reader has not yet taken from a
    pipe, and its last lines with it. A file takes every line at once.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        answer = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            stdout=said,
            stderr=complained,
            stdin=subprocess.DEVNULL,
            timeout=1200,
            check=False,
        )
        return subprocess.CompletedProcess(
            answer.args, answer.returncode, _all_of(said), _all_of(complained)
        )


def _all_of(written: IO[bytes]) -> str:
    written.seek(0)
    return written.read().decode("utf-8")
