"""An export as a set of named files, whether it is a file, a folder or a .zip.

A .zip is never unpacked: its files are read into memory one by one, so no name in it can lead
anywhere, and none larger than `LARGEST` is read at all, whatever it says of its own size.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from sphinx_publication.importing.export import NoExport
from sphinx_publication.locale.console import _

#: The largest file that is read, in bytes.
LARGEST = 512 * 1024 * 1024
#: The most files that an export may have.
MOST = 200_000
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Holding:
    """One file of an export."""

    #: Its path in the export, with slashes.
    path: PurePosixPath
    #: In bytes, as the folder or the .zip says it.
    size: int
    #: Returns its content; raises NoExport when it is too large or damaged.
    read: Callable[[], bytes] = field(repr=False, compare=False)


def holdings(path: Path) -> tuple[Holding, ...]:
    """Return the files of the export at *path*, in the order of their paths.

    Raises NoExport when there is no such file, or it is a .zip that cannot be read.
    """
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise NoExport(path, _("there is no such file or folder"))
    if zipfile.is_zipfile(path):
        return _zip(path)
    if path.suffix.lower() == ".zip":
        raise NoExport(path, _("the .zip is damaged or cut off; download it again"))
    return (Holding(PurePosixPath(path.name), path.stat().st_size, partial(_file, path)),)


def _folder(folder: Path) -> tuple[Holding, ...]:
    """Return the files in a folder; a link that leads out of it is passed over."""
    root = folder.resolve()
    found = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or not file.resolve().is_relative_to(root):
            continue
        inside = PurePosixPath(file.relative_to(folder).as_posix())
        found.append(Holding(inside, file.stat().st_size, partial(_file, file)))
        if len(found) > MOST:
            raise NoExport(folder, _too_many())
    return tuple(found)


def _file(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise NoExport(path, _too_large())
    return path.read_bytes()


def _zip(path: Path) -> tuple[Holding, ...]:
    try:
        packed = zipfile.ZipFile(path)  # open for as long as its files may be asked for
        infos = [info for info in packed.infolist() if not info.is_dir()]
    except Exception as error:  # a damaged .zip raises whatever its damage comes to mean
        reason = _("the .zip cannot be read ({error}); download it again").format(error=error)
        raise NoExport(path, reason) from error
    if len(infos) > MOST:
        raise NoExport(path, _too_many())
    infos.sort(key=lambda info: info.filename)
    return tuple(
        Holding(
            PurePosixPath(info.filename.replace("\\", "/")),
            info.file_size,
            partial(_member, packed, info),
        )
        for info in infos
    )


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a file of a .zip, stopping where it grows larger than any file may be."""
    try:
        with packed.open(info) as stream:
            content = stream.read(LARGEST + 1)
    except Exception as error:  # as above; zlib, lzma and bz2 have errors of their own
        reason = _("{file} cannot be read ({error})").format(
            file=info.filename, error=" ".join(str(error).split())
        )
        raise NoExport(packed.filename, reason) from error
    if len(content) > LARGEST:
        raise NoExport(f"{packed.filename}, {info.filename}", _too_large())
    return content


def _too_large() -> str:
    return _("larger than {most} MB").format(most=LARGEST // _MEGABYTE)


def _too_many() -> str:
    return _("more than {most} files; name the folder of the export alone").format(most=MOST)
