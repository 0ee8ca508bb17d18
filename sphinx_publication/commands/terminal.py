"""How commands speak: to people in colour, to pipes and logs in plain lines.

What a command found goes to standard output; what it says about itself (where it is, what it could
not do) goes to standard error where the output is data. Colour and bars are there only where
somebody looks, and never where NO_COLOR is set (no-color.org).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from enum import IntEnum

from rich.console import Console
from rich.text import Text

from sphinx_publication.locale.console import _


class Exit(IntEnum):
    """What a command's exit code tells a script."""

    #: All is well.
    FINE = 0
    #: It was done, and something in the publication is wrong.
    PROBLEMS = 1
    #: It was not done: the request itself cannot be met. The same number as argparse's.
    REFUSED = 2


def say(text: str = "", *, style: str = "") -> None:
    """Print a line; *style* is one of rich's, such as "bold" or "green"."""
    _print(text, style, error=False)


def show(parts: Sequence[tuple[str, str]]) -> None:
    """Print a line made of words, each with a style of rich's ("" for none)."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text.assemble(*parts))


def complain(text: str) -> Exit:
    """Say on standard error why a command does not do what it was asked, and return its code."""
    _print(text, "red", error=True)
    return Exit.REFUSED


def remark(text: str, *, style: str = "yellow") -> None:
    """Print a line on standard error, for what is good to know beside the result."""
    _print(text, style, error=True)


def _print(text: str, style: str, *, error: bool) -> None:
    # A new console each time: the streams may have been exchanged since.
    console = Console(file=sys.stderr if error else sys.stdout, highlight=False, soft_wrap=True)
    console.print(Text(text, style=style))


def program() -> str:
    """Return how this program is called here: by its name, where it is installed."""
    name = "sphinx-publication"
    return name if shutil.which(name) else "python -m sphinx_publication"


def is_asking() -> bool:
    """Tell whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agrees(question: str) -> bool:
    """Ask a question and return whether the answer is yes, which Enter alone is too."""
    ways = _("[Y/n]")
    _print(f"{question} {ways}", "", error=True)
    answer = sys.stdin.readline().strip().casefold()
    return answer[:1] in ("", *_("yes")[:1], "y")
