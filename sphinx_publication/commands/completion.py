"""Print what a shell needs to complete the commands and their options."""

from __future__ import annotations

import argparse

import shtab

from sphinx_publication.commands.terminal import Exit, say
from sphinx_publication.locale.console import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "shell",
        choices=shtab.SUPPORTED_SHELLS,
        metavar=f"{{{','.join(shtab.SUPPORTED_SHELLS)}}}",
        help=_("the shell that you use"),
    )
    parser.epilog = _('For bash, add to ~/.bashrc: eval "$(sphinx-publication completion bash)"')


def run(arguments: argparse.Namespace) -> int:
    """Print the script for the shell."""
    from sphinx_publication.commands import whole_parser

    say(shtab.complete(whole_parser(), shell=arguments.shell))
    return Exit.FINE
