"""Import a blog from Blogger: its .xml, or the folder or .zip that Google Takeout gives."""

from __future__ import annotations

import argparse

from sphinx_publication.commands import import_blog
from sphinx_publication.importing.export import Service
from sphinx_publication.locale.console import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    import_blog.add_arguments(
        parser, _("the file, folder or .zip that Blogger or Google Takeout gave")
    )
    parser.add_argument(
        "--blog", default="", metavar=_("NAME"), help=_("which blog, if the export has several")
    )


def run(arguments: argparse.Namespace) -> int:
    """Import, tell what became of everything, and return 1 if a file could not be written."""
    return import_blog.run(arguments, Service.BLOGGER, arguments.blog)
