"""The files that page views are read from: packed with gzip or not, known by their content."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path
from typing import BinaryIO, cast

from sphinx_publication.importing.statistics.views import NoStatistics
from sphinx_publication.locale.console import _

_BLOCK = 1024 * 1024


def opened(path: Path) -> BinaryIO:
    """Return a file open for reading, unpacked where it is packed with gzip."""
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return cast("BinaryIO", gzip.open(path, "rb")) if is_packed else path.open("rb")


def digest(path: Path) -> str:
    """Return the SHA-256 of what is in a file, unpacked.

    A packed file that is cut off counts as far as it goes. Raises NoStatistics for one that cannot
    be read.
    """
    found = hashlib.sha256()
    try:
        with opened(path) as stream:
            while block := stream.read(_BLOCK):
                found.update(block)
    except EOFError:
        pass
    except (OSError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NoStatistics(
            _("%(path)s: it cannot be read (%(reason)s)") % {"path": path, "reason": reason}
        ) from error
    return found.hexdigest()
