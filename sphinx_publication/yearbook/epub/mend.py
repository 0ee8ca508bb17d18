"""Links within the book that lead nowhere, once all its leaves are written.

What a link asked for may have been left out: a post's own list of sources, a note in a heading. A
link to such a place in another leaf leads to the leaf; within its own it is plain text. A link that
shows nothing, which nobody could follow, is plain text too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_publication.yearbook.epub.leaves import Leaf
from sphinx_publication.yearbook.epub.xhtml import XHTML, Element, fragment, parsed, text_of


def mended(leaves: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Return the leaves with links that all lead somewhere."""
    trees = {leaf.name: parsed(leaf.content) for leaf in leaves}
    places = {
        name: {node.get("id") for node in tree.iter("{*}*")} - {None}
        for name, tree in trees.items()
    }
    for name, tree in trees.items():
        for link in list(tree.iter(f"{{{XHTML}}}a")):
            _mend(link, name, places)
    return tuple(replace(leaf, content=fragment(trees[leaf.name])) for leaf in leaves)


def _mend(link: Element, name: str, places: dict[str, set[str]]) -> None:
    file, _, identifier = str(link.get("href", "")).partition("#")
    target = file or name
    leads = target not in places or not identifier or identifier in places[target]
    shows = text_of(link) or "data-mark" in link.attrib
    if leads and shows:
        return
    if target != name and shows:
        link.set("href", target)
        return
    link.tag = f"{{{XHTML}}}span"
    kept = {key: link.get(key) for key in ("id", "class") if link.get(key)}
    link.attrib.clear()
    link.attrib.update(kept)
