"""A finished publication in a folder: its pages, feeds, books, and the address it is made for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html


@dataclass(frozen=True)
class Publication:
    """The folder that readers would be served; nothing here changes it."""

    #: the folder with index.html in it
    folder: Path

    @cached_property
    def pages(self) -> tuple[Path, ...]:
        """Every HTML file, in order of address."""
        return self._files("*.html")

    @cached_property
    def shown_pages(self) -> tuple[Path, ...]:
        """The pages a reader can look at: all but those that lead elsewhere at once."""
        return tuple(page for page in self.pages if not _leads_elsewhere(page))

    @cached_property
    def feeds(self) -> tuple[Path, ...]:
        """Every Atom feed."""
        return self._files("atom.xml")

    @cached_property
    def books(self) -> tuple[Path, ...]:
        """Every PDF."""
        return self._files("*.pdf")

    @cached_property
    def epubs(self) -> tuple[Path, ...]:
        """Every EPUB."""
        return self._files("*.epub")

    @cached_property
    def address(self) -> str:
        """The address the publication is made for, as the start page names it."""
        links = _document(self.folder / "index.html").xpath("//link[@rel='canonical']/@href")
        if not links:
            raise LookupError("index.html names no canonical address")
        return str(links[0])

    def name(self, file: Path) -> str:
        """The file's path in the publication, as messages say it."""
        return file.relative_to(self.folder).as_posix()

    def address_of(self, page: Path) -> str:
        """The path a browser asks for to see this page."""
        name = self.name(page)
        return name.removesuffix("index.html") if f"/{name}".endswith("/index.html") else name

    def holds(self, url: str, base: str = "") -> bool:
        """Whether an address, if it is one of the publication's own, leads to a file."""
        url = urljoin(base or self.address, url)
        if not url.startswith(self.address):
            return True
        path = self.folder / unquote(urlsplit(url).path[len(urlsplit(self.address).path) :])
        return (path / "index.html").is_file() if url.endswith("/") else path.is_file()

    def _files(self, pattern: str) -> tuple[Path, ...]:
        return tuple(sorted(self._walk(pattern)))

    def _walk(self, pattern: str) -> Iterator[Path]:
        return (path for path in self.folder.rglob(pattern) if path.is_file())


def _document(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_bytes())


def _leads_elsewhere(page: Path) -> bool:
    head = page.read_text("utf-8", "replace")[:4000].lower()
    return 'http-equiv="refresh"' in head
