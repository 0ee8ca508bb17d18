"""Ask whether outward links still lead somewhere, politely, and tell which do not.

Links of texts and sources are asked once, and again after some time; ``links.json`` beside conf.py
remembers. The exit code is 1 where links are dead.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sphinx_publication import __version__
from sphinx_publication.commands import options
from sphinx_publication.commands.progress import bar
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model import dates

if TYPE_CHECKING:
    from sphinx_publication.links.answers import Answer
    from sphinx_publication.links.archive import Copy
    from sphinx_publication.links.guard import Allowed
    from sphinx_publication.links.places import Link
    from sphinx_publication.links.requesting import Requester
    from sphinx_publication.project import Project

#: Days after which a link is asked again.
_DAYS = 30
#: What robots.txt knows this program by.
_NAME = "sphinx-publication"
#: Seconds between two requests to one host.
_PAUSE = 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    options.source(parser)
    parser.add_argument("--again", action="store_true", help=_("ask every link, known or not"))
    parser.add_argument(
        "--days",
        type=int,
        default=_DAYS,
        metavar=_("NUMBER"),
        help=_("ask a link again after so many days (%(default)s)"),
    )
    parser.add_argument(
        "--limit", type=int, metavar=_("NUMBER"), help=_("ask at most so many links this time")
    )
    parser.add_argument("--offline", action="store_true", help=_("ask nobody; show what is known"))
    parser.add_argument(
        "--archive",
        action="store_true",
        help=_("look for copies of dead links in the Internet Archive"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=_("for people (text), or for programs"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Ask, remember and tell."""
    from sphinx_publication.links.guard import is_public

    return check(arguments, is_public)


def check(arguments: argparse.Namespace, allowed: Allowed, *, pause: float = _PAUSE) -> int:
    """Ask addresses whose hosts are *allowed*, with a *pause* in seconds; return the exit code."""
    from sphinx_publication.checking import publication
    from sphinx_publication.links import places, records, round, telling
    from sphinx_publication.links.requesting import Requester
    from sphinx_publication.project import ProjectError, read

    try:
        project = read(arguments.source)
        links = places.links(publication.read(project))
        known = records.read(project.root / records.NAME)
    except (ProjectError, records.RecordsError, ValueError) as error:
        return complain(str(error))
    today = dates.now().date()
    requester = Requester(agent(project), allowed)
    there_is_a_network = True
    if not arguments.offline:
        days = -1 if arguments.again else arguments.days
        waiting = round.due(links, known, today=today, days=days)[: arguments.limit]
        there_is_a_network = not waiting or _is_there_a_network(waiting)
        if there_is_a_network:
            _ask(waiting, requester, known, project, {link.address for link in links}, pause)
        else:
            remark(_("There is no connection to the network: no link was asked."))
    looking = arguments.archive and not arguments.offline and there_is_a_network
    told = [
        telling.Told(link, known[link.address], _copy(link, known, requester) if looking else None)
        for link in links
        if link.address in known
    ]
    unknown = [link.address for link in links if link.address not in known]
    if arguments.format == "json":
        print(telling.as_json(told, unknown))
    else:
        for line in telling.lines(told):
            say(line)
        if unknown:
            count = len(unknown)
            say(ngettext("%d link was never asked", "%d links were never asked", count) % count)
    if not there_is_a_network:
        return Exit.REFUSED
    dead = any(one.answer.verdict == "dead" for one in told)
    return Exit.PROBLEMS if dead else Exit.FINE


def _is_there_a_network(addresses: Iterable[str]) -> bool:
    from sphinx_publication.links import round

    return round.is_there_a_network(addresses)


def _ask(
    waiting: Iterable[str],
    requester: Requester,
    known: dict[str, Answer],
    project: Project,
    present: Iterable[str],
    pause: float,
) -> None:
    """Ask, and remember what is learned also when somebody stops it."""
    from sphinx_publication.links import records, round
    from sphinx_publication.links.asking import Asker
    from sphinx_publication.links.gate import Gate
    from sphinx_publication.links.robots import Robots

    addresses = tuple(waiting)
    robots = Robots(_NAME, requester.text)
    asker = Asker(requester, robots, Gate(pause), today=dates.now().date())
    there = frozenset(present)
    try:
        with bar(_("links")) as progress:
            for number, answer in enumerate(round.ask_all(addresses, asker.ask), 1):
                progress(number, len(addresses), answer.address)
                if answer.reason != "no network":
                    known[answer.address] = answer
    finally:
        if addresses:
            kept = [answer for address, answer in known.items() if address in there]
            records.write(project.root / records.NAME, kept)


def _copy(link: Link, known: Mapping[str, Answer], requester: Requester) -> Copy | None:
    from sphinx_publication.links import archive

    if known[link.address].verdict != "dead":
        return None
    return archive.copy_of(link.address, requester.text, None)


def agent(project: Project) -> str:
    """Return what this program says of itself: its name, the publication's address and name."""
    address = str(project.settings["html_baseurl"] or "")
    about = [f"+{address}"] if address.startswith(("http://", "https://")) else []
    about += [project.title.encode("ascii", "ignore").decode(), "link check"]
    return f"{_NAME}/{__version__} ({'; '.join(about)})".replace("\n", " ")
