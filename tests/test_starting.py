"""A module that is read later is that module."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_USE = """
import sys
from sphinx_publication.starting import read_later
read_later("slow"), read_later("slow"), read_later("not_there")
import slow
from slow.part import PART
print("unread", "not_there" in sys.modules, PART)
print(slow.VALUE, slow.VALUE, slow.missing if hasattr(slow, "missing") else "none")
from slow import VALUE
import bs4
read_later("bs4")
print(VALUE, bs4.BeautifulSoup("<p class=a>x</p>", "html.parser").select_one("p.a").text)
"""


def test_it_is_read_once_and_when_it_is_used(tmp_path: Path) -> None:
    """An import does not read it, a look at what it holds does, and its parts are at hand."""
    (tmp_path / "slow").mkdir()
    (tmp_path / "slow/__init__.py").write_text("print('read')\nVALUE = 3\n")
    (tmp_path / "slow/part.py").write_text("PART = 4\n")
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", _USE],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": f"{root}:{tmp_path}"},
    )
    assert done.stdout.splitlines() == ["unread False 4", "read", "3 3 none", "3 x"]


@pytest.mark.parametrize(
    "build",
    [
        "from sphinx.cmd.build import build_main\n"
        "build_main(['-q', '-b', 'publicationhtml', '-d', 'd', '.', 'out'])\n",
        "from sphinx_publication.commands import main\nmain(['build', '--only', 'site'])\n",
    ],
)
def test_no_build_reads_what_searches_html(tmp_path: Path, build: str) -> None:
    """The theme imports it for itself, also before an extension could do anything about it."""
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_publication"]\n')
    (tmp_path / "index.md").write_text("# Start\n\n{#here}\n## Del\n")
    seen = "print('bs4' in sys.modules, 'soupsieve.css_match' in sys.modules)\n"
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{build}{seen}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
    )
    assert done.stdout.splitlines()[-1] == "True False", done.stderr
