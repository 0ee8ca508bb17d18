"""The navigation document: contents by month, the pages of the PDF, and the landmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sphinx.locale import get_translation

from sphinx_publication.yearbook.epub.leaves import Heading, Leaf
from sphinx_publication.yearbook.epub.pages import PageMark, page_mark
from sphinx_publication.yearbook.epub.xhtml import Element, element, file, set_type

_ = get_translation("sphinx_publication")

NAME = "nav.xhtml"
#: Parts that reading systems lead to directly, as EPUB calls them.
_LANDMARKS = ("titlepage", "colophon", "foreword", "bibliography", "index")


def navigation(
    leaves: Sequence[Leaf], pages: Sequence[PageMark], language: str, page: int
) -> bytes:
    """Return the file; its contents are also a page to be read, whose number is *page* (or 0)."""
    title = str(_("Contents"))
    navs = [_nav("toc", "doc-toc", title, _contents(leaves))]
    if pages:
        entries = (element("li", element("a", str(one.number), href=one.href)) for one in pages)
        navs.append(_nav("page-list", "doc-pagelist", str(_("Pages")), entries, hidden=True))
    navs.append(_nav("landmarks", "", str(_("Landmarks")), _landmarks(leaves), hidden=True))
    return file(title, language, [*([page_mark(page)] if page else []), *navs], kind="nav")


def _nav(
    kind: str, role: str, title: str, entries: Iterable[Element], *, hidden: bool = False
) -> Element:
    nav = element(
        "nav",
        element("h1" if kind == "toc" else "h2", title, id=f"{kind}-title"),
        element("ol", *entries),
        id=kind,
        role=role,
        aria_labelledby=f"{kind}-title",
        hidden="hidden" if hidden else "",
    )
    set_type(nav, kind)
    return nav


def _contents(leaves: Sequence[Leaf]) -> Iterator[Element]:
    told = (leaf for leaf in leaves if leaf.kind not in ("cover", "titlepage"))
    for group, members in groupby(told, key=lambda leaf: leaf.group):
        lines = [_line(Heading(leaf.title, leaf.name, leaf.headings)) for leaf in members]
        if group:
            yield element("li", element("span", group), element("ol", *lines))
        else:
            yield from lines


def _line(heading: Heading) -> Element:
    line = element("li", element("a", heading.title, href=heading.href))
    if heading.below:
        line.append(element("ol", *map(_line, heading.below)))
    return line


def _landmarks(leaves: Sequence[Leaf]) -> Iterator[Element]:
    yield _landmark("toc", str(_("Contents")), f"{NAME}#toc")
    first = next((leaf for leaf in leaves if leaf.group), None)
    for leaf in leaves:
        if leaf is first:
            yield _landmark("bodymatter", str(_("Posts")), leaf.name)
        elif leaf.kind in _LANDMARKS:
            yield _landmark(leaf.kind, leaf.title, leaf.name)


def _landmark(kind: str, title: str, href: str) -> Element:
    link = element("a", title, href=href)
    set_type(link, kind)
    return element("li", link)
