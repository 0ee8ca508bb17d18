"""No page outlives its source: what an earlier build published and this one did not is removed.

Sphinx leaves the page of a removed document where it is; a post that became a draft would stay
public. After each build every page, feed and picture in the output folder that this publication
does not have is deleted, with the folders that become empty.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.site.builder import PublicationBuilder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def remove(app: Sphinx, exception: Exception | None) -> None:
    """Delete what the finished build no longer has; nothing when the build broke off."""
    builder = app.builder
    if exception is not None or not isinstance(builder, PublicationBuilder):
        return
    known = builder.published | {builder.get_output_path(name) for name in app.env.found_docs}
    images = {name for _, name in app.env.images.values()}
    for path in list(_candidates(builder)):
        if path not in known and not (path.parent.name == builder.imagedir and path.name in images):
            path.unlink()
            _remove_empty(path.parent, Path(builder.outdir))


def _candidates(builder: PublicationBuilder) -> Iterator[Path]:
    """Yield the files that come and go with documents: pages, feeds, sources and pictures."""
    outdir = Path(builder.outdir)
    if (pictures := outdir / builder.imagedir).is_dir():
        yield from pictures.iterdir()
    for name in (f"index{builder.out_suffix}", builder.addresses.feed):
        yield from outdir.rglob(name)


def _remove_empty(folder: Path, top: Path) -> None:
    """Delete *folder* and its parents below *top* as long as they are empty."""
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def setup(app: Sphinx) -> None:
    """Clean up when all pages are written."""
    app.connect("build-finished", remove)
