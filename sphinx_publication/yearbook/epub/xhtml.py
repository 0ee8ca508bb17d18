"""Elements of XHTML, and files made of them.

Everything is built as a tree and written by one serialiser, so that no text can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from lxml import etree

from sphinx_publication.yearbook import escape

#: lxml carries no types.
Element: TypeAlias = Any

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {"epub": OPS, "xml": XML}
_NAME = re.compile(r"[A-Za-z_][\w.\-]*")


def element(tag: str, *content: Element | str, **attributes: str) -> Element:
    """Return an element of XHTML.

    A name of an attribute is written with "_" for "-", and "epub__type" for "epub:type"; "class_"
    is "class". An attribute that is "" is left out.
    """
    made = etree.Element(f"{{{XHTML}}}{tag}", nsmap={None: XHTML, "epub": OPS})
    for name, value in attributes.items():
        if value:
            made.set(_attribute(name), escape.clean(value))
    return extend(made, content)


def extend(parent: Element, content: Iterable[Element | str]) -> Element:
    """Add elements and text to the end of *parent*; return it."""
    for part in content:
        if not isinstance(part, str):
            parent.append(part)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + escape.clean(part)
        else:
            parent.text = (parent.text or "") + escape.clean(part)
    return parent


def pour(tree: Element, parent: Element) -> Element:
    """Move all that *tree* holds to the end of *parent*; return *parent*."""
    extend(parent, [tree.text or ""])
    for child in list(tree):
        parent.append(child)
    return parent


def _attribute(name: str) -> str:
    prefix, _, local = name.rpartition("__")
    local = local.rstrip("_").replace("_", "-")
    return f"{{{_PREFIXES[prefix]}}}{local}" if prefix else local


def local_name(node: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def set_type(node: Element, name: str) -> None:
    """Say what *node* is, in the words of EPUB (epub:type)."""
    node.set(f"{{{OPS}}}type", name)


def name_of(identifier: str) -> str:
    """Return an id of the doctree as a name that XML allows."""
    if _NAME.fullmatch(identifier):
        return identifier
    with_letter = f"n_{identifier}"
    return with_letter if _NAME.fullmatch(with_letter) else f"n_{identifier.encode().hex()}"


def file(title: str, language: str, body: Iterable[Element], *, kind: str = "") -> bytes:
    """Return a whole file with the elements in its body."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", title),
        element("link", rel="stylesheet", type="text/css", href="style.css"),
    )
    root = element(
        "html", head, element("body", *body, class_=kind), lang=language, xml__lang=language
    )
    return serialised(root, doctype="<!DOCTYPE html>")


def serialised(root: Element, doctype: str | None = None) -> bytes:
    """Return the bytes of an XML file."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"] if root.tag[1:-5] == XHTML else [])
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", doctype=doctype)
    return text + b"\n"


def text_of(node: Element) -> str:
    """Return the text of an element, its white space collapsed; pictures say their alternative."""
    return " ".join("".join(_words(node)).split())


def _words(node: Element) -> Iterator[str]:
    yield node.get("alt", "")
    yield node.text or ""
    for child in node.iterchildren(etree.Element):
        yield from _words(child)
        yield child.tail or ""


def fragment(node: Element) -> str:
    """Return an element as text, to be kept until it is bound."""
    text: str = etree.tostring(node, encoding="unicode", with_tail=False)
    return text


def parsed(text: str) -> Element:
    """Return the element that `fragment` wrote."""
    return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
