"""A page that lists posts, or the labels that posts bear: what it is, not yet how it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_publication.model.posts import Post
from sphinx_publication.site.citing_views import CiteWork


@dataclass(frozen=True)
class Entry:
    """One label, year or month of a list, with the number of its posts."""

    name: str
    #: Page name, or docname, that it leads to.
    target: str
    count: int
    description: str = ""


@dataclass(frozen=True)
class Above:
    """A page above another; not with the number of its posts, which would change both."""

    name: str
    #: Page name, or docname.
    target: str


@dataclass(frozen=True)
class Group:
    """Posts or labels under a heading of their own."""

    heading: str = ""
    #: Page name that the heading leads to; "" for a plain heading.
    target: str = ""
    posts: tuple[Post, ...] = ()
    entries: tuple[Entry, ...] = ()
    #: Whether the entries are short, and stand in a row.
    is_row: bool = False
    #: What stands above the title of each post, such as "Part 2"; empty for nothing.
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """One edition of a book, to fetch."""

    #: What it is for: "For the screen".
    name: str
    #: Its path from the site's root.
    path: str
    #: What it is: "PDF".
    format: str
    media_type: str
    #: How many pages it has and how large it is, in words; empty while it has not been made.
    facts: tuple[str, ...] = ()
    #: SHA-256 of its content, in hexadecimal digits; "" while it has not been made.
    digest: str = ""

    @property
    def file_name(self) -> str:
        """Its name, without the folder."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class BookPart:
    """A line of a book's contents: a post, or another part of it."""

    title: str
    #: Its page in the edition for the screen.
    page: int
    #: Path of that edition from the site's root.
    path: str
    post: Post | None = None


@dataclass(frozen=True)
class Book:
    """A yearbook: its editions, and what is in it."""

    name: str
    #: Page name of the page about it; "" where this is that page.
    page: str
    files: tuple[File, ...]
    #: Path of the picture of its cover from the site's root; "" for none.
    cover: str = ""
    #: What it holds, in one line.
    summary: str = ""
    parts: tuple[BookPart, ...] = ()
    #: Page name of its year in numbers; "" where that is not to be named.
    numbers: str = ""
    #: How to cite it; None where that is not to be said, or it has not been made.
    cited: CiteWork | None = None


@dataclass(frozen=True)
class ReadPost:
    """One of the most read posts."""

    #: Its place; two may share one.
    number: int
    post: Post
    #: How often it was read, in words.
    views: str
    #: That it shares its place; "" where it does not.
    note: str = ""


@dataclass(frozen=True)
class MostReadList:
    """The most read posts of a time."""

    heading: str
    rows: tuple[ReadPost, ...]
    #: What is missing, and how the figures were made; "" for nothing.
    remarks: str = ""


@dataclass(frozen=True)
class Listing:
    """What a page lists."""

    page_name: str
    title: str
    #: Heading of the list where it ends an author's document, which has a title of its own.
    heading: str
    groups: tuple[Group, ...]
    #: What stands before the list, in one sentence; "" for nothing.
    lead: str = ""
    books: tuple[Book, ...] = ()
    #: Whether the listing has a feed at ``atom.xml`` below its address.
    has_feed: bool = False
    #: The pages above this one, the nearest last.
    parents: tuple[Above, ...] = ()
    #: The posts that were read most in the time of the listing; None where that is not known.
    most_read: MostReadList | None = None

    #: The pages that a long listing stands on, by number; empty where it stands on one.
    pages: tuple[Entry, ...] = ()
    #: Which of its pages this is.
    number: int = 1
    #: All posts of a listing that stands on several pages, for the first; empty for the others.
    whole: tuple[Post, ...] = ()

    @property
    def posts(self) -> tuple[Post, ...]:
        """All posts of the listing, in its order."""
        return self.whole or tuple(post for group in self.groups for post in group.posts)
