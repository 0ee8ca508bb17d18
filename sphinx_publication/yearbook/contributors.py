"""Who wrote the book: each author with what an author page says, and the posts with their pages.

The page that an author has on the site (``forfattare/<name>.md``) may hold a biography: what stands
before its first heading is printed here. ``role`` in its front matter stands below the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.model.authors import in_order, profile
from sphinx_publication.yearbook import escape, parts, pieces, whereabouts
from sphinx_publication.yearbook.link_notes import LinkNotes
from sphinx_publication.yearbook.making import IMPORTS
from sphinx_publication.yearbook.translator import Translator

if TYPE_CHECKING:
    from sphinx_publication.yearbook.assembly import Chapter
    from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")


def write(making: Making) -> Iterator[str]:
    """Yield the part, where any post names an author."""
    found = authors(making)
    if found:
        links = LinkNotes("contributors")
        entries = [_entry(making, name, posts, links) for name, posts in found.items()]
        title = escape.string(str(_("Contributors")))
        call = pieces.call("contributors", title, pieces.array(entries))
        yield f'{IMPORTS}#import "/theme/contributors.typ": contributors\n{call}\n{links.listed()}'


def authors(making: Making) -> dict[str, list[Chapter]]:
    """Return the authors' names in the order of the alphabet, with their posts."""
    found: dict[str, list[Chapter]] = {}
    for chapter in making.posts:
        if chapter.post is not None:
            for name in making.press.authors(*chapter.post.authors):
                found.setdefault(name, []).append(chapter)
    return {name: found[name] for name in in_order(found, making.language)}


def role(making: Making, docname: str) -> str:
    """Return what an author's page says that the author is; "" for no page, or none that says."""
    return profile(making.press.env.metadata.get(docname, {}) if docname else {}).role


def biography(page: Chapter) -> Iterator[nodes.Node]:
    """Yield what stands in an author's page before its first heading."""
    return takewhile(lambda node: not isinstance(node, nodes.section), page.body)


def _entry(making: Making, name: str, chapters: list[Chapter], links: LinkNotes) -> str:
    page_name = making.press.addresses.author(name)
    docname = whereabouts.document_at(making, page_name)
    posts = [_post(making, chapter) for chapter in chapters]
    return pieces.expression(
        "",
        escape.string(name),
        escape.string(role(making, docname)),
        pieces.content(_biography(making, docname, links)),
        pieces.array(posts),
    )


def _post(making: Making, chapter: Chapter) -> str:
    assert chapter.post is not None
    day = dates.medium_date(chapter.post.date, making.language)
    fields = (parts.chapter_title(chapter), day, chapter.mark)
    return f"({', '.join(map(escape.string, fields))})"


def _biography(making: Making, docname: str, links: LinkNotes) -> str:
    """Return what stands in the author's page before its first heading."""
    if not docname:
        return ""
    chapter = making.press.shelf.chapter(docname)
    tr = Translator(making.book, docname, chapter.path, chapter.root)
    tr.link_notes = links
    return pieces.place(chapter.path, 1) + tr.blocks(biography(chapter))
