"""Pictures keep their published name, whatever else the publication holds.

Sphinx numbers pictures that share a file name in the order in which documents are read, which
differs between serial, parallel and incremental builds. Here each picture's name in ``_images``
gains a digest of its path, so that it follows from the path alone.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_publication.site.blog import is_ablog_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def published_name(path: str) -> str:
    """Return the file name under which the picture at *path* is published."""
    file = PurePosixPath(path)
    return f"{file.stem}-{sha256(path.encode()).hexdigest()[:8]}{file.suffix}"


def name_pictures(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give every picture its own name, before any page is written."""
    if not is_ablog_site(app.config):
        for path, (docnames, _) in list(env.images.items()):
            env.images[path] = (docnames, published_name(path))
    return []


def setup(app: Sphinx) -> None:
    """Name the pictures when all documents are read."""
    app.connect("env-updated", name_pictures)
