"""Files of the site that are no pages: written only when their content has changed.

A mirror then copies, and a reader's cache fetches, what is new and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.site.builder import PublicationBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder


def write_file(builder: Builder, name: str, content: str | bytes) -> None:
    """Write a file at *name*, a path from the site's root, with any builder of HTML."""
    keep_file(builder, name)
    write_if_changed(Path(builder.outdir, name), content)


def keep_file(builder: Builder, name: str) -> bool:
    """Say that the file at *name* still belongs to the site; return whether it is there."""
    path = Path(builder.outdir, name)
    if isinstance(builder, PublicationBuilder):
        builder.published.add(path)
        builder.named_files.append(name)
    return path.is_file()


def names_below(folder: Path, paths: Iterable[Path]) -> Iterator[str]:
    """Yield the paths from *folder*, with slashes, of those files that lie below it.

    Of thousands at once: `Path.relative_to` takes each apart.
    """
    top = f"{folder}{os.sep}"
    for path in map(str, paths):
        if path.startswith(top):
            yield path.removeprefix(top).replace(os.sep, "/")


def write_if_changed(path: Path, content: str | bytes) -> None:
    """Write *content* to *path*, text as UTF-8, making its folder."""
    data = content.encode() if isinstance(content, str) else content
    with suppress(OSError):  # most often it is not there
        if os.stat(path).st_size == len(data) and path.read_bytes() == data:
            return
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
