"""A post's HTML as a feed may carry it: readable far from the site.

Links and addresses of images become absolute; what belongs to the page and not to the text (its
title, permalinks, the header with date and topics, links to neighbours) and messages of the build
are left out.
"""

from __future__ import annotations

from lxml import etree

from sphinx_publication.site.absolute_links import absolute
from sphinx_publication.site.elements import (
    HEADINGS,
    PARSER,
    Element,
    drop_tag,
    drop_tree,
    leave_out,
)

_COMMENTS = "comments"
_LEFT_OUT = (
    "backlinks",
    "cite-post",
    "guests",
    "headerlink",
    "post-meta",
    "post-neighbours",
    "reference-list__back",
    "post-related",
    "respond",
    "system-message",
    "toctree-wrapper",
    "visually-hidden",
)
_ADDRESSES = ("href", "src", "poster", "cite", "data")
_WITH_ADDRESS = frozenset({*_ADDRESSES, "srcset"})


def content(body: str, section: str, address: str, *, with_comments: bool = False) -> str:
    """Return the content of a post from the *body* of its page, which stands at *address*.

    *section* is the id of the section that is the post; "" when the whole page is. Its archived
    comments are left out unless *with_comments*.
    """
    tree = etree.fromstring(f"<html><body>{body}</body></html>", PARSER).find("body")
    if section:
        found = tree.xpath(".//*[@id=$id]", id=section)
        if not found:
            return ""
        tree = found[0]
        if tree.tag == "span":
            tree = tree.getparent()
    _leave_out(tree, _LEFT_OUT if with_comments else (*_LEFT_OUT, _COMMENTS))
    _make_pictures_plain(tree)
    for element in tree.iter("*"):
        if not _WITH_ADDRESS.isdisjoint(element.keys()):
            _make_absolute(element, address)
    etree.strip_attributes(tree, "id")
    _drop_empty_anchors(tree)
    return _inner(tree)


def _leave_out(tree: Element, names: tuple[str, ...]) -> None:
    heading = next(tree.iter(*HEADINGS), None)
    if heading is not None:
        drop_tree(heading)
    leave_out(tree, frozenset(names), "script", "style")


def _make_pictures_plain(tree: Element) -> None:
    """Leave one address of each picture; programs that read feeds choose and wait by themselves."""
    for picture in list(tree.iter("picture")):
        etree.strip_elements(picture, "source", with_tail=False)
        drop_tag(picture)
    for image in tree.iter("img"):
        for name in ("loading", "decoding", "srcset", "sizes"):
            image.attrib.pop(name, None)


def _make_absolute(element: Element, address: str) -> None:
    for name in _ADDRESSES:
        if name in element.attrib:
            element.set(name, absolute(address, element.get(name)))
    if "srcset" in element.attrib:
        sources = [source.split() for source in element.get("srcset").split(",") if source.strip()]
        element.set(
            "srcset", ", ".join(" ".join((absolute(address, s[0]), *s[1:])) for s in sources)
        )


def _drop_empty_anchors(tree: Element) -> None:
    for span in list(tree.iter("span")):
        if not (span.attrib or len(span) or span.text):
            drop_tree(span)
        elif span.get("class") == "mention":
            drop_tag(span)


def _inner(tree: Element) -> str:
    """Return what the element holds, without the section that is the whole page."""
    children = list(tree)
    if len(children) == 1 and children[0].tag == "section" and not (tree.text or "").strip():
        return _inner(children[0])
    parts = [
        tree.text or "",
        *(etree.tostring(child, encoding="unicode", method="html") for child in children),
    ]
    return "".join(parts).strip()
