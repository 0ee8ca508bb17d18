"""Files of the site that are no pages: written only when their content has changed.

A mirror then copies, and a reader's cache fetches, what is new and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.site.builder import PublicationBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder


def write_file(builder: Builder, name: str, text: str) -> None:
    """Write a file at *name*, a path from the site's root, with any builder of HTML."""
    if isinstance(builder, PublicationBuilder):
        builder.write_file(name, text)
    else:
        write_if_changed(Path(builder.outdir, name), text)


def write_if_changed(path: Path, text: str) -> None:
    """Write *text* to *path* as UTF-8, making its folder."""
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
