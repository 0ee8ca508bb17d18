"""The year's ranked lists, put together from the posts that hold their parts.

Each place leads to where it stands in the book, or on the site where its post is not in the volume.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.toplists import Entry, Row, Toplist, of_year, rankings
from sphinx_publication.yearbook.scope import mark

if TYPE_CHECKING:
    from sphinx_publication.model.posts import Post
    from sphinx_publication.model.toplists import Part
    from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")


def write(making: Making) -> Iterator[str]:
    """Yield the part with the whole lists, where the volume has a post that holds some of one."""
    found = tuple(lists(making))
    if found:
        titles = [_title(one) for one in found]
        value = {
            "title": titles[0] if len(found) == 1 else str(_("Ranked lists")),
            "intro": _intro(making, found[0]) if len(found) == 1 else "",
            "lists": [
                {
                    "title": title if len(found) > 1 else "",
                    "intro": _intro(making, one) if len(found) > 1 else "",
                    "rows": [_row(making, one, row) for row in one.rows],
                }
                for one, title in zip(found, titles, strict=True)
            ],
            "words": {"page": str(_("p."))},
        }
        yield making.call("toplists", "toplists", value)


def lists(making: Making) -> Iterator[Toplist]:
    """Yield the lists of the volume's years of which a part stands in it, the oldest year first."""
    noted: dict[str, tuple[Part, ...]] = getattr(making.press.env, "publication_toplists", {})
    parts = tuple(chain.from_iterable(noted[name] for name in sorted(noted)))
    every = {post.key: post for volume in making.press.volumes for post in volume.posts}
    found = rankings(parts, tuple(every.values()))
    inside = {post.key for post in making.volume.posts}
    for year in making.volume.years:
        for one in of_year(found, year):
            if any(source.post and source.post.key in inside for source in one.sources):
                yield one


def _title(one: Toplist) -> str:
    return _("%(list)s %(year)s") % {"list": one.name, "year": one.year}


def _intro(making: Making, one: Toplist) -> str:
    """Return the sentence that says which posts the list is put together from."""
    posts: dict[str, Post] = {
        source.post.key: source.post for source in one.sources if source.post is not None
    }
    days = [dates.medium_date(post.date, making.language) for post in posts.values()]
    if not days:
        return ""
    if len(days) == 1:
        return _("The list as it stands in the post of %(date)s.") % {"date": days[0]}
    values = {"count": len(days), "first": days[0], "last": days[-1]}
    return _("Put together from %(count)s posts, of %(first)s to %(last)s.") % values


def _row(making: Making, one: Toplist, row: Row) -> dict[str, Any]:
    """Return one row: its number as printed, and who shares the place; none where it is missing."""
    numbers = str(row.first) if row.first == row.last else f"{row.first}\N{EN DASH}{row.last}"
    return {
        "number": numbers,
        "missing": (one.missing or str(_("coming"))) if not row.entries else "",
        "entries": [_entry(making, entry) for entry in row.entries],
    }


def _entry(making: Making, entry: Entry) -> dict[str, Any]:
    docname, anchor = entry.source.part.docname, entry.place.anchor
    name = mark(docname, anchor)
    inside = name in making.book.marks
    if inside:
        making.book.linked.add(name)
    page = making.book.page(docname)
    return {
        "title": entry.place.title,
        "mark": name if inside else "",
        "address": f"{page}#{anchor}" if page and not inside else "",
    }
