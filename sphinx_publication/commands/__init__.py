"""The command line ``sphinx-publication``: one module a command.

Each command has ``add_arguments(parser)`` and ``run(arguments) -> int``; the number is the
program's exit code.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sphinx_publication.commands import build, yearbook

#: The commands by name.
COMMANDS = {"build": build, "yearbook": yearbook}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that *argv* names and return its exit code."""
    parser = argparse.ArgumentParser(prog="sphinx-publication", description=__doc__.split("\n")[0])
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = subparsers.add_parser(name, help=command.HELP, description=command.HELP)
        command.add_arguments(sub)
    arguments = parser.parse_args(argv)
    code: int = COMMANDS[arguments.command].run(arguments)
    return code
