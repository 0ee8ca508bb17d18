"""Make yearbooks alone, all or some: the way to work on one volume.

They are left beside those of the last whole build, in ``_build/yearbooks``; the site tells of them
when it is built again.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sphinx_publication.commands.build import Build, make_yearbooks
from sphinx_publication.model.volume_records import read_records

HELP = "make the yearbooks, or those that are named: 2013"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("volume", nargs="*", help="a year, or a name of publication_yearbooks")
    parser.add_argument("--source", type=Path, default=Path(), help="folder of conf.py")
    parser.add_argument("--output", type=Path, default=Path("_build"), help="folder to build in")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes to use")


def run(arguments: argparse.Namespace) -> int:
    """Make the volumes, say what is wrong, and return 1 if anything is, 2 for an unknown name."""
    build = Build(
        source=arguments.source.resolve(),
        output=arguments.output.resolve(),
        jobs=max(1, arguments.jobs),
        fresh=False,
    )
    folder = build.output / "yearbooks"
    app = make_yearbooks(build, folder, arguments.volume)
    known: tuple[str, ...] = getattr(app.builder, "names", ()) if app is not None else ()
    unknown = [name for name in arguments.volume if app is not None and name not in known]
    records = read_records(folder)
    for problem in build.problems:
        print(problem)
    for name in unknown:
        print(f"There is no yearbook '{name}'; there are: {', '.join(sorted(known)) or 'none'}")
    made = (arguments.volume or sorted(records)) if app is not None else ()
    for name in made:
        for file in records[name].files if name in records else ():
            print(f"Yearbook:  {folder / file.name}")
    if unknown:
        return 2
    return 1 if build.problems else 0
