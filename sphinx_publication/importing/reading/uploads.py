"""The pictures of an export, by names of which no two are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from sphinx_publication.importing.export import Export, Picture
from sphinx_publication.importing.reading.archive import Holding

_SUFFIXES = frozenset(
    {".avif", ".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)
#: The address of a picture that WordPress keeps: year, month and name, before its size.
_UPLOADED = re.compile(
    r"(?P<site>(?:https?:)?//[^\s\"'<>]*?/)(?P<path>(?:files|uploads(?:/sites/\d+)?|\d{4}/\d\d)/"
    r"[^\s\"'<>?]*?)(?P<size>-\d+x\d+|-scaled)?(?P<suffix>\.\w{3,4})(?P<query>\?[^\s\"'<>]*)?"
    r"(?=[\"'])"
)


def pictures(files: Iterable[Holding]) -> list[Holding]:
    """Return the files that are pictures."""
    return [file for file in files if file.path.suffix.lower() in _SUFFIXES]


def album(files: Iterable[Holding], blog: str) -> list[Holding]:
    """Return the pictures of Takeout's albums; those of the blog's own album go first."""
    found = [file for file in pictures(files) if "Albums" in file.path.parts]
    return sorted(found, key=lambda file: blog not in file.path.parts)


def named(files: Iterable[Holding]) -> dict[str, Picture]:
    """Return pictures by name, numbered where another one has the same name."""
    found: dict[str, Picture] = {}
    used: dict[str, int] = {}
    for file in files:
        name, number = file.path.name, used.get(file.path.name, 1)
        while name in found:
            number += 1
            name = f"{file.path.stem}-{number}{file.path.suffix}"
        used[file.path.name] = number
        found[name] = Picture(name, file.size, file.read)
    return found


def joined(export: Export, files: Sequence[Holding]) -> Export:
    """Return an export of WordPress with its uploaded pictures.

    Each address of one ends in the picture's name from then on, that of a smaller copy in the name
    of the original, where it is there.
    """
    own = pictures(files)
    names = named(own)
    places = _places(zip((file.path for file in own), names, strict=True))
    entries = tuple(
        replace(entry, html=_UPLOADED.sub(lambda m: _address(m, places), entry.html))
        for entry in export.entries
    )
    return replace(export, entries=entries, pictures=names)


def _places(found: Iterable[tuple[PurePosixPath, str]]) -> dict[str, str]:
    """Return the name of each picture by each end of its path, where that is but one's."""
    places: dict[str, str] = {}
    doubtful: set[str] = set()
    for path, name in found:
        for start in range(len(path.parts)):
            end = "/".join(path.parts[start:])
            if places.setdefault(end, name) != name:
                doubtful.add(end)
    return {end: name for end, name in places.items() if end not in doubtful}


def _address(match: re.Match[str], places: Mapping[str, str]) -> str:
    path, size = unquote(match["path"]), match["size"] or ""
    for candidate in dict.fromkeys((f"{path}{match['suffix']}", f"{path}{size}{match['suffix']}")):
        parts = candidate.split("/")
        for start in range(len(parts)):
            name = places.get("/".join(parts[start:]))
            if name:
                return f"{match['site']}{quote(name)}"
    return match[0]
