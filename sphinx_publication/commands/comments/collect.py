"""``comments collect``: approved comments out of Isso's database into the archive beside the posts.

Only what the archive does not have is added, at the end of its file; what stands there already is
never changed, and what was forgotten never comes back. With ``--take``, what is safely in the
archive is taken out of Isso, so that no page shows it twice.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from sphinx_publication.commands import options
from sphinx_publication.commands.comments import places
from sphinx_publication.commands.comments.places import Place
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.importing.isso import Box, IssoFileError, take
from sphinx_publication.importing.isso import read as read_isso
from sphinx_publication.importing.privacy import Privacy
from sphinx_publication.importing.writing import is_safe, put
from sphinx_publication.locale import console
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model.comments import Comment, Tombstone, read, write
from sphinx_publication.project import Project, ProjectError
from sphinx_publication.project import read as read_project


@dataclass
class Outcome:
    """What became of the comments."""

    added: int = 0
    #: Ids of those that the archive has, word for word.
    safe: set[str] = field(default_factory=set)
    #: What an editor must look at.
    remarks: list[str] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "database", type=Path, metavar=_("DATABASE"), help=_("Isso's file: comments.db")
    )
    parser.add_argument(
        "--take",
        action="store_true",
        help=_("take out of Isso what is safely in the archive, so that nothing is shown twice"),
    )
    options.source(parser)


def run(arguments: argparse.Namespace) -> int:
    """Collect; 1 where something is left for an editor to look at, 2 where nothing can be read."""
    try:
        project = read_project(arguments.source)
        box = read_isso(arguments.database, project.zone, Privacy(_speaker(project.language)))
    except (ProjectError, IssoFileError) as error:
        return complain(str(error))
    outcome = _collect(project, box)
    say(
        ngettext("%d comment collected.", "%d comments collected.", outcome.added) % outcome.added,
        style="green" if outcome.added else "",
    )
    if box.waiting:
        said = ngettext("%d waits in Isso.", "%d wait in Isso.", box.waiting)
        say(said % box.waiting)
    for line in outcome.remarks:
        remark(line)
    if outcome.safe and arguments.take:
        try:
            take(arguments.database, outcome.safe)
        except IssoFileError as error:
            return complain(str(error))
        said = ngettext("%d taken out of Isso.", "%d taken out of Isso.", len(outcome.safe))
        say(said % len(outcome.safe))
    elif outcome.safe:
        say(_("Isso has them still; --take removes them there, once the site has been published."))
    return Exit.PROBLEMS if outcome.remarks else Exit.FINE


def _speaker(language: str) -> Callable[[str], str]:
    """Return what says words in the publication's language, which readers meet."""

    def say(word: str) -> str:
        with console.speaking(language):
            return console.gettext(word)

    return say


def _collect(project: Project, box: Box) -> Outcome:
    outcome, pages = Outcome(), places.by_address(project)
    for uri, comments in box.threads.items():
        place = places.at(project, pages, uri)
        if place is None:
            said = _("No page has the address %(address)s; %(count)d of its comments stay in Isso.")
            outcome.remarks.append(said % {"address": uri, "count": len(comments)})
        else:
            _add(project, place, comments, box, outcome)
    return outcome


def _add(
    project: Project, place: Place, comments: Sequence[Comment], box: Box, outcome: Outcome
) -> None:
    """Add to one file what it does not have, and see that it can be read back."""
    where, root = place.file.as_posix(), project.root
    reading = places.reading(project, place)
    there = {one.id: one for one in reading.entries}
    for name in sorted(box.deleted & {one.id for one in reading.comments}):
        said = _("%(where)s: %(id)s has been deleted in Isso; 'comments forget' takes it out here")
        outcome.remarks.append(said % {"where": where, "id": name})
    new = [one for one in comments if one.id not in there]
    if new:
        file = root / place.file
        before = file.read_bytes().decode("utf-8", "surrogateescape") if file.is_file() else ""
        gap = "" if not before or before.endswith("\n") else "\n"
        after = f"{before}{gap}{write(new)}"
        found = read(after, where, str(project.zone))
        is_whole = found.ids == reading.ids | {one.id for one in new}
        if found.problems != reading.problems or not is_whole or not is_safe(root, file):
            said = _("%s cannot be added to; mend the file, and collect again")
            outcome.remarks.append(said % where)
            return
        put(root, PurePosixPath(where), after.encode("utf-8", "surrogateescape"))
        said = ngettext("%(where)s: %(count)d new", "%(where)s: %(count)d new", len(new))
        say(said % {"where": where, "count": len(new)})
        outcome.added += len(new)
        outcome.safe |= {one.id for one in new}
    for one in comments:
        if one.id in there:
            _compare(there[one.id], one, where, outcome)


def _compare(kept: Comment | Tombstone, one: Comment, where: str, outcome: Outcome) -> None:
    """Note what of a comment that the archive has is not as Isso has it."""
    if isinstance(kept, Tombstone):
        said = _("%(where)s: %(id)s has been forgotten here; delete it in Isso, too")
    elif replace(kept, line=0, state=one.state, parent=one.parent) != one:
        said = _("%(where)s: %(id)s reads otherwise in Isso; what stands here is left as it is")
    else:
        outcome.safe.add(one.id)
        return
    outcome.remarks.append(said % {"where": where, "id": one.id})
