"""The command line ``sphinx-publication``: one module a command, one table of them all.

Each module has ``add_arguments(parser)`` and ``run(arguments) -> int``; the number is the program's
exit code (`terminal.Exit`). Only the module of the command that is asked for is loaded, so that a
quick one stays quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from rich_argparse import RichHelpFormatter

from sphinx_publication import __version__
from sphinx_publication.locale import console
from sphinx_publication.locale.console import N_, _
from sphinx_publication.starting import start


class _Help(RichHelpFormatter):
    """Help in colour, its headings begun with one capital: Swedish has no others."""

    group_name_formatter = str.capitalize


@dataclass(frozen=True)
class Command:
    """A command: what it does, in a line, and the module in this folder that does it."""

    help: str
    module: str


@dataclass(frozen=True)
class Group:
    """Commands that share their first word."""

    help: str
    commands: Mapping[str, Command]


#: The commands by name, in the order in which help shows them.
COMMANDS: Mapping[str, Command | Group] = {
    "init": Command(N_("begin a publication from nothing"), "init"),
    "new": Command(N_("write a new post, page, author or source"), "new"),
    "build": Command(N_("build the site, its search and the yearbooks"), "build"),
    "publish": Command(N_("publish the built site into a folder or on a server"), "publish"),
    "addresses": Command(N_("remember the addresses of the built site"), "addresses"),
    "preview": Command(N_("show the publication in the browser while it is written"), "preview"),
    "yearbook": Command(N_("make the yearbooks, or those that are named: 2013"), "yearbook"),
    "import": Group(
        N_("bring in what lies elsewhere"),
        {
            "blogger": Command(N_("import a blog from Blogger"), "import_blogger"),
            "statistics": Command(
                N_("import page views: from Blogger, GoatCounter or a server's logs"),
                "import_statistics",
            ),
            "wordpress": Command(N_("import a blog from WordPress"), "import_wordpress"),
        },
    ),
    "comments": Group(
        N_("readers' comments: list, forget, try, collect"),
        {
            "list": Command(
                N_("say where there are comments, and in which states"), "comments.listing"
            ),
            "forget": Command(N_("take a person's words out of the archive"), "comments.forget"),
            "serve": Command(N_("try comments through Isso on this machine"), "comments.serve"),
            "collect": Command(
                N_("bring approved comments from Isso into the archive"), "comments.collect"
            ),
        },
    ),
    "export": Command(N_("give out sources, or all that is known, for other programs"), "export"),
    "check": Command(N_("look through all texts without building"), "check"),
    "links": Command(N_("ask whether outward links still lead somewhere"), "links"),
    "completion": Command(N_("let your shell complete the commands"), "completion"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that *argv* names and return its exit code."""
    start()
    given = list(sys.argv[1:] if argv is None else argv)
    language = _language(given)
    console.speak(language)
    with console.for_others(language):
        arguments = _parsed(_parser(lambda name: name in given), given)
    try:
        code: int = import_module(f"{__name__}.{arguments.module}").run(arguments)
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return 130
    return code


def _parsed(parser: argparse.ArgumentParser, given: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; a command's ``words`` may stand before, between and after options."""
    arguments, rest = parser.parse_known_args(given)
    if not hasattr(arguments, "words") or any(word.startswith("-") for word in rest):
        return parser.parse_args(given)
    arguments.words.extend(rest)
    return arguments


def whole_parser() -> argparse.ArgumentParser:
    """Return the parser with the options of every command, as completion needs it."""
    return _parser(lambda name: True)


def _parser(wanted: Callable[[str], bool]) -> argparse.ArgumentParser:
    """Return the parser; options are declared for the commands that are *wanted*, by name."""
    parser = argparse.ArgumentParser(
        prog="sphinx-publication",
        description=_("Write, check, build and move a knowledge publication."),
        formatter_class=_Help,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"%(prog)s {__version__}",
        help=_("say which version this is, and exit"),
    )
    parser.add_argument(
        "--language", choices=console.LANGUAGES, help=_("the language that this program speaks")
    )
    _add(parser, COMMANDS, wanted)
    return parser


def _add(
    parser: argparse.ArgumentParser,
    commands: Mapping[str, Command | Group],
    wanted: Callable[[str], bool],
) -> None:
    # Without `prog` it is found with a formatter of help, for which Rich is read.
    parsers = parser.add_subparsers(
        required=True, metavar=_("COMMAND"), title=_("commands"), prog=parser.prog
    )
    for name, command in commands.items():
        about = _(command.help)
        sub = parsers.add_parser(
            name,
            help=about,
            description=f"{about[:1].upper()}{about[1:]}.",
            formatter_class=_Help,
        )
        if isinstance(command, Group):
            _add(sub, command.commands, wanted)
        else:
            sub.set_defaults(module=command.module)
            if wanted(name):
                import_module(f"{__name__}.{command.module}").add_arguments(sub)


def _language(given: Sequence[str]) -> str:
    """Return the language to speak: asked for, else the person's own, else the publication's."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    first.add_argument("--language", choices=console.LANGUAGES)
    first.add_argument("--source", type=Path, default=Path())
    try:
        known = first.parse_known_args(given)[0]
    except argparse.ArgumentError:
        return console.LANGUAGES[0]
    return known.language or console.language_of(os.environ) or _of_publication(known.source)


def _of_publication(folder: Path) -> str:
    """Return the language of the publication in *folder*; English where there is none."""
    from sphinx_publication.project import ProjectError, read

    try:
        return read(folder).language if (folder / "conf.py").is_file() else console.LANGUAGES[0]
    except ProjectError:
        return console.LANGUAGES[0]
