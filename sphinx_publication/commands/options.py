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


def building(parser: argparse.ArgumentParser) -> None:
    """Declare what every command that builds asks: where from, where to, and how."""
    source(parser)
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("_build"),
        metavar=_("FOLDER"),
        help=_("folder to build in"),
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        metavar=_("NUMBER"),
        help=_("processes to use"),
    )
