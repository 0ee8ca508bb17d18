"""Those who wrote the book: what their pages say of them, and their posts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_publication.model import dates
from sphinx_publication.yearbook import whereabouts
from sphinx_publication.yearbook.assembly import Chapter
from sphinx_publication.yearbook.contributors import authors
from sphinx_publication.yearbook.epub.chapters import ChapterWriter, plain_title
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
        role = str(making.press.env.metadata.get(docname, {}).get("role") or "")
        if role.strip():
            yield element("p", " ".join(role.split()), class_="byline")
        chapter = making.press.shelf.chapter(docname)
        text = takewhile(lambda node: not isinstance(node, nodes.section), chapter.body)
        yield pour(writer.body(chapter, text), element("div"))
    yield element("ul", *(_post(writer, chapter) for chapter in posts))


def _post(writer: ChapterWriter, chapter: Chapter) -> Element:
    assert chapter.post is not None
    day = dates.medium_date(chapter.post.date, writer.making.language)
    href = writer.places.hrefs[chapter.mark]
    return element("li", element("a", plain_title(chapter), href=href), f" {day}")
