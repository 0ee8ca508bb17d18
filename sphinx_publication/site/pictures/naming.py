"""Pictures keep their published name, whatever else the publication holds.

Sphinx numbers pictures that share a file name in the order in which documents are read, which
differs between serial, parallel and incremental builds. Here each picture's name in ``_images``
gains a digest of its path, so that it follows from the path alone; the smaller ones add a width.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath

#: Endings of pictures that not every browser shows: they are published as PNG.
_NOT_SHOWN = frozenset({".tif", ".tiff", ".bmp"})


def published_name(path: str) -> str:
    """Return the file name under which the picture at *path* is published."""
    file = PurePosixPath(path)
    suffix = ".png" if file.suffix.lower() in _NOT_SHOWN else file.suffix
    return f"{file.stem}-{sha256(path.encode()).hexdigest()[:8]}{suffix}"


def smaller_name(name: str, width: int) -> str:
    """Return the name of the WebP picture so wide, of one published as *name*."""
    return f"{PurePosixPath(name).stem}-{width}.webp"
