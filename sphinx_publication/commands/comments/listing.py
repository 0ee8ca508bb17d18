"""``comments list``: where there are comments, and in which states."""

from __future__ import annotations

import argparse
from collections import Counter

from sphinx_publication.commands import options
from sphinx_publication.commands.comments import places
from sphinx_publication.commands.terminal import Exit, complain, remark, say
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model.comments import Comment, Entry, State
from sphinx_publication.project import ProjectError, read

#: Characters of a comment's words that a line shows.
_SHOWN = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    options.source(parser)
    parser.add_argument(
        "--state",
        choices=[str(state) for state in State],
        help=_("list each comment that is in this state"),
    )


def run(arguments: argparse.Namespace) -> int:
    """List the files with comments; 1 where one cannot be read."""
    try:
        project = read(arguments.source)
    except ProjectError as error:
        return complain(str(error))
    total: Counter[State] = Counter()
    problems = 0
    for place in places.every(project):
        reading = places.reading(project, place)
        for problem in reading.problems:
            problems += 1
            remark(str(problem))
        found = Counter(one.state for one in reading.entries)
        total += found
        wanted = [one for one in reading.entries if one.state == arguments.state]
        if wanted or not arguments.state:
            say(f"{place.page.as_posix()}: {counts(found)}", style="bold")
        for one in wanted:
            say(f"  {line(one)}")
    say(_("In all: %s") % counts(total))
    return Exit.PROBLEMS if problems else Exit.FINE


def counts(found: Counter[State]) -> str:
    """Return how many comments there are of each state, in words."""
    words = {
        State.PUBLISHED: ngettext("%d published", "%d published", found[State.PUBLISHED]),
        State.PENDING: ngettext("%d waiting", "%d waiting", found[State.PENDING]),
        State.SPAM: ngettext("%d spam", "%d spam", found[State.SPAM]),
        State.REMOVED: ngettext("%d removed", "%d removed", found[State.REMOVED]),
    }
    return ", ".join(text % found[state] for state, text in words.items() if found[state]) or _(
        "no comments"
    )


def line(entry: Entry) -> str:
    """Return one comment as a line: its id, who wrote it and when, and how it begins."""
    if not isinstance(entry, Comment):
        return entry.id
    return f"{entry.id}  {entry.author}, {entry.date:%Y-%m-%d}: {beginning(entry.text)}"


def beginning(text: str) -> str:
    """Return as much of a comment's words as a line has room for."""
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
