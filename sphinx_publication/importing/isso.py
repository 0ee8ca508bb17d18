"""Isso's database: the approved comments in it, and of those who wrote them their names alone.

E-mail addresses, network addresses, home pages and votes are never read. The file is opened for
reading only; `take` alone changes it, and takes out what is safe elsewhere. The schema is Isso's
``user_version`` 3 to 5 (isso/db/__init__.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt

from sphinx_publication.importing.planning.comments import NOBODY, plain
from sphinx_publication.importing.privacy import Privacy
from sphinx_publication.locale.console import _
from sphinx_publication.model.comments import Comment

_VERSIONS = range(3, 6)
_NEEDED = {
    "threads": frozenset({"id", "uri"}),
    "comments": frozenset(
        {"tid", "id", "parent", "created", "mode", "text", "author", "remote_addr"}
    ),
}
#: Isso's ``comments.mode``.
_APPROVED, _WAITING, _DELETED = 1, 2, 4
#: Those that `take` left as empty places have no network address; those that Isso deleted do.
_QUERY = """
    SELECT threads.uri, comments.id, comments.parent, comments.created, comments.mode,
           comments.text, comments.author, comments.remote_addr = '' AS taken
    FROM comments JOIN threads ON comments.tid = threads.id
    ORDER BY comments.created, comments.id
"""


class IssoFileError(Exception):
    """A file that is no database of Isso's, or one of an unknown kind; the message says why."""


@dataclass(frozen=True)
class Box:
    """What a database holds."""

    #: Approved comments by the address of their thread, oldest first.
    threads: Mapping[str, tuple[Comment, ...]]
    #: How many wait for approval.
    waiting: int
    #: Ids, in the archive, of comments that have been deleted in Isso.
    deleted: frozenset[str]


def read(file: Path, zone: tzinfo, privacy: Privacy) -> Box:
    """Return what the database *file* holds, its moments in time zone *zone*.

    Raises IssoFileError.
    """
    threads: dict[str, list[Comment]] = {}
    waiting, deleted = 0, set()
    for uri, number, parent, created, mode, text, author, taken in _rows(file):
        waiting += mode == _WAITING
        if mode == _DELETED and not taken:
            deleted.add(name(number))
        if mode != _APPROVED:
            continue
        moment = datetime.fromtimestamp(int(created), UTC).astimezone(zone)
        words = _words(str(text or ""), privacy)
        signed = " ".join(privacy.line(str(author or "")).split()) or privacy.say(NOBODY)
        above = name(parent) if parent else ""
        if words:
            one = Comment(name(number), signed, moment, words, above)
            threads.setdefault(str(uri), []).append(one)
    return Box(
        {uri: tuple(comments) for uri, comments in threads.items()}, waiting, frozenset(deleted)
    )


def name(number: int) -> str:
    """Return the id in the archive of Isso's comment *number*."""
    return f"i{number}"


def take(file: Path, names: Collection[str]) -> None:
    """Take the comments with these ids out of the database, in one step.

    One that others answer, which stay, leaves an empty place, as Isso itself does it. Raises
    IssoFileError.
    """
    numbers = [(int(one.removeprefix("i")),) for one in sorted(names)]
    try:
        with closing(sqlite3.connect(_address(file, "rw"), uri=True)) as base:
            base.execute("PRAGMA secure_delete = ON")
            with base:
                base.execute("CREATE TEMP TABLE taken (id INTEGER PRIMARY KEY)")
                base.executemany("INSERT INTO taken VALUES (?)", numbers)
                base.execute(
                    "UPDATE comments SET mode = 4, text = '', author = NULL, email = NULL, "
                    "website = NULL, remote_addr = '', voters = zeroblob(256) "
                    "WHERE id IN taken"
                )
                base.execute(
                    "DELETE FROM comments WHERE mode = 4 AND remote_addr = '' AND id NOT IN "
                    "(SELECT parent FROM comments WHERE parent IS NOT NULL "
                    "AND NOT (mode = 4 AND remote_addr = ''))"
                )
    except sqlite3.Error as error:
        raise IssoFileError(f"{file}: {error}") from error


def _words(markdown: str, privacy: Privacy) -> str:
    """Return the plain text of what was written in Isso's Markdown."""
    html = _MARKDOWN.render(markdown).replace(">\n<", "><")  # between elements, no line's end
    return plain(html, privacy)[0]


#: As Isso's own: HTML is text, a line's end is one (isso.cfg, ``[markup.mistune]``).
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(
    ["strikethrough", "table"]
)


def _rows(file: Path) -> Iterator[tuple[Any, ...]]:
    if not file.is_file():
        raise IssoFileError(_("%s: there is no such file") % file)
    try:
        with closing(sqlite3.connect(_address(file, "ro"), uri=True)) as base:
            for table, needed in _NEEDED.items():
                columns = {row[1] for row in base.execute(f"PRAGMA table_info({table})")}
                if missing := sorted(needed - columns):
                    raise IssoFileError(
                        _("%(file)s is no database of Isso's: it has no %(table)s.%(column)s")
                        % {"file": file, "table": table, "column": missing[0]}
                    )
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version not in _VERSIONS:
                raise IssoFileError(
                    _("%(file)s: Isso's databases of version %(version)d are not known here")
                    % {"file": file, "version": version}
                )
            yield from base.execute(_QUERY).fetchall()
    except sqlite3.Error as error:
        raise IssoFileError(
            _("%(file)s is no database of Isso's: %(reason)s") % {"file": file, "reason": error}
        ) from error


def _address(file: Path, mode: str) -> str:
    return f"file:{quote(str(file.resolve()))}?mode={mode}"
