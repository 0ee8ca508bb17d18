"""Which file of comments an author means: by the post's file, the comments' own, or an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sphinx_publication.model import frontmatter
from sphinx_publication.model.comment_files import read_file
from sphinx_publication.model.comments import SUFFIX, Reading, file_of
from sphinx_publication.project import Project


@dataclass(frozen=True)
class Place:
    """A page, and the comments beside it."""

    #: The page's file, seen from the publication's folder.
    page: Path

    @property
    def file(self) -> Path:
        """The file of comments, seen from the publication's folder; it need not be there."""
        return file_of(self.page)


def every(project: Project) -> Iterator[Place]:
    """Yield each page that has comments beside it, in the order of their paths."""
    return (Place(page) for page in project.documents if (project.root / file_of(page)).is_file())


def reading(project: Project, place: Place) -> Reading:
    """Return the comments of a page."""
    return read_file(project.root, place.file, str(project.zone))


def find(project: Project, written: str) -> tuple[Place | None, str]:
    """Return the page that *written* means, and the id of a comment that stands in an address.

    None where no page is meant; old addresses of posts count.
    """
    by_file = {page.as_posix(): page for page in project.documents}
    path, _mark, anchor = written.partition("#")
    seen = _seen_from(project.root, Path(path.removesuffix(SUFFIX)))
    for ending in ("", ".md", ".rst"):
        if page := by_file.get(f"{seen}{ending}"):
            return Place(page), anchor
    return at(project, by_address(project), path), anchor


def at(project: Project, pages: Mapping[str, Path], address: str) -> Place | None:
    """Return which of *pages*, as `by_address` has them, a web address leads to; None for none.

    The address may be whole, or begin at the root of its server.
    """
    page = pages.get(_address(project, address))
    return Place(page) if page else None


def by_address(project: Project) -> Mapping[str, Path]:
    """Return the pages by their addresses, old and new, without slashes around them."""
    pages = project.documents
    found = {project.addresses.page(_docname(page)).strip("/"): page for page in pages}
    for page in project.posts:
        for old in _old_addresses(project.root / page):
            found.setdefault(old.strip("/"), page)
    return found


def _seen_from(root: Path, path: Path) -> str:
    """Return a path as it is seen from the publication's folder, where the person may not stand."""
    here = Path.cwd() / path
    if not path.is_absolute() and not here.resolve().is_relative_to(root):
        here = root / path
    try:
        return here.resolve().relative_to(root).as_posix()
    except (OSError, ValueError):
        return path.as_posix()


def _address(project: Project, written: str) -> str:
    """Return a web address as seen from the site's root, without slashes around it."""
    base = urlsplit(str(project.settings["html_baseurl"])).path.strip("/")
    path = unquote(urlsplit(written).path).strip("/")
    return path.removeprefix(base).strip("/") if f"{path}/".startswith(f"{base}/") else path


def _docname(page: Path) -> str:
    return page.with_suffix("").as_posix()


def _old_addresses(file: Path) -> Iterator[str]:
    try:
        written = frontmatter.read(file.read_text(encoding="utf-8")).values.get("redirect")
    except (OSError, ValueError):
        return
    for old in written if isinstance(written, list) else [written]:
        if isinstance(old, str):
            yield from (part.strip() for part in old.split(","))
