"""What an import is asked for, and what it comes to, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePosixPath

from sphinx_publication.importing.export import Entry
from sphinx_publication.importing.planning.comments import Reason
from sphinx_publication.importing.planning.labels import LabelFate
from sphinx_publication.importing.remarks import Remark
from sphinx_publication.importing.writing import File
from sphinx_publication.locale.console import N_


@dataclass(frozen=True)
class Wishes:
    """What the person who imports asks for."""

    #: Names of authors as the publication has them, by those of the blog.
    names: Mapping[str, str] = field(default_factory=dict)
    #: Who wrote what the blog does not tell; "" for nobody.
    author: str = ""
    #: Category of every post; "" for none.
    category: str = ""
    #: Whether drafts are brought along, as drafts.
    drafts: bool = True


class LeftOut(Enum):
    """Why an entry is left out."""

    TRASHED = N_("deleted on the blog")
    DRAFT = N_("a draft, and drafts were not asked for")


@dataclass(frozen=True)
class Account:
    """What becomes of one entry."""

    entry: Entry
    #: Its file, from the publication's root; None where it is left out.
    path: PurePosixPath | None
    #: As it stands in the file, or as the blog had it.
    title: str
    left_out: LeftOut | None = None
    #: How many of its comments are imported.
    comments: int = 0
    #: How many pictures of the albums it shows.
    pictures: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Plan:
    """An import, before anything is written; nothing of the export is missing here."""

    files: tuple[File, ...]
    #: New addresses by old ones, of what no post or page owns.
    redirects: Mapping[str, str]
    accounts: tuple[Account, ...]
    #: What becomes of each label; None for a tag.
    labels: Mapping[str, LabelFate | None]
    comments_left_out: Mapping[Reason, int]
    #: How many files each picture of the albums becomes, by its name there.
    pictures: Mapping[str, int]
    #: Why some of them are none that can be shown.
    no_pictures: Mapping[str, str]
