"""What ``new`` asks of a post: its options, and the names that authors write nearly as before."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Iterable
from datetime import datetime

from sphinx_publication.authoring.known import Known, Names
from sphinx_publication.authoring.posts import Wanted, new_post
from sphinx_publication.authoring.writing import NewFile
from sphinx_publication.commands.terminal import agrees, is_asking, remark
from sphinx_publication.locale.console import _
from sphinx_publication.model import dates

#: The options that posts alone have and that are empty where they are not given.
OPTIONS = ("date", "author", "category", "tags", "series")


class BadAnswer(ValueError):
    """An option holds what it cannot; the message says what it can."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a post."""
    group = parser.add_argument_group(_("of a post"))
    group.add_argument(
        "--date", metavar=_("DATE"), help=_("when it is published: 2026-11-28, or with 09:30")
    )
    several = _("several: separated by commas")
    for option, metavar, words in (
        ("--author", _("NAME"), _("who writes")),
        ("--category", _("NAME"), _("the category")),
        ("--tags", _("NAMES"), _("what it is about")),
    ):
        group.add_argument(
            option, action="append", default=[], metavar=metavar, help=f"{words} ({several})"
        )
    group.add_argument(
        "--series", default="", metavar=_("NAME"), help=_("the series whose next part it is")
    )
    state = group.add_mutually_exclusive_group()
    state.add_argument(
        "--draft",
        action="store_true",
        default=True,
        help=_("keep it out of the publication until it is ready (the default)"),
    )
    state.add_argument(
        "--publish",
        action="store_false",
        dest="draft",
        help=_("no draft: it is published with the next build"),
    )


def made(known: Known, title: str, arguments: argparse.Namespace) -> NewFile:
    """Return the file of the post. Raises BadAnswer or NoPlace."""
    moment, timed = _moment(known, arguments.date)
    series = _settled(arguments.series and [arguments.series], known.series, _("series"))
    wanted = Wanted(
        title=title,
        date=moment,
        timed=timed,
        authors=_settled(_parted(arguments.author), known.authors, _("author")) or _author(known),
        categories=_settled(_parted(arguments.category), known.categories, _("category")),
        tags=_settled(_parted(arguments.tags), known.tags, _("tag")),
        series=series[0] if series else "",
        draft=arguments.draft,
    )
    return new_post(known, wanted)


def _moment(known: Known, written: str | None) -> tuple[datetime, bool]:
    """Return the date, in the publication's zone, and whether its hour was said."""
    zone = known.project.zone
    if written is None:
        try:
            return dates.now().astimezone(zone), True
        except (ValueError, OverflowError) as error:
            raise BadAnswer(_("SOURCE_DATE_EPOCH holds no number of seconds.")) from error
    try:
        moment = dates.parse(written, str(zone)).astimezone(zone)
    except (ValueError, OverflowError) as error:
        raise BadAnswer(
            _("'%s' is no date; write 2026-11-28, or '2026-11-28 09:30'.") % written
        ) from error
    return moment, (moment.hour, moment.minute) != (0, 0)


def _settled(given: Iterable[str], names: Names, what: str) -> tuple[str, ...]:
    """Return names as the publication writes them; one that looks like another is asked about."""
    return tuple(dict.fromkeys(_one(name, names, what) for name in given or ()))


def _one(name: str, names: Names, what: str) -> str:
    if (written := names.written(name)) is not None:
        return written
    details = {"what": what, "name": name, "near": names.near(name)}
    if details["near"] is None:
        remark(_("New %(what)s: '%(name)s'") % details)
        return name
    if is_asking() and agrees(
        _("There is no %(what)s '%(name)s' yet. Did you mean '%(near)s'?") % details
    ):
        return str(details["near"])
    remark(_("New %(what)s: '%(name)s' (there is '%(near)s' already)") % details)
    return name


def _author(known: Known) -> tuple[str, ...]:
    """Return who writes where nobody says: git's user, if known here, else the default author."""
    written = known.authors.written(_git_user(known))
    return (written,) if written else known.default_authors


def _git_user(known: Known) -> str:
    command = ["git", "config", "user.name"]
    try:
        done = subprocess.run(
            command, cwd=known.project.root, capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def _parted(given: Iterable[str]) -> list[str]:
    return [name.strip() for one in given for name in one.split(",") if name.strip()]
