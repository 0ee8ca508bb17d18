"""Comments in their threads, as readers may see them: who answers whom, oldest first.

Each published comment is there once, and no other's words are. A removed comment that has answers
keeps its place, so that they stay together below it; so does one that the file no longer has, for
taking its lines out is a way to remove it. An answer to a comment that waits or is spam goes to
the one before it in the thread that can be seen. Pure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sphinx_publication.model.comments import Comment, Entry, State, Tombstone


@dataclass(frozen=True)
class Placed:
    """A comment in its thread, or the place of one that was removed."""

    id: str
    #: None where the comment was removed.
    comment: Comment | None
    #: How many comments it answers, through each other: 0 for one to the post.
    depth: int
    #: The id of what it stands below; "" for the post itself.
    above: str = ""


def threaded(entries: Iterable[Entry]) -> tuple[Placed, ...]:
    """Return what may be shown of *entries*, in reading order: each followed by its answers.

    Older ones come first, those of one moment as in the file; the place of a removed one is as old
    as the oldest below it.
    """
    every = {one.id: one for one in entries}
    named = {one.parent for one in every.values() if one.parent}
    every |= {name: Tombstone(name) for name in named - every.keys()}
    published = (one for one in every.values() if isinstance(one, Comment) and _is_shown(one))
    answers: dict[str, list[str]] = {}
    above: dict[str, str] = {}
    for one in sorted(published, key=lambda one: one.date):
        place: Entry | None = one
        while place is not None and place.id not in above:
            over = _above(place, every, above)
            above[place.id] = over
            answers.setdefault(over, []).append(place.id)
            place = every[over] if over and not _is_shown(every[over]) else None
    found = []
    waiting = [(name, 0) for name in reversed(answers.get("", ()))]
    while waiting:
        name, depth = waiting.pop()
        entry = every[name]
        shown = entry if isinstance(entry, Comment) and _is_shown(entry) else None
        found.append(Placed(name, shown, depth, above[name]))
        waiting += [(answer, depth + 1) for answer in reversed(answers.get(name, ()))]
    return tuple(found)


def published(thread: Iterable[Placed]) -> tuple[Comment, ...]:
    """Return the comments of a thread, without the places of removed ones."""
    return tuple(one.comment for one in thread if one.comment is not None)


@dataclass(frozen=True)
class Branch:
    """A comment of a thread with the answers that stand in it."""

    placed: Placed
    answers: tuple[Branch, ...]


def branches(thread: Iterable[Placed], deepest: int) -> tuple[Branch, ...]:
    """Return a thread as lists in lists, nested no deeper than *deepest*.

    What is deeper follows what it answers in the same list.
    """
    return tuple(_branches(deque(thread), 0, deepest))


def _branches(rest: deque[Placed], depth: int, deepest: int) -> Iterator[Branch]:
    """Yield the branches that *rest* begins with at *depth*, and take them from it."""
    while rest and min(rest[0].depth, deepest) >= depth:
        placed = rest.popleft()
        answers = tuple(_branches(rest, depth + 1, deepest)) if depth < deepest else ()
        yield Branch(placed, answers)


def _is_shown(entry: Entry) -> bool:
    return entry.state is State.PUBLISHED


def _above(one: Entry, every: Mapping[str, Entry], above: Mapping[str, str]) -> str:
    """Return the id of what *one* stands below in its thread; "" for nothing.

    *above* says so for those that have been placed; below one of them that stands below *one*
    itself, nothing can stand.
    """
    seen = {one.id}
    parent = every.get(one.parent)
    while parent is not None and parent.state in _PASSED_OVER and parent.id not in seen:
        seen.add(parent.id)
        parent = every.get(parent.parent)
    if parent is None or parent.id in seen:
        return ""
    over = parent.id
    while over:
        if over == one.id:
            return ""
        over = above.get(over, "")
    return parent.id


#: What readers do not learn of.
_PASSED_OVER = (State.PENDING, State.SPAM)
