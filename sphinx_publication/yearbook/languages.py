"""Passages in another language, which the PDF says to screen readers and hyphenates by its rules.

Docutils marks them with a class ``language-en``, on words and on paragraphs and larger things.
"""

from __future__ import annotations

import re
import unicodedata

from docutils import nodes

from sphinx_publication.yearbook import escape, pieces

_CLASS = re.compile(r"language-([a-z]{2,3})(?:-\w+)*")


def tagged(node: nodes.Element, shown: str) -> str:
    """Return the markup of a node, in the language that its author names for it."""
    language = of(node)
    return pieces.call("foreign", escape.string(language), body=shown) if language else shown


def of(node: nodes.Element) -> str:
    """Return the language of a node's text as ISO 639 has it; "" when it is the book's own."""
    if isinstance(node, (nodes.literal, nodes.literal_block)):
        return ""  # there the class may name a language of programs
    found = (_CLASS.fullmatch(name) for name in node["classes"])
    return next((match[1] for match in found if match), "")


def is_from_right(text: str) -> bool:
    """Tell whether a text is read from the right: by its first letter that has a direction.

    Rules P2 and P3 of Unicode's bidirectional algorithm (UAX 9).
    """
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((found for found in directions if found in ("L", "R", "AL")), "L") != "L"


def around(node: nodes.Node) -> str:
    """Return the language of the nearest passage around a text that names one; "" for none."""
    current = node.parent
    while current is not None:
        if language := of(current):
            return language
        current = current.parent
    return ""
