"""What a blog holds, as any export tells it: entries, comments and pictures.

Every entry and comment of the file is here, wanted or not, so that the report can account for each.
What identifies people (e-mail addresses, profile addresses and their numbers) is left behind by the
readers and is in no field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sphinx_publication.importing.remarks import Remark


class Service(StrEnum):
    """Who made the export; also the name of the command that reads it."""

    BLOGGER = "blogger"
    WORDPRESS = "wordpress"

    @property
    def written(self) -> str:
        """Its name as it writes it itself."""
        return {"blogger": "Blogger", "wordpress": "WordPress"}[self.value]


class EntryKind(StrEnum):
    """What an entry is."""

    POST = "post"
    PAGE = "page"


class EntryState(StrEnum):
    """Whether readers of the blog could see an entry."""

    LIVE = "live"
    DRAFT = "draft"
    #: To be published at a moment that lay ahead when the export was made.
    SCHEDULED = "scheduled"
    TRASHED = "trashed"


class CommentState(StrEnum):
    """Whether readers of the blog could see a comment."""

    LIVE = "live"
    SPAM = "spam"
    #: Shown to its writer alone.
    GHOSTED = "ghosted"
    PENDING = "pending"
    TRASHED = "trashed"


@dataclass(frozen=True)
class Entry:
    """A post or a page."""

    #: What the service calls it; no other entry of the export has it.
    identifier: str
    kind: EntryKind
    state: EntryState
    #: Plain text; "" where it has none.
    title: str
    #: As the service has it: never shown before it has been cleaned.
    html: str
    #: When it was, or is to be, published, with its zone; None where the export has no such moment.
    published: datetime | None
    updated: datetime | None
    #: Name of the author as the blog showed it; "" where it showed none.
    author: str = ""
    labels: tuple[str, ...] = ()
    #: Path of its page on the old site: "/2013/12/arets-tio.html"; "" where it never had one.
    address: str = ""
    #: What its author said of it for search engines; plain text.
    description: str = ""
    #: The place that its author named; plain text.
    location: str = ""


@dataclass(frozen=True)
class Comment:
    """What a reader wrote to an entry."""

    identifier: str
    #: Identifier of the entry.
    entry: str
    state: CommentState
    html: str
    published: datetime | None
    #: As its writer signed it; "" for nobody.
    author: str = ""
    #: Identifier of the comment that it answers; "" where it answers the entry.
    parent: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture that lies in the export."""

    #: Its file name there.
    name: str
    #: In bytes.
    size: int
    #: Returns its content, read when it is asked for.
    read: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Export:
    """One blog."""

    title: str
    #: Address of the old site, ending in a slash: "https://namn.blogspot.com/"; "" where unknown.
    address: str
    entries: tuple[Entry, ...]
    comments: tuple[Comment, ...] = ()
    #: By their file names; an album may have two of one name, which then are numbered.
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    #: What else the export holds and no publication needs ("template": 1, "settings": 47).
    others: Mapping[str, int] = field(default_factory=dict)
    #: Hosts at which the blog stood, in lower case; there may be several, or none that is known.
    hosts: frozenset[str] = frozenset()
    #: What was wrong in the file, though it could be read, each with its place, in its order.
    remarks: tuple[Remark, ...] = ()
    service: Service = Service.BLOGGER


class NoExport(Exception):
    """A file that is no export, or cannot be read; the message says why and what to do."""

    def __init__(self, place: object, reason: str) -> None:
        """Take the file, with a line if known, and the reason in the author's language."""
        super().__init__(f"{place}: {reason}")
