"""What the commands that import a blog share, whoever made its export.

Nothing that an author has written is ever overwritten; a second run changes nothing.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sphinx_publication.commands import options
from sphinx_publication.commands.progress import bar
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.importing.export import NoExport, Service
from sphinx_publication.importing.importer import CannotImport
from sphinx_publication.importing.importer import run as carry_out
from sphinx_publication.importing.planning.accounts import Wishes
from sphinx_publication.importing.planning.target import NoPlace
from sphinx_publication.importing.reading.readers import read
from sphinx_publication.importing.report import Done, summary
from sphinx_publication.importing.writing import Fate
from sphinx_publication.locale.console import _
from sphinx_publication.model import dates
from sphinx_publication.project import ProjectError
from sphinx_publication.project import read as read_project


def add_arguments(parser: argparse.ArgumentParser, export: str) -> None:
    """Declare the options of such a command; *export* says what it reads."""
    parser.add_argument("export", type=Path, metavar=_("EXPORT"), help=export)
    parser.add_argument(
        "--pictures",
        type=Path,
        metavar=_("FOLDER"),
        help=_("a folder or .zip of pictures that the export itself does not hold"),
    )
    options.source(parser)
    options.importing(parser)


def run(arguments: argparse.Namespace, service: Service, blog: str = "") -> int:
    """Import, tell what became of everything, and return 1 if a file could not be written."""
    try:
        project = read_project(arguments.source)
        export = read(arguments.export, blog, service=service, pictures=arguments.pictures)
        with bar(_("importing")) as step:
            done = carry_out(
                export,
                project,
                wishes(arguments),
                dates.now(),
                dry=arguments.dry_run,
                restore=arguments.restore,
                step=step,
            )
    except (CannotImport, NoExport, NoPlace, ProjectError, OSError) as error:
        return complain(str(error))
    for line in summary(export, done):
        say(line)
    if arguments.dry_run:
        remark(_("Nothing was written, as you asked."))
    else:
        say(_("The report: %s") % (project.root / done.report))
    return _code(done)


def _code(done: Done) -> Exit:
    return Exit.PROBLEMS if Fate.UNSAFE in done.fates.values() else Exit.FINE


def wishes(arguments: argparse.Namespace) -> Wishes:
    """Return what the options ask for."""
    return Wishes(
        names=dict(arguments.author_name),
        author=arguments.author,
        category=arguments.category,
        drafts=not arguments.without_drafts,
    )
