"""Make yearbooks alone, all or some: the way to work on one volume.

They are left beside those of the last whole build, in ``_build/yearbooks``; the site tells of them
when it is built again.
"""

from __future__ import annotations

import argparse

from sphinx_publication.commands import options
from sphinx_publication.commands.building import Build, make_yearbooks
from sphinx_publication.locale.console import _
from sphinx_publication.model.volume_records import read_records


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "volume",
        nargs="*",
        metavar=_("VOLUME"),
        help=_("a year, or a name of publication_yearbooks"),
    )
    options.building(parser)


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
        names = ", ".join(sorted(known)) or _("none")
        print(
            _("There is no yearbook '%(name)s'; there are: %(names)s")
            % {"name": name, "names": names}
        )
    made = (arguments.volume or sorted(records)) if app is not None else ()
    for name in made:
        for file in records[name].files if name in records else ():
            print(_("Yearbook:  %s") % (folder / file.name))
    if unknown:
        return 2
    return 1 if build.problems else 0
