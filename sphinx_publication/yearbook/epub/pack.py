"""The bytes of an EPUB: a ZIP file whose first entry names its kind (OCF 3.3, section 4.3).

Entries are stored as they are: what zlib makes of them differs between machines.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return an EPUB with *files*, by their names in the folder of its package."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        _write(archive, "mimetype", b"application/epub+zip")
        _write(archive, "META-INF/container.xml", _CONTAINER)
        for name, data in files.items():
            _write(archive, f"EPUB/{name}", data)
    return content.getvalue()


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    # What is asked of the file system is the same on every machine.
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    archive.writestr(entry, data)
