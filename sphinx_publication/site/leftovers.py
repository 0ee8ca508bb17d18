"""No page outlives its source: what an earlier build published and this one did not is removed.

Sphinx leaves the page of a removed document where it is; a post that became a draft would stay
public. After each build every page, feed, picture and copied source in the output folder that this
publication does not have is deleted, with the folders that become empty. Other files that a build
wrote are listed beside the doctrees, so that the next build knows them as its own.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_publication.site import cite_post, markdown_pages
from sphinx_publication.site.builder import PublicationBuilder
from sphinx_publication.site.files import names_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

#: Where Sphinx copies the documents' sources.
_SOURCES = "_sources"


def remove(app: Sphinx, exception: Exception | None) -> None:
    """Delete what the finished build no longer has; nothing when the build broke off."""
    builder = app.builder
    if exception is not None or not isinstance(builder, PublicationBuilder):
        return
    outdir = Path(builder.outdir)
    published = {*names_below(outdir, builder.published), *_beside_documents(app, builder)}
    known = published | set(_of_documents(app, builder))
    for name in set(_candidates(builder, outdir)) - known:
        path = outdir / name
        path.unlink(missing_ok=True)
        _remove_empty(path.parent, outdir)
    _remove_empty(outdir / _SOURCES, outdir)
    _ledger(builder).write_text(json.dumps(sorted(published), indent=0), encoding="utf-8")


# Files are known by their paths from the site's root, as text: there are ten for each post.


def _of_documents(app: Sphinx, builder: PublicationBuilder) -> Iterator[str]:
    """Yield the files that the publication's documents have: page, copied source, pictures."""
    for name in app.env.found_docs:
        yield builder.output_name(name)
        if app.config.html_copy_source:
            source = app.env.doc2path(name, base=False).as_posix()
            yield f"{_SOURCES}/{source}{app.config.html_sourcelink_suffix}"
    for _, name in app.env.images.values():
        yield f"{builder.imagedir}/{name}"


def _beside_documents(app: Sphinx, builder: PublicationBuilder) -> Iterator[str]:
    """Yield the files that lie beside documents' pages, which any process may have written."""
    has_markdown = markdown_pages.is_on(app)
    for name in app.env.found_docs:
        if has_markdown:
            yield markdown_pages.name_of(builder.output_name(name))
        yield from cite_post.files(app, name)


def _candidates(builder: PublicationBuilder, outdir: Path) -> Iterator[str]:
    """Yield what an earlier build may have left: all that comes and goes with documents."""
    for folder in (builder.imagedir, _SOURCES):
        found = (path for path in outdir.joinpath(folder).rglob("*") if path.is_file())
        yield from names_below(outdir, found)
    names = {f"index{builder.out_suffix}", builder.addresses.feed}
    for where, _folders, files in os.walk(outdir):
        inside = where[len(str(outdir)) + 1 :].replace(os.sep, "/")
        yield from (f"{inside}/{name}".lstrip("/") for name in names.intersection(files))
    with suppress(OSError, ValueError):
        yield from json.loads(_ledger(builder).read_text(encoding="utf-8"))


def _ledger(builder: PublicationBuilder) -> Path:
    """Return the file that lists what the last build wrote besides documents."""
    return Path(builder.doctreedir, "published.json")


def _remove_empty(folder: Path, top: Path) -> None:
    """Delete *folder* and its parents below *top* as long as they are empty."""
    with suppress(OSError):
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def setup(app: Sphinx) -> None:
    """Clean up when all pages are written."""
    app.connect("build-finished", remove)
