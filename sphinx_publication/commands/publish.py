"""Publish the built site into a folder or on a server: whole, or not at all.

The site goes into a new folder beside the earlier ones; when all of it is there, one link is
switched. Nothing is published of a build with problems, nor when an address would be lost; nothing
is deleted that this command did not make.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.commands import options
from sphinx_publication.commands.inputs import PARTS, Ledger
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.locale.console import _, ngettext

if TYPE_CHECKING:
    from sphinx_publication.project import Project
    from sphinx_publication.publishing.folder import Folder
    from sphinx_publication.publishing.releases import State
    from sphinx_publication.publishing.server import Server

#: How many releases are kept.
_KEEP = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "target",
        nargs="?",
        default="",
        metavar=_("TARGET"),
        help=_("a folder, or name@host:/folder; else publication_target in conf.py"),
    )
    options.built(parser)
    parser.add_argument(
        "--keep",
        type=int,
        default=_KEEP,
        metavar=_("NUMBER"),
        help=_("how many releases to keep, two at least (%(default)s)"),
    )
    parser.add_argument(
        "--rollback", action="store_true", help=_("show the release before the present one again")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would be done, and write nothing")
    )


def run(arguments: argparse.Namespace) -> int:
    """Publish, or go back to the release before."""
    from sphinx_publication.project import ProjectError, read
    from sphinx_publication.publishing.folder import Folder
    from sphinx_publication.publishing.releases import TargetError
    from sphinx_publication.publishing.server import server

    try:
        project = read(arguments.source)
    except ProjectError as error:
        return complain(str(error))
    target = arguments.target or str(project.settings["publication_target"] or "")
    if not target:
        return complain(_("Say where to: a folder, or name@host:/folder."))
    place = server(target) or Folder(Path(target).absolute())
    try:
        state = place.state()
        if not (state.is_empty or state.is_ours):
            return complain(
                _("%s is not empty, and not from here; name a new folder. It is untouched.")
                % target
            )
        if arguments.rollback:
            return _back(place, state, dry=arguments.dry_run)
        output = arguments.output.resolve()
        if not _may_be_published(project, output):
            return Exit.REFUSED
        return _publish(place, state, project, output / "site", arguments)
    except (OSError, TargetError) as error:
        return complain(_("It was not published: %s") % error)


def _may_be_published(project: Project, output: Path) -> bool:
    """Tell whether the last build is whole and loses no address; say it where it is not."""
    from sphinx_publication.checking.words import sentence
    from sphinx_publication.model import published
    from sphinx_publication.publishing import addresses

    site = output / "site"
    last = Ledger(output / "ledger.json").last
    if not (site / "index.html").is_file() or not (last.is_clean and set(last.parts) == set(PARTS)):
        complain(_("The last build had problems, or there is none; build first."))
        return False
    path = addresses.list_of(project)
    if path is None or not path.exists():
        return True
    reading = published.read(path.read_text(encoding="utf-8-sig"), path.name)
    problems = published.lost(reading.addresses, addresses.files(site), path.name)
    found = [*reading.problems, *problems]
    for problem in found:
        complain(f"{problem.path}:{problem.line}: {sentence(problem)}")
    return not found


def _publish(
    place: Folder | Server,
    state: State,
    project: Project,
    site: Path,
    arguments: argparse.Namespace,
) -> int:
    from sphinx_publication.publishing import addresses, urns

    name, old = state.next, (*state.broken_off, *state.outdated(arguments.keep))
    count = len(addresses.files(site))
    say(ngettext("Release %s: %d file.", "Release %s: %d files.", count) % (name, count))
    if old:
        say(_("Older ones that go: %s.") % ", ".join(old))
    if arguments.dry_run:
        return Exit.FINE
    place.remove(state.broken_off)
    place.send(site, name, state.current)
    place.show(name)
    say(_("Published. Readers see the folder 'current'."))
    try:
        place.remove(state.outdated(arguments.keep))
        addresses.remember(project, site)
        urns.remember(project, site)
    except (OSError, ValueError) as error:
        remark(str(error))
        return Exit.PROBLEMS
    return Exit.FINE


def _back(place: Folder | Server, state: State, *, dry: bool) -> int:
    if not state.before:
        return complain(_("There is no release before this one."))
    say(_("From release %s back to %s.") % (state.current, state.before))
    if not dry:
        place.show(state.before)
    return Exit.FINE
