"""This repository's own texts pass the check, and the check is quick because it loads little."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_publication.checking import publication, rules
from sphinx_publication.project import read

HERE = Path(__file__).parents[2]

_LOADED = """
import sys
from sphinx_publication.commands import main
code = main(["check", "--source", {source!r}])
print(sorted(name for name in sys.modules if name.partition(".")[0] in
      ("sphinx", "docutils", "myst_parser", "ablog", "sphinxcontrib")), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the newest of the posts."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796000000")


def test_nothing_is_wrong_with_it() -> None:
    """The check finds neither an error nor a warning."""
    assert [str(one) for one in rules.problems(publication.read(read(HERE)))] == []


def test_neither_sphinx_nor_docutils_is_loaded() -> None:
    """A whole run loads of Sphinx what matches file names, and nothing else."""
    run = subprocess.run(
        [sys.executable, "-c", _LOADED.format(source=str(HERE))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    loaded = ast.literal_eval(run.stderr.strip().splitlines()[-1])
    few = {"sphinx", "sphinx.deprecation", "sphinx.locale"}
    assert {name for name in loaded if not name.startswith("sphinx.util")} <= few
