"""Archived comments: what readers once wrote below a post, kept as a file beside it.

``posts/2013/12/name.comments.yaml`` holds the comments of ``posts/2013/12/name.md``: a YAML list
with one block for each comment, which a person can take out by deleting its lines::

    - id: c1
      author: Anna
      date: 2013-12-18 09:30
      text: |
        Thanks for the list!
    - id: c2
      parent: c1
      author: Bo
      date: 2013-12-18T10:12:00+01:00
      state: pending
      text: Not shown until it is published.
    - {id: c3, parent: c1, state: removed}

A text is plain: paragraphs with blank lines between them, nothing in it is markup. Of a comment
whose state is "removed" only its place in the thread is read, whatever else its block holds; id and
state alone are enough. Whatever is wrong with a comment leaves that comment out and nothing else.
Only what `threads.threaded` returns may be shown to readers. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

import yaml

from sphinx_publication.model import dates
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.yaml_loader import QUICK

#: What the name of a post's file has instead of its ending.
SUFFIX = ".comments.yaml"

_FIELDS = ("id", "parent", "author", "date", "state", "text")
_NEEDED = ("id", "author", "date", "text")
#: What can stand after "#" in an address as it is.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_Path = TypeVar("_Path", bound=PurePath)


class State(StrEnum):
    """What has become of a comment; readers see the published ones."""

    PUBLISHED = "published"
    PENDING = "pending"
    SPAM = "spam"
    REMOVED = "removed"


@dataclass(frozen=True)
class Comment:
    """One comment."""

    #: What no other comment of the post has.
    id: str
    #: The name that its writer gave.
    author: str
    #: In the publication's time zone.
    date: datetime
    text: str
    #: The id of the comment that it answers; "" for the post itself.
    parent: str = ""
    state: State = State.PUBLISHED
    #: Line in the file, counted from 1; 0 when unknown.
    line: int = 0

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The text as paragraphs, each as its lines."""
        text = "\n".join(self.text.splitlines()).strip()
        return tuple(
            tuple(line for line in map(str.strip, paragraph.split("\n")) if line)
            for paragraph in _BLANK_LINES.split(text)
            if paragraph.strip()
        )


@dataclass(frozen=True)
class Tombstone:
    """What is left of a comment that was removed: its place in the thread, and nobody's words."""

    id: str
    #: The id of the comment that it answered; "" for the post itself.
    parent: str = ""
    #: Line in the file, counted from 1; 0 when unknown.
    line: int = 0

    @property
    def state(self) -> State:
        """What has become of the comment."""
        return State.REMOVED


Entry: TypeAlias = Comment | Tombstone


@dataclass(frozen=True)
class Reading:
    """A file of comments, as far as it can be read."""

    #: Comments, and what is left of removed ones, in the order of the file.
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments, without those that were removed."""
        return tuple(one for one in self.entries if isinstance(one, Comment))

    @property
    def ids(self) -> frozenset[str]:
        """The ids that are taken, those of removed comments too: none of these may come back."""
        return frozenset(one.id for one in self.entries)


def file_of(post: _Path) -> _Path:
    """Return where the comments of a post's file lie."""
    return post.with_suffix(SUFFIX)


def read(text: str, path: str, zone: str) -> Reading:
    """Return the comments of a file's *text*; *path* names it in messages.

    Dates without a zone are in time zone *zone*.
    """
    try:
        root = yaml.compose(text.removeprefix("\ufeff"), Loader=QUICK)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = mark.line + 1 if mark else 1
        return Reading((), (Problem(Kind.COMMENTS_UNREADABLE, path, line, {"reason": reason}),))
    if root is None:
        return Reading((), ())
    if not isinstance(root, yaml.SequenceNode):
        reason = "it is not a list of comments, each beginning with '- id:'"
        return Reading((), (Problem(Kind.COMMENTS_UNREADABLE, path, 1, {"reason": reason}),))
    found: dict[str, Entry] = {}
    problems: list[Problem] = []
    for node in root.value:
        line = node.start_mark.line + 1
        try:
            entry = _entry(node, line, zone)
        except _WrongError as wrong:
            problems.append(Problem(wrong.kind, path, wrong.line, wrong.details))
            continue
        first = found.setdefault(entry.id, entry)
        if first is not entry:
            details = {"id": entry.id, "first": first.line}
            problems.append(Problem(Kind.COMMENT_ID_TAKEN, path, line, details))
    return Reading(tuple(found.values()), tuple(problems))


def write(entries: Iterable[Entry]) -> str:
    """Return the text of a file that `read` gives the same *entries* back from."""
    return "".join(map(block, entries))


def block(entry: Entry) -> str:
    """Return one entry as it stands in a file; of a removed comment only its place is written."""
    fields = {"id": entry.id, **({"parent": entry.parent} if entry.parent else {})}
    if isinstance(entry, Tombstone) or entry.state is State.REMOVED:
        fields["state"] = str(State.REMOVED)
        return f"- {_dumped(fields, default_flow_style=True, width=float('inf')).strip()}\n"
    fields |= {
        "author": entry.author,
        "date": entry.date.replace(microsecond=0).isoformat(),
        **({"state": str(entry.state)} if entry.state is not State.PUBLISHED else {}),
        "text": entry.text,
    }
    return _dumped([fields], width=100)


def _dumped(value: object, **how: Any) -> str:
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, **how))


class _WrongError(Exception):
    """A comment that cannot be used."""

    def __init__(self, kind: Kind, line: int, **details: object) -> None:
        super().__init__(kind.name)
        self.kind, self.line, self.details = kind, line, details


def _entry(node: yaml.Node, line: int, zone: str) -> Entry:
    fields = tuple(_pairs(node, line))
    values = {name: value for name, value, _line in fields}
    lines = {name: number for name, _value, number in fields}
    try:
        state = State(values.get("state", "").strip() or State.PUBLISHED)
    except ValueError as error:
        raise _invalid(values, lines, "state", ", ".join(State)) from error
    needed = _NEEDED if state is not State.REMOVED else ("id",)
    missing = [name for name in needed if not values.get(name, "").strip()]
    if missing:
        raise _WrongError(Kind.COMMENT_INCOMPLETE, line, field=missing[0])
    name, parent = values["id"].strip(), values.get("parent", "").strip()
    if not _ID.fullmatch(name):
        raise _invalid(values, lines, "id", "c12 (letters, digits, '-', '_' and '.')")
    if state is State.REMOVED:
        return Tombstone(name, parent, line)
    try:
        date = dates.parse(values["date"], zone).astimezone(ZoneInfo(zone))
    except (ValueError, OverflowError) as error:
        raise _invalid(values, lines, "date", "2013-12-18 09:30") from error
    author = " ".join(values["author"].split())
    return Comment(name, author, date, values["text"].strip(), parent, state, line)


def _invalid(
    values: Mapping[str, str], lines: Mapping[str, int], name: str, example: str
) -> _WrongError:
    details = {"field": name, "value": values[name], "example": example}
    return _WrongError(Kind.COMMENT_VALUE_INVALID, lines[name], **details)


def _pairs(node: yaml.Node, line: int) -> Iterator[tuple[str, str, int]]:
    """Yield the fields of a comment with their lines; every value is the text that stands there."""
    if not isinstance(node, yaml.MappingNode):
        raise _WrongError(Kind.COMMENT_INCOMPLETE, line, field="id")
    for key, value in node.value:
        number = key.start_mark.line + 1
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in _FIELDS:
            known = ", ".join(_FIELDS)
            raise _WrongError(Kind.COMMENT_FIELD_UNKNOWN, number, field=name, known=known)
        if not isinstance(value, yaml.ScalarNode):
            details = {"field": name, "value": "…", "example": "text, after '|' if it is long"}
            raise _WrongError(Kind.COMMENT_VALUE_INVALID, number, **details)
        yield name, value.value, number


#: Ends of lines besides the usual ones: next line, line separator, paragraph separator.
_ODD_BREAKS = frozenset("\x85\u2028\u2029")


class _Dumper(yaml.SafeDumper):
    """YAML with long texts as blocks, which are pleasant to read and to edit."""


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    if _ODD_BREAKS.intersection(value):
        style = '"'  # YAML 1.1 (5.4) would read each as the end of a line
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
