"""Those who wrote the book: what their pages say of them, and their posts."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.yearbook import parts, whereabouts
from sphinx_publication.yearbook.assembly import Chapter
from sphinx_publication.yearbook.contributors import authors, biography, role
from sphinx_publication.yearbook.epub.chapters import ChapterWriter
from sphinx_publication.yearbook.epub.leaves import TITLE, Leaf, leaf, part
from sphinx_publication.yearbook.epub.xhtml import Element, element, pour

_ = get_translation("sphinx_publication")


def contributors(writer: ChapterWriter) -> Iterator[Leaf]:
    """Yield the part, where any post names an author."""
    found = authors(writer.making)
    if found:
        title = str(_("Contributors"))
        content = (made for name, posts in found.items() for made in _person(writer, name, posts))
        section = part("contributors", element("h1", title, id=TITLE), *content)
        yield leaf("contributors.xhtml", title, "other", section, {TITLE: "contributors"})


def _person(writer: ChapterWriter, name: str, posts: list[Chapter]) -> Iterator[Element]:
    making = writer.making
    docname = whereabouts.document_at(making, making.press.addresses.author(name))
    yield element("h2", name)
    if docname:
        if said := role(making, docname):
            yield element("p", said, class_="byline")
        chapter = making.press.shelf.chapter(docname)
        yield pour(writer.body(chapter, biography(chapter)), element("div"))
    yield element("ul", *(_post(writer, chapter) for chapter in posts))


def _post(writer: ChapterWriter, chapter: Chapter) -> Element:
    assert chapter.post is not None
    day = dates.medium_date(chapter.post.date, writer.making.language)
    href = writer.places.hrefs[chapter.mark]
    return element("li", element("a", parts.chapter_title(chapter), href=href), f" {day}")
