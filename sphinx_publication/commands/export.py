"""Give out what the publication knows: its sources for other programs, or all of it as JSON.

Sources come from the .bib files and need no build. What is cited where is only known of a built
site, so ``--cited``, ``--year`` and ``json`` read the data of the last build.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx_publication.bibliography import reader
from sphinx_publication.bibliography.exports import FORMATS
from sphinx_publication.checking.words import placed
from sphinx_publication.commands import options
from sphinx_publication.commands.terminal import Exit, complain, program, remark, say
from sphinx_publication.locale.console import _
from sphinx_publication.model.sources import Source
from sphinx_publication.project import Project, ProjectError, read

_SOURCES = {form.name.lower(): form for form in FORMATS}


class NotBuilt(Exception):
    """There is no data of a build; the message says what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "format",
        choices=[*_SOURCES, "json"],
        metavar=f"{{{','.join([*_SOURCES, 'json'])}}}",
        help=_("sources as BibTeX, RIS or CSL-JSON; or json: all that the publication knows"),
    )
    options.source(parser)
    parser.add_argument(
        "--output", type=Path, metavar=_("FILE"), help=_("write to a file, not to the screen")
    )
    parser.add_argument("--cited", action="store_true", help=_("only sources that are cited"))
    parser.add_argument(
        "--year", type=int, metavar=_("YEAR"), help=_("only sources that posts of a year cite")
    )
    parser.add_argument(
        "--built",
        type=Path,
        default=Path("_build"),
        metavar=_("FOLDER"),
        help=_("folder of the last build"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the data, and say on standard error what of it cannot be trusted."""
    try:
        project = read(arguments.source)
        text = _json(project, arguments.built) if arguments.format == "json" else None
        if text is None:
            text = _SOURCES[arguments.format].write(_sources(project, arguments))
        if arguments.output is not None:
            arguments.output.write_text(text, encoding="utf-8", newline="\n")
            remark(_("Written: %s") % arguments.output, style="green")
            return Exit.FINE
    except (ProjectError, NotBuilt, OSError) as error:
        return complain(str(error))
    say(text.removesuffix("\n"))
    return Exit.FINE


def _sources(project: Project, arguments: argparse.Namespace) -> list[Source]:
    reading = reader.read(project.bibliography)
    for problem in reading.problems:
        remark(placed(problem))
    if not arguments.cited and arguments.year is None:
        return list(reading.sources.values())
    told = json.loads(_json(project, arguments.built))
    wanted = set(_cited(told, arguments.year))
    gone = sorted(wanted - reading.sources.keys())
    if gone:
        remark(_("Cited, but not in the .bib files: %s") % ", ".join(gone))
    return [source for key, source in reading.sources.items() if key in wanted]


def _cited(told: dict[str, Any], year: int | None) -> Iterable[str]:
    """Yield the keys that are cited: anywhere, or by posts of a year."""
    published = {post["address"]: post["published"] for post in told["posts"]}
    for citation in told["citations"]:
        if year is None or published.get(citation.get("post", ""), "").startswith(f"{year:04}-"):
            yield citation["source"]


def _json(project: Project, built: Path) -> str:
    """Return the data of the last build; say so where the texts have changed since."""
    name = f"{project.addresses.data}.json"
    path = next((one for one in (built / "site" / name, built / name) if one.is_file()), None)
    if path is None:
        raise NotBuilt(
            _("%(file)s is not there yet; build first: %(program)s build")
            % {"file": built / "site" / name, "program": program()}
        )
    texts = (project.root / one for one in project.documents)
    newest = max((one.stat().st_mtime for one in texts if one.exists()), default=0.0)
    if newest > path.stat().st_mtime:
        remark(_("Texts have changed since the last build; this is what it knew."))
    return path.read_text(encoding="utf-8")
