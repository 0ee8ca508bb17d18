"""The little raw HTML that means something in a book, and nothing else of it.

The same as in the PDF (`yearbook.tags`): tags around words, line breaks and the boxes of tasks.
What is kept is written anew, so that no attribute of an author's comes through.
"""

from __future__ import annotations

from docutils import nodes

from sphinx_publication.model.raw_html import BOX, BREAK
from sphinx_publication.yearbook.tags import closing_of, tag_of

#: Tags that HTML no longer has.
_TODAY = {"strike": "s"}


def keep_tags(document: nodes.document) -> None:
    """Write anew the raw HTML that has a meaning; take out all other raw code."""
    written: set[int] = set()
    for node in list(document.findall(nodes.raw)):
        if id(node) in written:
            continue
        siblings = node.parent.children
        place = siblings.index(node)
        tag = tag_of(node)
        end = closing_of(siblings, place, tag) if tag else None
        source = node.astext().strip()
        if end is not None:
            name = _TODAY.get(tag, tag)
            written.add(id(siblings[end]))
            node.parent.replace(siblings[end], _html(f"</{name}>"))
            node.parent.replace(node, _html(f"<{name}>"))
        elif BREAK.fullmatch(source):
            node.parent.replace(node, _html("<br/>"))
        elif box := BOX.fullmatch(source):
            node.parent.replace(node, nodes.Text("☑ " if box[1] else "☐ "))
        else:
            _leave_out(node)


def _html(source: str) -> nodes.raw:
    return nodes.raw("", source, format="html")


def _leave_out(node: nodes.raw) -> None:
    parent = node.parent
    parent.remove(node)
    if isinstance(parent, nodes.paragraph) and not parent.children and parent.parent:
        parent.parent.remove(parent)
