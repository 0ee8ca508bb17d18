"""The addresses of a site that was built, for the list of those that have been published.

What lies in the folder is what readers will find; so that is read, not what should lie there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sphinx_publication.model import published
from sphinx_publication.model.published import Published
from sphinx_publication.project import Project

#: Folders of files that pages bring with them.
_NO_PAGES = frozenset({"_static", "_images", "_sources", "_downloads", "pagefind"})
#: What the page at an old address holds, within its first bytes.
_LEADS_ON, _HEAD = b'http-equiv="refresh"', 2048


def of_site(site: Path, project: Project) -> Iterator[Published]:
    """Yield the addresses of the pages, feeds and books in the folder *site*."""
    documents = _documents(project)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name.partition("/")[0] in _NO_PAGES or not path.is_file():
            continue
        leads_on = path.suffix in (".html", ".htm") and _LEADS_ON in _head(path)
        kind = published.kind_of(name, documents, project.addresses, leads_on=leads_on)
        if kind is not None:
            yield Published(name.removesuffix("index.html"), kind)


def files(site: Path) -> frozenset[str]:
    """Return all files of the folder *site*, from its root."""
    return frozenset(
        path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()
    )


def remember(project: Project, site: Path) -> tuple[Published, ...]:
    """Add the addresses of *site* to the publication's list; return those that are new.

    Those that the list has stay, in the kind that they have now. Raises OSError and ValueError for
    a list that cannot be read or written.
    """
    path = list_of(project)
    if path is None:
        return ()
    old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    known = published.read(old, path.name).addresses
    now = tuple(of_site(site, project))
    text = published.as_text((*known, *now))
    if text != old:
        path.write_text(text, encoding="utf-8", newline="\n")
    held = {one.path for one in known}
    return tuple(one for one in now if one.path not in held)


def list_of(project: Project) -> Path | None:
    """Return where the publication's list lies; None where it keeps none."""
    name = str(project.settings["publication_published"] or "")
    return project.root / name if name else None


def _documents(project: Project) -> Mapping[str, bool]:
    """Return the address of each document, and whether it is a post."""
    posts = set(project.posts)
    return {
        project.addresses.page(path.with_suffix("").as_posix()): path in posts
        for path in project.documents
    }


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)
