"""Addresses: where each page of the publication stands.

An address is made from a file's path alone, or from the label, key or year of a generated page; it
never depends on what else the publication holds. Builder, feeds, sitemap and book all ask here.
A *page name* is an address without the slash at its end ("2013/12/arets-tio-i-topp").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from sphinx_publication.model.slugs import slug

#: What no part of a path holds: the slash of Windows, and characters without a sign.
_NO_PART = re.compile(r"[\\\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Addresses:
    """The prefixes and base words that addresses are made of. All are configuration."""

    #: Folders of the source tree that addresses leave out, each ending in a slash.
    prefixes: tuple[str, ...] = ("source/", "posts/")
    #: The page that lists all posts.
    posts: str = "inlagg"
    #: The folder of the pages of years and months; "" for the publication's own.
    years: str = ""
    #: Topics and tags: one page for both.
    topics: str = "amnen"
    organisations: str = "organisationer"
    authors: str = "forfattare"
    categories: str = "kategorier"
    locations: str = "platser"
    languages: str = "sprak"
    sources: str = "kallor"
    series: str = "serier"
    toplists: str = "topplistor"
    yearbooks: str = "arsbocker"
    #: What the file name of a yearbook's print edition adds to that for the screen.
    print_edition: str = "tryck"
    #: The last part of the address of a yearbook's year in numbers.
    numbers: str = "siffror"
    #: The last part of the address of a topic's connections.
    connections: str = "samband"
    #: The last part of the address of a further page of a long list, before its number.
    part: str = "sida"
    search: str = "sok"
    #: The statement on accessibility.
    accessibility: str = "tillganglighet"
    #: The publication as data: the file of this name, with ".json".
    data: str = "kunskap"
    #: The page that says how the site was made, and the file of this name with ".json".
    status: str = "status"
    #: File name of the feeds.
    feed: str = "atom.xml"
    #: The feed of the whole publication.
    main_feed: str = "atom.xml"
    #: The feed of legal deposit, where there is one.
    deposit: str = "e-plikt.xml"
    #: What the resolver of URN:NBN reads, where there is such a file.
    urns: str = "urn-nbn.xml"

    def document(self, docname: str) -> str:
        """Return the page name of a document: its path without the prefix.

        A document about a source may be named after the key; its address has the key's slug.
        """
        prefix = next((one for one in self.prefixes if docname.startswith(one)), "")
        name = docname.removeprefix(prefix)
        folder, _slash, key = name.rpartition("/")
        if folder == self.sources and key != "index" and slug(key):
            return f"{folder}/{leaf(key)}"
        return name

    def page(self, docname: str) -> str:
        """Return the address of a document or page name, ending in a slash; "" for the start."""
        name = self.document(docname)
        if name == "index":
            return ""
        return name.removesuffix("index") if name.endswith("/index") else f"{name}/"

    def uri(self, docname: str) -> str:
        """Return the address as links write it: what is no plain letter is percent-encoded.

        RFC 3986, section 2; a slash stays a slash.
        """
        return quote(self.page(docname))

    def topic(self, label: str) -> str:
        """Return the page name of a topic or tag."""
        return f"{self.topics}/{leaf(label)}"

    def connections_of(self, slug: str) -> str:
        """Return the page name of a topic's connections."""
        return f"{self.topics}/{slug}/{self.connections}"

    def part_of(self, page_name: str, number: int) -> str:
        """Return the page name of a further page of a list."""
        return f"{page_name}/{self.part}-{number}"

    def organisation(self, label: str) -> str:
        """Return the page name of an organisation."""
        return f"{self.organisations}/{leaf(label)}"

    def author(self, label: str) -> str:
        """Return the page name of an author."""
        return f"{self.authors}/{leaf(label)}"

    def category(self, label: str) -> str:
        """Return the page name of a category."""
        return f"{self.categories}/{leaf(label)}"

    def location(self, label: str) -> str:
        """Return the page name of a place."""
        return f"{self.locations}/{leaf(label)}"

    def language(self, label: str) -> str:
        """Return the page name of a language."""
        return f"{self.languages}/{leaf(label)}"

    def source(self, key: str) -> str:
        """Return the page name of a source, by its citation key."""
        return f"{self.sources}/{leaf(key)}"

    def one_series(self, name: str) -> str:
        """Return the page name of a series."""
        return f"{self.series}/{slug(name)}"

    def toplist(self, name: str, year: int | None = None) -> str:
        """Return the page name of a ranked list: of all years, or of one."""
        page = f"{self.toplists}/{slug(name)}"
        return page if year is None else f"{page}/{year:04}"

    def year(self, year: int) -> str:
        """Return the page name of a year."""
        return f"{self.years}/{year:04}".removeprefix("/")

    def month(self, year: int, month: int) -> str:
        """Return the page name of a month."""
        return f"{self.year(year)}/{month:02}"

    def yearbook(self, name: str) -> str:
        """Return the page name of a volume ("2013"); its files lie in the folder above."""
        return f"{self.yearbooks}/{name}"

    def numbers_of(self, name: str) -> str:
        """Return the page name of a volume's year in numbers."""
        return f"{self.yearbook(name)}/{self.numbers}"


def leaf(label: str) -> str:
    """Return the last part of a label's address: its slug, but never that of an index page."""
    name = slug(label)
    return "index-" if name == "index" else name


#: The names of the base words, as configuration may set them.
WORDS = frozenset(field.name for field in fields(Addresses)) - {"prefixes"}


def configure(prefixes: tuple[str, ...], words: Mapping[str, str]) -> Addresses:
    """Return the addresses that configuration asks for.

    Raises ValueError for a base word that does not exist.
    """
    unknown = sorted(set(words) - WORDS)
    if unknown:
        known = ", ".join(sorted(WORDS))
        raise ValueError(f"unknown in publication_addresses: {', '.join(unknown)}; known: {known}")
    closed = tuple(prefix.strip("/") + "/" for prefix in prefixes if prefix.strip("/"))
    return Addresses(prefixes=closed, **dict(words))


def from_config(config: Any) -> Addresses:
    """Return the addresses of a Sphinx configuration (duck-typed)."""
    return configure(tuple(config.publication_prefixes), config.publication_addresses)


def old_path(written: str) -> str:
    """Return the path below the site's root that an old address names; "" where it names none.

    A whole address, as copied from the old site, gives its path. One that would lead out of the
    site's folder gives none, nor one with a character that no address shows.
    """
    try:
        parts = [part for part in unquote(urlsplit(written.strip()).path).split("/") if part]
    except ValueError:
        return ""
    return (
        ""
        if any(part in (".", "..") or _NO_PART.search(part) for part in parts)
        else "/".join(parts)
    )


@dataclass(frozen=True)
class Clash:
    """Two page names that would share one address."""

    address: str
    first: str
    second: str


def clashes(docnames: Mapping[str, str]) -> Iterator[Clash]:
    """Yield each pair that shares an address; *docnames* maps what claims it to its address."""
    taken: dict[str, str] = {}
    for name, address in sorted(docnames.items()):
        first = taken.setdefault(address.casefold(), name)
        if first != name:
            yield Clash(address, first, name)
