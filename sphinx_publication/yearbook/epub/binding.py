"""Leaves, pages and pictures into one EPUB."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sphinx.locale import get_translation

from sphinx_publication.yearbook.epub import nav, pages
from sphinx_publication.yearbook.epub.draft import Draft
from sphinx_publication.yearbook.epub.leaves import TITLE, Leaf, leaf, part
from sphinx_publication.yearbook.epub.pack import packed
from sphinx_publication.yearbook.epub.package import Abilities, Item, package
from sphinx_publication.yearbook.epub.prepare import MEDIA_TYPES
from sphinx_publication.yearbook.epub.xhtml import element, file

_ = get_translation("sphinx_publication")

_STYLE = Path(__file__).parent / "style.css"
_COVER = "cover.png"


def bound(draft: Draft, page_of: Mapping[str, int], cover: bytes) -> bytes:
    """Return the EPUB of a volume.

    *page_of* gives the page of each mark in the screen edition, *cover* is its picture as PNG;
    both may be empty, and the book then has none.
    """
    facts = draft.facts
    leaves = (*([_cover(facts.title)] if cover else []), *draft.leaves)
    numbers = {**page_of, "cover": 1} if page_of and cover else page_of
    files: dict[str, bytes] = {}
    items: list[Item] = []
    found: list[pages.PageMark] = []
    for one, tree, marks in pages.marked(leaves, numbers):
        found.extend(marks)
        files[one.name] = file(one.title, facts.language, [tree], kind=one.kind)
        formulas = "mathml" if any(True for _node in tree.iter("{*}math")) else ""
        items.append(Item(one.name, "application/xhtml+xml", formulas, is_page=True))
    contents = Item(nav.NAME, "application/xhtml+xml", "nav", is_page=True)
    items.insert(_place_of_contents(leaves), contents)
    page = numbers.get(pages.CONTENTS, 0)
    if page:
        found.append(pages.PageMark(page, f"{nav.NAME}#page_{page}"))
        found.sort(key=lambda one: one.number)
    files[nav.NAME] = nav.navigation(leaves, found, facts.language, page)
    files["style.css"] = _STYLE.read_bytes()
    items.append(Item("style.css", "text/css"))
    if cover:
        files[_COVER] = cover
        items.append(Item(_COVER, "image/png", "cover-image"))
    for path, picture in sorted(draft.pictures.items()):
        files[path] = picture.read_bytes()
        items.append(Item(path, MEDIA_TYPES[Path(path).suffix]))
    abilities = Abilities(
        pictures=bool(draft.pictures),
        moving=any(path.endswith((".gif", ".webp")) for path in draft.pictures),
        formulas=any(item.properties == "mathml" for item in items),
        pages=bool(found),
        index=any(one.kind == "index" for one in leaves),
    )
    return packed({"package.opf": package(facts, items, abilities), **files})


def _cover(title: str) -> Leaf:
    alt = str(_("Cover of “%(title)s”")) % {"title": title}
    section = part("cover", element("img", src=_COVER, alt=alt, id=TITLE))
    return leaf("cover.xhtml", title, "cover", section, {TITLE: "cover"})


def _place_of_contents(leaves: tuple[Leaf, ...]) -> int:
    """Return how many leaves stand before the contents: cover, title page and colophon."""
    front = ("cover", "titlepage", "colophon")
    return next((n for n, one in enumerate(leaves) if one.kind not in front), len(leaves))
