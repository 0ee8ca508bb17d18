"""XHTML as Sphinx writes it, made what EPUB and its accessibility rules ask for."""

from __future__ import annotations

import re

from lxml import etree

from sphinx_publication.yearbook.epub.xhtml import (
    XHTML,
    Element,
    local_name,
    name_of,
    set_type,
    text_of,
)

#: Kinds of elements that are landmarks of a page, and therefore no part of a chapter.
_ASIDES = frozenset({"sidebar", "topic", "footnote-list", "admonition", "system-message"})
#: From the role that docutils gives (DPUB-ARIA) to EPUB's word for the same.
_TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote", "doc-biblioref": "biblioref"}
_HEADING = re.compile(re.escape(f"{{{XHTML}}}") + "h[1-6]")
#: Roles of docutils that DPUB-ARIA 1.1 advises against.
_OLD_ROLES = frozenset({"doc-biblioentry", "doc-endnote"})


def tidied(tree: Element) -> Element:
    """Change the tree in place, and return it."""
    for node in tree.iter(etree.Element):
        _name(node)
        _scope(node)
        _heading(node)
        _role(node)
        if node.tag == f"{{{XHTML}}}aside" and _ASIDES.intersection(classes(node)):
            node.tag = f"{{{XHTML}}}div"
    return tree


def classes(node: Element) -> list[str]:
    """Return the classes of an element."""
    return str(node.get("class", "")).split()


def _name(node: Element) -> None:
    if "id" in node.attrib:
        node.set("id", name_of(node.get("id")))
    href = str(node.get("href", ""))
    if href.startswith("#"):
        node.set("href", f"#{name_of(href[1:])}")


def _scope(node: Element) -> None:
    """Say what a heading of a table is the heading of."""
    if node.tag == f"{{{XHTML}}}th":
        in_head = node.getparent().getparent().tag == f"{{{XHTML}}}thead"
        node.set("scope", "col" if in_head else "row")


def _heading(node: Element) -> None:
    """Name a heading that is a formula alone, for readers of headings that pass formulas over."""
    if _HEADING.fullmatch(node.tag) and [local_name(child) for child in node] == ["math"]:
        node.set("aria-label", text_of(node))


def _role(node: Element) -> None:
    if "biblioref" in classes(node):
        node.set("role", "doc-biblioref")
    role = node.get("role")
    if role in _OLD_ROLES:
        node.set("role", "listitem")
    elif role in _TYPES:
        set_type(node, _TYPES[role])
