"""The list of addresses that have been published, which must stay alive.

``addresses.txt`` beside conf.py, in UTF-8, one address a line with the kind of page before it,
sorted by address; ``sphinx-publication addresses`` writes it, and people may take lines out:

    # addresses 1
    post /2013/12/arets-tio-i-topp/
    feed /atom.xml

Addresses only come to it: one that is published is remembered until a person removes its line.
Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sphinx_publication.model import json_feed
from sphinx_publication.model.addresses import Addresses, old_path
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.redirects import written

#: The file's usual name; it may be missing, before the first publication.
FILE = "addresses.txt"
#: The first line, with the version of the format.
FIRST_LINE = "# addresses 1"


class PageKind(StrEnum):
    """What lies at an address."""

    POST = "post"
    #: A standing page, written by a person.
    PAGE = "page"
    #: The page of a cited source.
    SOURCE = "source"
    #: Any other page that a build makes: lists, authors, years.
    LIST = "list"
    FEED = "feed"
    #: A yearbook's PDF or EPUB.
    BOOK = "book"
    #: The publication as data.
    DATA = "data"
    #: An old address that leads on.
    REDIRECT = "redirect"


#: The kinds that are documents: whether they are there can be known without a build.
WRITTEN = frozenset({PageKind.POST, PageKind.PAGE})


@dataclass(frozen=True)
class Published:
    """One address that was published."""

    #: Path from the site's root, decoded: "2013/12/arets-tio-i-topp/", "atom.xml"; "" is the start.
    path: str
    kind: PageKind
    #: Line in the file, counted from 1; 0 for one that stands in no file.
    line: int = 0

    @property
    def file(self) -> str:
        """Where it lies, from the site's root."""
        return f"{self.path}index.html" if self.path.endswith("/") or not self.path else self.path


@dataclass(frozen=True)
class Reading:
    """A list of addresses, as far as it can be read."""

    addresses: tuple[Published, ...]
    problems: tuple[Problem, ...]


def read(text: str, path: str) -> Reading:
    """Return the addresses of a file's *text*; *path* names it in messages."""
    found: dict[str, Published] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        kind, _space, address = line.strip().partition(" ")
        plain = old_path(address)
        if kind not in list(PageKind) or not address.strip().startswith("/"):
            problems.append(Problem(Kind.ADDRESSES_LINE, path, number, {"written": line.strip()}))
        elif plain or address.strip() == "/":
            whole = f"{plain}/" if plain and address.strip().endswith("/") else plain
            found.setdefault(whole, Published(whole, PageKind(kind), number))
        else:
            problems.append(Problem(Kind.ADDRESSES_LINE, path, number, {"written": line.strip()}))
    return Reading(tuple(found.values()), tuple(problems))


def as_text(addresses: Iterable[Published]) -> str:
    """Return the file of *addresses*, each once, sorted."""
    kinds = {one.path: one.kind for one in addresses}
    lines = (f"{kind} {written(f'/{path}')}" for path, kind in sorted(kinds.items()))
    return "\n".join((FIRST_LINE, *lines)) + "\n"


def lost(addresses: Iterable[Published], files: Collection[str], name: str) -> Iterator[Problem]:
    """Yield those that are neither a page nor a redirect; *files* are the site's, from its root.

    *name* is the file of addresses, in messages.
    """
    for one in addresses:
        if one.file not in files:
            yield lost_one(one, name)


def lost_one(one: Published, name: str) -> Problem:
    """Return the problem of an address that was lost."""
    details = {"address": written(one.path), "file": name}
    return Problem(Kind.ADDRESS_LOST, name, one.line, details)


def kind_of(
    path: str, documents: Mapping[str, bool], place: Addresses, *, leads_on: bool
) -> PageKind | None:
    """Return what lies at the file *path* of a site; None for what is no address of its own.

    *documents* maps the addresses of documents to whether each is a post; *leads_on* is whether
    the page there is a redirect.
    """
    folder, _slash, leaf = path.rpartition("/")
    if leaf in (f"{place.data}.json", f"{place.status}.json") and not folder:
        return PageKind.DATA
    if path == place.urns:
        return PageKind.DATA
    if leaf == json_feed.NAME:
        return PageKind.FEED
    if leaf.endswith((".pdf", ".epub")):
        return PageKind.BOOK if folder == place.yearbooks else None
    if leaf.endswith(".xml"):
        return None if leaf.startswith("sitemap") and not folder else PageKind.FEED
    if not leaf.endswith((".html", ".htm")) or path in _NOT_LINKED:
        return None
    if leads_on:
        return PageKind.REDIRECT
    address = path.removesuffix("index.html")
    if address in documents:
        return PageKind.POST if documents[address] else PageKind.PAGE
    return PageKind.SOURCE if folder.startswith(f"{place.sources}/") else PageKind.LIST


#: Pages that nobody links to.
_NOT_LINKED = frozenset({"404.html"})
