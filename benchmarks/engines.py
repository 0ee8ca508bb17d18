"""The ways from the same generated posts to one PDF, each end to end, Sphinx's reading included.

A way whose programs are not installed is missing: it is never installed, guessed or left out in
silence.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

Command = tuple[str | Path, ...]

_SPHINX: Command = (sys.executable, "-m", "sphinx")


@dataclass(frozen=True)
class Engine:
    """One way to a PDF."""

    name: str
    #: The kind of project it reads, of `generate.STACKS`.
    stack: str
    #: From the project's folder and an empty one to the commands, in their order.
    commands: Callable[[Path, Path], tuple[Command, ...]]
    #: The PDF, as a pattern below the second folder.
    result: str
    #: Programs it needs besides this Python's packages.
    programs: tuple[str, ...] = ()
    #: What was measured, with versions; asked only when nothing is missing.
    describe: Callable[[], str] = str

    @property
    def missing(self) -> tuple[str, ...]:
        """The programs that are not there."""
        return tuple(program for program in self.programs if shutil.which(program) is None)


def engines() -> tuple[Engine, ...]:
    """Return all that are compared: ours first, then the peers."""
    return (
        Engine(
            "sphinx_publication",
            "ours",
            lambda source, out: ((*_SPHINX, "-b", "yearbook", "-q", source, out),),
            "provbanken-*.pdf",
            describe=lambda: f"`yearbook` builder, Typst {version('typst')}, PDF/UA-1 + PDF/A-3a",
        ),
        Engine(
            "LaTeX",
            "sphinx",
            lambda source, out: ((*_SPHINX, "-M", "latexpdf", source, out, "-q"),),
            "latex/provbanken.pdf",
            ("lualatex", "latexmk", "make"),
            lambda: f"Sphinx's `latex` builder, latexmk, {_said('lualatex', '--version')}",
        ),
        Engine(
            "WeasyPrint",
            "sphinx",
            lambda source, out: (
                (*_SPHINX, "-b", "singlehtml", "-q", source, out),
                (
                    _WEASYPRINT,
                    "--pdf-variant",
                    "pdf/ua-1",
                    out / "source/index.html",
                    out / "x.pdf",
                ),
            ),
            "x.pdf",
            (_WEASYPRINT,),
            lambda: f"Sphinx's `singlehtml` builder, {_said(_WEASYPRINT, '--version')}, pdf/ua-1",
        ),
    )


#: The program of that name, or the one that the environment names.
_WEASYPRINT = os.environ.get("WEASYPRINT", "weasyprint")


def _said(*command: str) -> str:
    """Return the first line that a program writes."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0].removeprefix("This is ")
