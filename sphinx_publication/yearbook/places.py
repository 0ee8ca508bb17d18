"""Ids for paragraphs, so that it is known on which page of the book each of them begins.

They become marks like every other id: the PDF's record gives their pages, and the EPUB marks where
the pages begin.
"""

from __future__ import annotations

import re

from docutils import nodes

_COUNTED = (nodes.paragraph, nodes.literal_block, nodes.figure)
_PLACE = re.compile(r"p_\d+")
#: What moves: notes stand at the foot of a page, captions where their picture is placed.
_MOVING = (nodes.footnote, nodes.caption, nodes.legend)


def number_places(document: nodes.document) -> None:
    """Give every paragraph, listing and figure of the running text an id: "p_1", "p_2", …"""
    number = 0
    for node in document.findall(nodes.Element):
        if isinstance(node, _COUNTED) and not _moves(node):
            number += 1
            if not node["ids"]:
                node["ids"].append(f"p_{number}")


def is_place(identifier: str) -> bool:
    """Tell whether an id was given here."""
    return _PLACE.fullmatch(identifier) is not None


def _moves(node: nodes.Node) -> bool:
    current: nodes.Node | None = node
    while current is not None:
        if isinstance(current, _MOVING):
            return True
        current = current.parent
    return False
