"""A page as machines are told of it: one record, from which all of its metadata are made.

Whatever names a page for a program (the tags in its head, JSON-LD, files to cite it by) reads it
from here, so that no two of them disagree. All addresses are whole URIs (RFC 3986). Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PageKind(StrEnum):
    """What a page is. The kinds of entities (`model.entities.KINDS`) are among them."""

    START = "start"
    POST = "post"
    PAGE = "page"
    TOPIC = "topic"
    ORGANISATION = "organisation"
    PERSON = "person"
    LAW = "law"
    EVENT = "event"
    PROGRAMME = "programme"
    AUTHOR = "author"
    SOURCE = "source"
    SERIES = "series"
    #: A yearbook.
    BOOK = "book"
    #: A page that lists others.
    LIST = "list"
    SEARCH = "search"
    #: A page that is none to look for: the one for missing addresses.
    OTHER = "other"


@dataclass(frozen=True)
class Named:
    """A name with a page."""

    name: str
    #: Address of the page; "" for none.
    address: str = ""


@dataclass(frozen=True)
class Author:
    """Who wrote a page."""

    name: str
    #: Address of the page about them; "" for none.
    address: str = ""
    #: An organisation, or a signature that several share; its name is never taken apart.
    is_body: bool = False
    #: "0000-0002-1825-0097"; "" for unknown.
    orcid: str = ""
    #: The family name, with what stands before it, where the name was taken apart.
    family: str = ""
    given: str = ""

    @property
    def listed(self) -> str:
        """The name as programs that read lists of authors take it apart rightly: "Ek, Anna".

        They take "af Ek, Anna Maria" for two names; such a name stands in its natural order.
        """
        is_plain = self.family and self.given and not (" " in self.family and " " in self.given)
        return f"{self.family}, {self.given}" if is_plain else self.name


@dataclass(frozen=True)
class Publication:
    """The publication that the page is a part of."""

    name: str
    #: Its address, ending in a slash.
    address: str
    #: A language tag (BCP 47): "sv", "pt-BR".
    language: str
    #: One or two sentences on what it is; "" for none.
    description: str = ""
    #: Name and address of the texts' licence; "" where none is named.
    licence: str = ""
    licence_url: str = ""
    #: Who publishes; "" where conf.py does not say.
    publisher: str = ""
    #: "1234-5679"; "" for none.
    issn: str = ""


@dataclass(frozen=True)
class Cited:
    """A source that a page cites."""

    key: str
    #: Address of its page here.
    address: str
    title: str
    #: CSL's type: "report".
    type: str


@dataclass(frozen=True)
class Picture:
    """The picture that others show beside a link to a page."""

    address: str
    #: In pixels.
    width: int
    height: int
    #: What it shows, for those who do not see it.
    words: str


@dataclass(frozen=True)
class File:
    """A file that goes with a page."""

    address: str
    media_type: str


@dataclass(frozen=True)
class PageRecord:
    """One page, or one of several posts on a page."""

    kind: PageKind
    #: Its address on this site; of one of several posts on a page, with a fragment.
    address: str
    title: str
    publication: Publication
    #: Where the text properly stands: another site for a post that was first published there.
    canonical: str
    #: A language tag (BCP 47).
    language: str
    #: One or two plain sentences; "" for none.
    description: str = ""
    authors: tuple[Author, ...] = ()
    #: When it was published and last revised, with their time zones; None for a page without dates.
    published: datetime | None = None
    changed: datetime | None = None
    topics: tuple[Named, ...] = ()
    categories: tuple[Named, ...] = ()
    #: The series that it is a part of.
    series: Named | None = None
    #: Its number in the series.
    part: int | None = None
    #: What it cites, in the order of its list of sources.
    cites: tuple[Cited, ...] = ()
    #: The source that it retells; None for most.
    original: Cited | None = None
    #: How many readers' comments it shows.
    comments: int = 0
    picture: Picture | None = None
    #: The same page for programs, as BibTeX and so on.
    described_by: tuple[File, ...] = ()
    #: What the page is about, as files: the editions of a yearbook.
    items: tuple[File, ...] = ()
    #: The pages above it, the start page left out, the nearest last.
    above: tuple[Named, ...] = ()

    @property
    def is_whole_page(self) -> bool:
        """Whether it is the page, and not one of several posts on it."""
        return "#" not in self.address

    @property
    def has_own_picture(self) -> bool:
        """Whether its picture is its own, and not the publication's."""
        return self.picture is not None and self.picture.address.startswith(self.address)

    @property
    def revised(self) -> datetime | None:
        """When it was revised; None where it never was."""
        return self.changed if self.changed != self.published else None

    @property
    def named(self) -> Named:
        """The page as others name it."""
        return Named(self.title, self.address)
