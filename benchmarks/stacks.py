"""The programs that make a site of the same posts: ours, the plain stack, and their peers.

Ours and the plain stack run in this Python, of the same packages. Each other has an environment
of its own, outside of the project, made from a list of pinned packages in ``peers``; one that
cannot be made is missing, which the report says, and never guessed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import dialects
from benchmarks.edits import Files

Command = tuple[str | Path, ...]

_PEERS = Path(__file__).with_name("peers")
_SPHINX: Command = (sys.executable, "-m", "sphinx", "-q")
#: Search is counted apart from the site: Pagefind's index, with our words and facets beside it.
_INDEX = """\
import sys
from pathlib import Path
from sphinx_publication.project import read
from sphinx_publication.site.search import build_index
project = read(Path(sys.argv[1]))
build_index(Path(sys.argv[2]), project.language, f"{project.addresses.data}.json")
"""


@dataclass(frozen=True)
class Stack:
    """One way to make the site."""

    name: str
    #: What it is made of, for the report.
    what: str
    #: From our files to the files it reads.
    files: Callable[[Files], Files]
    #: From the folder of its programs, the publication's and the output's to a build.
    build: Callable[[Path, Path, Path], Command]
    #: The built pages, relative to the output.
    pages: str = "."
    #: Whether it runs in an environment of its own, of its name.
    is_apart: bool = True
    #: Where it has to run: in the publication's folder, or wherever.
    is_at_home: bool = False

    def programs(self, environments: Path) -> Path:
        """Return the folder of its programs."""
        return environments / self.name / "bin" if self.is_apart else Path(sys.executable).parent

    def prepare(self, environments: Path) -> None:
        """Make its environment below *environments*, unless it is there.

        Raises CalledProcessError when its packages cannot be had.
        """
        ready = environments / self.name / "ready"
        wanted = _PEERS / self.name / "requirements.txt"
        if not self.is_apart or (ready.is_file() and ready.read_bytes() == wanted.read_bytes()):
            return
        python = self.programs(environments) / "python"
        for command in (
            (sys.executable, "-m", "venv", environments / self.name),
            (python, "-m", "pip", "install", "--quiet", "-r", wanted),
        ):
            subprocess.run(command, check=True, capture_output=True)
        ready.write_bytes(wanted.read_bytes())


OURS = Stack(
    "ours",
    "sphinx_publication build --only site: every feature; search and yearbooks apart",
    lambda files: files,
    lambda programs, source, out: (
        *(sys.executable, "-m", "sphinx_publication", "build", "--only", "site"),
        *("--source", source, "--output", out),
    ),
    pages="site",
    is_apart=False,
)
PLAIN = Stack(
    "plain",
    "Sphinx, ablog, sphinx-book-theme, sphinxcontrib-bibtex",
    dialects.plain,
    lambda programs, source, out: (
        *_SPHINX,
        *("-b", "dirhtml", "-j", "auto"),
        *("-d", out / "doctrees", source, out / "site"),
    ),
    pages="site",
    is_apart=False,
)
PEERS = (
    Stack(
        "pelican",
        "Pelican, its own theme; citations are words",
        dialects.PELICAN.files,
        lambda programs, source, out: (
            *(programs / "pelican", "-q", "-s", source / "pelicanconf.py", "-o", out),
            source / "content",
        ),
    ),
    Stack(
        "mkdocs",
        "mkdocs-material with blog, tags and RSS; citations are words; its search is in it",
        dialects.MKDOCS.files,
        lambda programs, source, out: (
            *(programs / "mkdocs", "build", "-q", "-f", source / "mkdocs.yml", "-d", out),
        ),
    ),
    Stack(
        "nikola",
        "Nikola, its own theme; citations are words",
        dialects.NIKOLA.files,
        lambda programs, source, out: (programs / "nikola", "build"),
        pages="../source/output",
        is_at_home=True,
    ),
    Stack(
        "hugo",
        "Hugo, templates of ours: references, a page for each source, related posts, data",
        dialects.HUGO.files,
        lambda programs, source, out: (
            *(programs / "hugo", "build", "--quiet", "--source", source, "--destination", out),
        ),
    ),
)
STACKS = (OURS, PLAIN, *PEERS)


def yearbooks(source: Path, out: Path) -> Command:
    """Return the command that makes the yearbooks of a site of ours, counted apart."""
    return (*_SPHINX, "-b", "yearbook", "-d", out / "doctrees", source, out / "yearbooks")


def search(source: Path, out: Path) -> Command:
    """Return the command that makes the search index of a site of ours, counted apart."""
    return (sys.executable, "-c", _INDEX, source, out / "site")
