"""Which kind of export a file, folder or .zip is, and which blogs it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sphinx_publication.importing import blogger
from sphinx_publication.importing.archive import Holding, holdings
from sphinx_publication.importing.export import Export, NoExport, Picture
from sphinx_publication.locale.console import _

#: ``feed.atom``, and ``feed(1).atom`` beside it.
_FEED = re.compile(r"feed(?:\(\d+\))?\.atom")
_PICTURES = frozenset(
    {".avif", ".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"}
)


def blogs(path: Path) -> tuple[str, ...]:
    """Return the names of the blogs in the export at *path*: "" alone for a single file.

    Raises NoExport when there is none.
    """
    return tuple(_feeds(path, holdings(path)))


def read(path: Path, blog: str = "") -> Export:
    """Return one blog of the export at *path*; *blog* names it where there are several.

    Raises NoExport when there is none, or which one is meant is not clear.
    """
    files = holdings(path)
    feeds = _feeds(path, files)
    if blog not in feeds:
        if blog or len(feeds) > 1:
            names = ", ".join(sorted(feeds))
            raise NoExport(path, _("say which blog is meant, of: {names}").format(names=names))
        blog = next(iter(feeds))
    settings = next((one for one in files if _belongs(one, "Blogs", blog, "settings.csv")), None)
    export = blogger.read(feeds[blog], settings)
    return replace(export, title=export.title or blog, pictures=_pictures(files, blog))


def _feeds(path: Path, files: tuple[Holding, ...]) -> dict[str, list[Holding]]:
    """Return the feeds of each blog; comments that the owner wrote elsewhere are none of them."""
    if path.is_file() and len(files) == 1 and files[0].path.name == path.name:
        return {"": list(files)}
    found: dict[str, list[Holding]] = {}
    for file in files:
        if _FEED.fullmatch(file.path.name) and "Comments" not in file.path.parts[:-2]:
            found.setdefault(file.path.parent.name, []).append(file)
    if found:
        return found
    classic = [file for file in files if re.fullmatch(r"blog-.*\.xml", file.path.name)]
    if len(classic) == 1:
        return {"": classic}
    raise NoExport(
        path,
        _("no feed.atom of Blogger is in it; name the .xml, or the folder or .zip of Takeout"),
    )


def _belongs(file: Holding, folder: str, blog: str, name: str) -> bool:
    return file.path.name == name and file.path.parts[-3:-1] == (folder, blog)


def _pictures(files: Iterable[Holding], blog: str) -> dict[str, Picture]:
    """Return the pictures of the albums, by name; those of the blog's own album go first."""
    own: list[Holding] = []
    others: list[Holding] = []
    for file in files:
        if "Albums" in file.path.parts and file.path.suffix.lower() in _PICTURES:
            (own if blog in file.path.parts else others).append(file)
    found: dict[str, Picture] = {}
    for file in (*own, *others):
        name = _free(file.path, found)
        found[name] = Picture(name, file.size, file.read)
    return found


def _free(path: PurePosixPath, taken: Iterable[str]) -> str:
    """Return the name of a picture, numbered where another album has one of that name."""
    names = set(taken)
    name, number = path.name, 2
    while name in names:
        name, number = f"{path.stem}-{number}{path.suffix}", number + 1
    return name
