"""Remember the addresses of the site that was built, so that none of them is ever lost unseen.

They go into ``addresses.txt`` beside conf.py, for version control; build and check compare.
"""

from __future__ import annotations

import argparse

from sphinx_publication.commands import options
from sphinx_publication.commands.terminal import Exit, complain, say
from sphinx_publication.locale.console import _, ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    options.built(parser)


def run(arguments: argparse.Namespace) -> int:
    """Add what is new to the list, and say how much that was."""
    from sphinx_publication.project import ProjectError, read
    from sphinx_publication.publishing import addresses, urns

    try:
        project = read(arguments.source)
        path = addresses.list_of(project)
        if path is None:
            return complain(_("publication_published in conf.py names no file."))
        site = arguments.output / "site"
        if not (site / "index.html").is_file():
            return complain(_("There is no site in %s; build it first.") % site)
        new = addresses.remember(project, site)
        numbered = urns.remember(project, site)
    except (ProjectError, OSError, ValueError) as error:
        return complain(str(error))
    count = len(new)
    said = ngettext("%d address is new in %s.", "%d addresses are new in %s.", count)
    say(said % (count, path.name))
    if numbered:
        said = ngettext(
            "%d post got a number of URN:NBN.", "%d posts got numbers of URN:NBN.", numbered
        )
        say(said % numbered)
    return Exit.FINE
