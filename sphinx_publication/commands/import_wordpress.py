"""Import a blog from WordPress: the .xml (WXR) that Tools > Export gives, or a folder with it."""

from __future__ import annotations

import argparse

from sphinx_publication.commands import import_blog
from sphinx_publication.importing.export import Service
from sphinx_publication.locale.console import _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    import_blog.add_arguments(
        parser, _("the .xml that WordPress gave, or a folder or .zip with it and its uploads")
    )


def run(arguments: argparse.Namespace) -> int:
    """Import, tell what became of everything, and return 1 if a file could not be written."""
    return import_blog.run(arguments, Service.WORDPRESS)
