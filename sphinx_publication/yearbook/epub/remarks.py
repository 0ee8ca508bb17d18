"""The archived comments below a post, as a list whose answers are lists in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.threads import published
from sphinx_publication.yearbook import comments
from sphinx_publication.yearbook.epub.xhtml import Element, element, extend

if TYPE_CHECKING:
    from sphinx_publication.model.comments import Comment
    from sphinx_publication.model.threads import Placed
    from sphinx_publication.yearbook.assembly import Chapter
    from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")


def remarks(making: Making, chapter: Chapter) -> Iterator[Element]:
    """Yield the comments on a post, where there are any to show."""
    _path, found = comments.shown(making, chapter)
    if found:
        yield element(
            "section",
            element("h2", _("Comments"), id="comments_"),
            element("p", comments.said(len(published(found))), class_="said"),
            element("ul", *_nested(list(found), 0, making.language)),
            id="remarks_",
            class_="comments",
        )


def _nested(rest: list[Placed], depth: int, language: str) -> Iterator[Element]:
    """Yield the comments that *rest* begins with down to *depth*, each with its answers in it."""
    while rest and rest[0].depth >= depth:
        one = rest.pop(0).comment
        item = _item(one, language) if one else element("li", element("p", comments.removed()))
        if answers := list(_nested(rest, depth + 1, language)):
            item.append(element("ul", *answers))
        yield item


def _item(one: Comment, language: str) -> Element:
    """Return one comment: who wrote it and when, and its paragraphs."""
    day = element("time", dates.medium_date(one.date, language), datetime=f"{one.date:%Y-%m-%d}")
    item = element("li", element("p", element("strong", one.author), " ", day))
    for lines in one.paragraphs:
        paragraph = element("p")
        for number, line in enumerate(lines):
            extend(paragraph, [element("br"), line] if number else [line])
        item.append(paragraph)
    return item
