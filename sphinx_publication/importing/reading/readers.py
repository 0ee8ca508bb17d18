"""Which kind of export a file, folder or .zip is, which blogs it holds, and what one of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_publication.importing.export import Export, NoExport, Service
from sphinx_publication.importing.reading import blogger, origins, uploads, wordpress, xml
from sphinx_publication.importing.reading.archive import Holding, holdings
from sphinx_publication.locale.console import _

#: ``feed.atom``, and ``feed(1).atom`` beside it.
_FEED = re.compile(r"feed(?:\(\d+\))?\.atom")
#: What the first lines of an export of WordPress hold.
_WORDPRESS = re.compile(rb"wordpress\.org/export/")
_HEAD = 8192


@dataclass(frozen=True)
class _Found:
    """The feeds of an export."""

    service: Service
    #: By the name of their blog; "" where there is but one.
    feeds: dict[str, list[Holding]]
    files: tuple[Holding, ...]


def blogs(path: Path) -> tuple[str, ...]:
    """Return the names of the blogs in the export at *path*: "" alone for a single file.

    Raises NoExport when there is none.
    """
    return tuple(_find(path).feeds)


def read(
    path: Path, blog: str = "", *, service: Service | None = None, pictures: Path | None = None
) -> Export:
    """Return one blog of the export at *path*; *blog* names it where there are several.

    *pictures* is a folder or .zip of pictures that the export does not hold itself: WordPress's
    ``uploads``, or an album. Raises NoExport when there is no export, it is not of the *service*
    that was asked for, or which blog is meant is not clear.
    """
    found = _find(path)
    if service is not None and service is not found.service:
        _refuse(service, found)
    if blog not in found.feeds:
        if blog or len(found.feeds) > 1:
            names = ", ".join(sorted(found.feeds))
            raise NoExport(path, _("say which blog is meant, of: {names}").format(names=names))
        blog = next(iter(found.feeds))
    beside = holdings(pictures) if pictures is not None else ()
    if found.service is Service.WORDPRESS:
        export = wordpress.read(found.feeds[blog])
        return uploads.joined(export, (*found.files, *beside))
    settings = (one for one in found.files if _belongs(one, "Blogs", blog, "settings.csv"))
    export = blogger.read(found.feeds[blog], next(settings, None))
    own = uploads.album(found.files, blog)
    return replace(
        export,
        title=export.title or blog,
        pictures=uploads.named((*own, *uploads.pictures(beside))),
    )


def _find(path: Path) -> _Found:
    """Return the feeds; comments that the owner of a blog wrote elsewhere are none of them."""
    files = holdings(path)
    if path.is_file() and len(files) == 1 and files[0].path.name == path.name:
        made = _WORDPRESS.search(files[0].read()[:_HEAD])
        service = Service.WORDPRESS if made else Service.BLOGGER  # whose reader says what else
        return _Found(service, {"": list(files)}, files)
    found: dict[str, list[Holding]] = {}
    for file in files:
        if _FEED.fullmatch(file.path.name) and "Comments" not in file.path.parts[:-2]:
            found.setdefault(file.path.parent.name, []).append(file)
    if found:
        return _Found(Service.BLOGGER, found, files)
    documents = [file for file in files if file.path.suffix.lower() == ".xml"]
    classic = [file for file in documents if re.fullmatch(r"blog-.*\.xml", file.path.name)]
    if len(classic) == 1:
        return _Found(Service.BLOGGER, {"": classic}, files)
    parts = [file for file in documents if _WORDPRESS.search(file.read()[:_HEAD])]
    if parts:
        return _Found(Service.WORDPRESS, {"": parts}, files)
    raise NoExport(
        path,
        _(
            "no export of Blogger or WordPress is in it; name the .xml, or the folder or .zip that "
            "was downloaded"
        ),
    )


def _refuse(wanted: Service, found: _Found) -> None:
    """Raise NoExport with what was found where *wanted* was expected."""
    for feed in next(iter(found.feeds.values())):
        name = str(feed.path)
        origins.expect(wanted, origins.service(xml.parse(feed.read(), name).root, name), name)


def _belongs(file: Holding, folder: str, blog: str, name: str) -> bool:
    return file.path.name == name and file.path.parts[-3:-1] == (folder, blog)
