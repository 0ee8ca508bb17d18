"""``comments forget``: a person's words out of the archive, their answers left where they are.

It says what is taken, and what it cannot reach: copies of the words that lie elsewhere.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from sphinx_publication.commands import options
from sphinx_publication.commands.comments import listing, places
from sphinx_publication.commands.comments.places import Place
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.importing.writing import put
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model.forgetting import Block, ForgetError, blocks, without
from sphinx_publication.project import Project, ProjectError, read

#: Letters that a name has at least, to be looked for in the words of others.
_NAME = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "place",
        nargs="?",
        metavar=_("PLACE"),
        help=_("the post's file, or the address of the comment (https://…/2013/12/x/#c12)"),
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help=_("ids of comments, such as c12"))
    parser.add_argument(
        "--author",
        metavar=_("NAME"),
        help=_("everything by one name: below the post, or in the whole publication"),
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask first"))
    options.source(parser)


def run(arguments: argparse.Namespace) -> int:
    """Forget the comments that are named; 2 when nothing is named, found or confirmed."""
    try:
        project = read(arguments.source)
    except ProjectError as error:
        return complain(str(error))
    if not arguments.place and not arguments.author:
        return complain(_("Name a comment: the post's file and an id, or an address, or --author."))
    chosen: list[Place] = list(places.every(project))
    ids = set(arguments.ids)
    if arguments.place:
        place, anchor = places.find(project, arguments.place)
        if place is None or not (project.root / place.file).is_file():
            return complain(_("%s: there are no comments") % arguments.place)
        chosen, ids = [place], ids | ({anchor} if anchor else set())
        if not ids and not arguments.author:
            return complain(_("Which comment? Add its id, such as c12, or --author with a name."))
    try:
        found = {place: _wanted(project, place, ids, arguments.author) for place in chosen}
    except _UnreadableError as error:
        return complain(str(error))
    found = {place: wanted for place, wanted in found.items() if wanted}
    missing = ids - {one.id for wanted in found.values() for one in wanted}
    if missing or not found:
        names = ", ".join(sorted(missing)) or arguments.author
        return complain(_("There is no comment %s there; nothing has been changed.") % names)
    for place, wanted in found.items():
        say(place.file.as_posix(), style="bold")
        for one in wanted:
            say(f"  {one.id}  {one.author}: {listing.beginning(one.text)}")
    if arguments.author and not arguments.yes and not _is_confirmed():
        return complain(_("Nothing has been changed."))
    return _forget(project, found)


class _UnreadableError(Exception):
    """A file of comments that nothing can be taken out of; the message names it and says why."""


def _wanted(project: Project, place: Place, ids: set[str], author: str | None) -> list[Block]:
    """Return the comments below a page that are to be forgotten, also those that are not shown."""
    name = " ".join((author or "").split()).casefold()
    return [
        one
        for one in blocks(_text(project, place))
        if (one.id and one.id in ids) or (name and one.author.casefold() == name)
    ]


def _text(project: Project, place: Place) -> str:
    try:
        text = (project.root / place.file).read_bytes().decode("utf-8")
        blocks(text)
    except (ForgetError, OSError, UnicodeDecodeError) as error:
        raise _UnreadableError(f"{place.file.as_posix()}: {error}") from error
    return text


def _is_confirmed() -> bool:
    """Ask whether to go on; a script, which cannot answer, must say ``--yes``."""
    if not sys.stdin.isatty():
        remark(_("Say --yes to go on without a question."))
        return False
    return input(_("Forget them? [y/N] ")).strip().lower() in ("y", "yes", "j", "ja")


def _forget(project: Project, found: dict[Place, list[Block]]) -> int:
    changed = {
        place: without(_text(project, place), wanted.__contains__)
        for place, wanted in found.items()
    }
    for place, text in changed.items():
        put(project.root, PurePosixPath(place.file), text.encode("utf-8"))
    every = [one for wanted in found.values() for one in wanted]
    say(
        ngettext(
            "%d comment is forgotten; answers to it stay.",
            "%d comments are forgotten; answers to them stay.",
            len(every),
        )
        % len(every),
        style="green",
    )
    say(_("What is left to do:"))
    for rest in (*_named(project, every), *_elsewhere(project.root, every)):
        say(f"- {rest}")
    return Exit.FINE


def _named(project: Project, forgotten: Sequence[Block]) -> Iterator[str]:
    """Yield where other comments name those who were forgotten, as far as files can be read."""
    names = sorted({one.author for one in forgotten if len(one.author) >= _NAME})
    for place in places.every(project):
        try:
            others = blocks(_text(project, place))
        except _UnreadableError as error:
            yield str(error)
            continue
        for one in others:
            where = f"{place.file.as_posix()} ({one.id})"
            for name in names:
                if name.casefold() in one.text.casefold():
                    said = _("%(where)s names %(name)s; see whether that shall stay.")
                    yield said % {"where": where, "name": name}


def _elsewhere(root: Path, forgotten: Sequence[Block]) -> list[str]:
    """Return where the words may be kept besides, and what to do about it."""
    said = [
        _("Build and publish (make): pages, search and yearbooks are then without them."),
        _(
            "Yearbooks that have been printed or fetched, and copies in web archives and search "
            "engines, keep them; ask those that you know of."
        ),
    ]
    if any((folder / ".git").exists() for folder in (root, *root.parents)):
        said.append(
            _(
                "Git remembers what the file said. To take that out, too, rewrite the history "
                "(git filter-repo --replace-text) and let everyone fetch the repository anew."
            )
        )
    if any(one.id.startswith("i") for one in forgotten):
        said.append(_("Delete them in Isso as well, if they are still there (/admin/)."))
    if any(one.id.startswith("c") for one in forgotten):
        said.append(_("The old blog and files exported from it may hold them."))
    return said
