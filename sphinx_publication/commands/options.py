"""Options that several commands have, in the same words."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from sphinx_publication.locale.console import _


def source(parser: argparse.ArgumentParser) -> None:
    """Declare where the publication lies."""
    parser.add_argument(
        "--source", type=Path, default=Path(), metavar=_("FOLDER"), help=_("folder of conf.py")
    )


def built(parser: argparse.ArgumentParser) -> None:
    """Declare where the publication lies, and where it is built."""
    source(parser)
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("_build"),
        metavar=_("FOLDER"),
        help=_("folder to build in"),
    )


def building(parser: argparse.ArgumentParser) -> None:
    """Declare what every command that builds asks: where from, where to, and how."""
    built(parser)
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar=_("NUMBER"),
        help=_("processes to use"),
    )


def importing(parser: argparse.ArgumentParser) -> None:
    """Declare what every import of a blog asks: what to bring along, and under which names."""
    parser.add_argument(
        "--author", default="", metavar=_("NAME"), help=_("who wrote posts that name nobody")
    )
    parser.add_argument(
        "--author-name",
        action="append",
        default=[],
        type=_renamed,
        metavar=_("'OLD=NEW'"),
        help=_("what an author of the blog is called here; may be given several times"),
    )
    parser.add_argument(
        "--category", default="", metavar=_("NAME"), help=_("the category of all posts")
    )
    parser.add_argument(
        "--without-drafts", action="store_true", help=_("leave drafts out; else they stay drafts")
    )
    parser.add_argument(
        "--restore", action="store_true", help=_("bring back files that were deleted since")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would be done, and write nothing")
    )


def _renamed(text: str) -> tuple[str, str]:
    old, sign, new = (part.strip() for part in text.partition("="))
    if not (old and sign and new):
        raise argparse.ArgumentTypeError(_("write it as 'Old name=New name': %s") % text)
    return old, new
