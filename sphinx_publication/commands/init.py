"""Begin a publication: a folder with all that a first build, and a first post, need.

Nothing that is there is written over: where one of the files exists, nothing is written at all. To
a publication that is there already, ``--workflow`` adds what builds and publishes it.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sphinx_publication import __version__
from sphinx_publication.authoring import publications
from sphinx_publication.authoring.publications import HOSTS, LANGUAGES, Beginnings
from sphinx_publication.authoring.writing import write
from sphinx_publication.checking import schema
from sphinx_publication.commands.terminal import Exit, complain, program, say
from sphinx_publication.locale import console
from sphinx_publication.locale.console import _
from sphinx_publication.model import dates


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path(),
        metavar=_("FOLDER"),
        help=_("the folder to begin in; it is made if need be"),
    )
    parser.add_argument(
        "--title", metavar=_("NAME"), help=_("what the publication is called; else as the folder")
    )
    parser.add_argument("--author", metavar=_("NAME"), help=_("who writes the first posts"))
    parser.add_argument(
        "--publication-language",
        choices=LANGUAGES,
        help=_("the language that its readers meet; else the one spoken here"),
    )
    parser.add_argument(
        "--workflow",
        choices=HOSTS,
        action="append",
        default=[],
        help=_("let GitHub or GitLab check, build and publish it at every push"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the files and say what comes next."""
    folder: Path = arguments.folder.resolve()
    begin = _beginnings(folder, arguments)
    more = list(publications.workflows(arguments.workflow))
    is_there = bool(more) and (folder / "conf.py").exists()
    new = more if is_there else [*publications.files(begin), *more]
    there = [one.path for one in new if os.path.lexists(folder / one.path)]
    if there:
        return complain(
            _("In %(folder)s there is already: %(files)s. Nothing was written.")
            % {"folder": folder, "files": ", ".join(map(str, there))}
        )
    try:
        for one in new:
            write(folder, one)
    except OSError as error:
        return complain(str(error))
    for one in more:
        say(_("%s says at its top what is left to do.") % one.path)
    if is_there:
        return Exit.FINE
    details = {"title": begin.title, "folder": folder}
    say(_("'%(title)s' has begun in %(folder)s") % details, style="bold green")
    say(_("Next:"))
    if folder != Path.cwd():
        say(f"  cd {arguments.folder}")
    for words, about in (
        ("preview", _("shows it in the browser while you write")),
        ('new "…"', _("begins a post")),
        ("build", _("makes the site, in _build/site")),
    ):
        say(f"  {program()} {words:12}{about}")
    return Exit.FINE


def _beginnings(folder: Path, arguments: argparse.Namespace) -> Beginnings:
    spoken = arguments.language or console.language_of(os.environ)
    language = arguments.publication_language or (spoken if spoken in LANGUAGES else "sv")
    title = " ".join((arguments.title or folder.name.replace("-", " ")).split())
    return Beginnings(
        title=title[:1].upper() + title[1:] or "Publikationen",
        author=arguments.author or ("Redaktionen" if language == "sv" else "The editors"),
        language=language,
        now=dates.now().astimezone(),
        version=__version__,
        schema=schema.PATH.read_text(encoding="utf-8"),
    )
