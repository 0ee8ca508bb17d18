"""Look through all texts without building: what is wrong, where, and what to do.

One line a problem, with file and line; exit code 1 where there are errors (with ``--strict`` also
where there are warnings), 2 where a file is none of the publication's. ``--fix`` first puts right
what cannot change the meaning of a text.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

from sphinx_publication import __version__
from sphinx_publication.commands import options
from sphinx_publication.commands.terminal import Exit, complain, remark, show
from sphinx_publication.locale.console import _, ngettext
from sphinx_publication.model.problems import Problem, Severity

if TYPE_CHECKING:
    from sphinx_publication.checking.publication import Publication

#: The formats for programs, and the modules in `checking.formats` that write them.
_FORMATS: Mapping[str, str] = {"json": "report", "github": "github", "sarif": "sarif"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    options.source(parser)
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar=_("FILE"),
        help=_("show only what is wrong in these files or folders"),
    )
    parser.add_argument(
        "--fix", action="store_true", help=_("put right what cannot change the meaning of a text")
    )
    parser.add_argument(
        "--format",
        choices=("text", *_FORMATS),
        default="text",
        help=_("for people (text), or for programs"),
    )
    parser.add_argument(
        "--strict", action="store_true", help=_("take warnings for errors: exit code 1")
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, tell what is wrong, and return the exit code."""
    from sphinx_publication.checking import publication, rules
    from sphinx_publication.project import ProjectError, read

    try:
        project = read(arguments.source)
        found = publication.read(project)
        chosen = _chosen(arguments.files, found)
    except (ProjectError, _UnknownFileError, ValueError, ZoneInfoNotFoundError) as error:
        return complain(str(error))
    if arguments.fix and _fix(found, chosen, arguments.format == "text"):
        found = publication.read(project)
    problems = [one for one in rules.problems(found) if chosen is None or one.path in chosen]
    if arguments.format == "text":
        _tell(problems)
    else:
        module = import_module(f"sphinx_publication.checking.formats.{_FORMATS[arguments.format]}")
        written: Callable[[Sequence[Problem], str], str] = module.written
        if text := written(problems, __version__):
            print(text)
    errors = _errors(problems)
    return Exit.PROBLEMS if errors or (problems and arguments.strict) else Exit.FINE


class _UnknownFileError(Exception):
    """A file that is none of the publication's; the message says so."""


def _chosen(files: Sequence[Path], found: Publication) -> frozenset[str] | None:
    """Return the paths that are asked for, from the root; None for all of them."""
    if not files:
        return None
    known = found.paths
    chosen: set[str] = set()
    for file in files:
        path = file.resolve()
        root = found.project.root
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        inside = {one for one in known if one == name or one.startswith(f"{name}/")}
        if path == root:
            inside = set(known)
        if not inside:
            raise _UnknownFileError(
                _("%s: this is no text of the publication; name one of its files") % file
            )
        chosen |= inside
    return frozenset(chosen)


def _fix(found: Publication, chosen: frozenset[str] | None, aloud: bool) -> bool:
    """Put right what can be, tell what was done, and return whether anything was."""
    from sphinx_publication.checking import fixing

    say = _say if aloud else remark
    done = False
    for fixed in fixing.fixes(found):
        if chosen is not None and fixed.path not in chosen:
            continue
        try:
            fixing.write(fixed, found)
        except OSError as error:
            reason = error.strerror or str(error)
            complain(_("%(file)s: cannot be written (%(reason)s)")
                     % {"file": fixed.path, "reason": _(reason)})  # fmt: skip
            continue
        done = True
        for fix in fixed.fixes:
            place = f"{fixed.path}:{fix.line}" if fix.line else fixed.path
            say(_("%(place)s: mended: %(what)s") % {"place": place, "what": _(fix.what)})
    return done


def _say(text: str) -> None:
    show([(text, "green")])


def _errors(problems: Sequence[Problem]) -> int:
    return sum(one.kind.severity is Severity.ERROR for one in problems)


def _tell(problems: Sequence[Problem]) -> None:
    from sphinx_publication.checking.words import sentence

    for one in problems:
        place = f"{one.path}:{one.line}" if one.line else one.path
        if one.kind.severity is Severity.ERROR:
            mark = (_("error"), "bold red")
        else:
            mark = (_("warning"), "yellow")
        show([(place, "bold"), (": ", ""), mark, (f": {sentence(one)}", "")])
    errors = _errors(problems)
    warnings = len(problems) - errors
    if not problems:
        show([(_("Nothing to remark on."), "green")])
        return
    counts = [
        ngettext("%d error", "%d errors", errors) % errors,
        ngettext("%d warning", "%d warnings", warnings) % warnings,
    ]
    show([(f"{', '.join(counts)}.", "bold")])
