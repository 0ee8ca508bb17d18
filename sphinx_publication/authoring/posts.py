"""A new post: its place, and what its file begins with.

Every field that a post can have stands there, filled in where the publication tells what belongs
in it, else empty with a comment. An empty field is no mistake; the post builds as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sphinx_publication.authoring.known import Known
from sphinx_publication.authoring.templates import empty, field, fill, in_list, inline
from sphinx_publication.authoring.writing import NewFile, NoPlace, free_name, leaf
from sphinx_publication.locale.console import _


@dataclass(frozen=True)
class Wanted:
    """What an author said of a new post; "" and () where nothing."""

    title: str
    #: In the publication's time zone.
    date: datetime
    #: Whether the hour belongs to the date.
    timed: bool = True
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    series: str = ""
    draft: bool = True


def new_post(known: Known, wanted: Wanted) -> NewFile:
    """Return the file of a new post. Raises NoPlace where none can be."""
    path = _path(known, wanted)
    pattern = "%Y-%m-%d %H:%M" if wanted.timed else "%Y-%m-%d"
    values = {
        "title": wanted.title,
        "date": wanted.date.strftime(pattern),
        "author": field(wanted.authors) if wanted.authors else empty(_("who writes")),
        "category": field(wanted.categories)
        if wanted.categories
        else empty(_examples(known.categories.common(4))),
        "tags": in_list(wanted.tags)
        if wanted.tags
        else empty(_examples(known.tags.common(4)), "[]"),
        "series": _series(known, wanted.series),
        "description": empty(_("one or two plain sentences, for lists, feeds and search")),
        "draft": empty(_("remove this line to publish"), "draft: true") if wanted.draft else "",
        "hint": "% " + _("Write here, and remove this line. A source is cited as [@key, p. 12]."),
    }
    return NewFile(path, fill(known.project, "post.md", values))


def _series(known: Known, name: str) -> str:
    return f"series: {inline(name)}\npart: {known.next_part(name)}" if name else ""


def _examples(names: tuple[str, ...]) -> str:
    """Return the comment of an empty field: names that other posts have."""
    return _("such as: %s") % ", ".join(names) if names else _("what the post is about")


def _path(known: Known, wanted: Wanted) -> Path:
    project, name = known.project, leaf(wanted.title)
    patterns = project.post_patterns
    if not patterns:
        raise NoPlace(
            _("conf.py does not say where posts lie; add: blog_post_pattern = ['posts/**/*.md']")
        )
    folders = _folders(patterns, wanted.date)
    folder = next((one for one in folders if project.has_post_at(one / f"{name}.md")), None)
    if folder is None:
        raise NoPlace(_("No new post can be in: %s") % ", ".join(patterns))
    return folder / f"{free_name(name, lambda one: _is_taken(known, folder / one))}.md"


def _folders(patterns: tuple[str, ...], date: datetime) -> Iterator[Path]:
    """Yield folders where a post may lie, the one of its permanent address first."""
    for pattern in patterns:
        parts = Path(pattern).parts
        fixed = next((n for n, part in enumerate(parts) if set("*?[") & set(part)), len(parts) - 1)
        base = Path(*parts[:fixed])
        yield from (base / f"{date:%Y/%m}", base / f"{date:%Y}", base)


def _is_taken(known: Known, path: Path) -> bool:
    address = known.project.addresses.page(path.as_posix())
    return address in known.taken or (known.project.root / f"{path}.md").exists()
