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
_YEARBOOK: Command = (*_SPHINX, "-b", "yearbook", "-q")
_SCREEN: Command = ("-D", "publication_yearbook_editions=screen")
_BUILD: Command = (sys.executable, "-m", "sphinx_publication", "build")
#: The program of that name, or the one that the environment names.
_WEASYPRINT = os.environ.get("WEASYPRINT", "weasyprint")


@dataclass(frozen=True)
class Engine:
    """One way to a PDF."""

    name: str
    #: The kind of project it reads, of `generate.STACKS`.
    stack: str
    #: From the project's folder and an empty one to the commands, in their order.
    commands: Callable[[Path, Path], tuple[Command, ...]]
    #: The PDFs, as a pattern below the second folder.
    result: str
    #: Programs it needs besides this Python's packages.
    programs: tuple[str, ...] = ()
    #: What was measured, with versions; asked only when nothing is missing.
    describe: Callable[[], str] = str
    #: Years that the posts are spread over: so many volumes of ours.
    years: int = 1

    @property
    def missing(self) -> tuple[str, ...]:
        """The programs that are not there."""
        return tuple(program for program in self.programs if shutil.which(program) is None)


def engines() -> tuple[Engine, ...]:
    """Return the ways that are compared: ours first, then the peers."""
    return (
        Engine(
            "sphinx_publication",
            "ours",
            lambda source, out: ((*_YEARBOOK, *_SCREEN, source, out),),
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


def more() -> tuple[Engine, ...]:
    """Return what else our software makes of the posts; there is nothing to compare it with."""
    return (
        Engine(
            "all editions",
            "ours",
            lambda source, out: ((*_YEARBOOK, source, out),),
            "*.pdf",
        ),
        Engine(
            "all editions of ten volumes",
            "ours",
            lambda source, out: ((*_YEARBOOK, source, out),),
            "*.pdf",
            years=10,
        ),
        Engine(
            "site, search and all editions",
            "ours",
            lambda source, out: ((*_BUILD, "--source", source, "--output", out),),
            "yearbooks/*.pdf",
        ),
    )


def _said(*command: str) -> str:
    """Return the first line that a program writes."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0].removeprefix("This is ")
