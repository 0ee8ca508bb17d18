"""The little raw HTML that means something in a book: line breaks, ticks, tags around words.

Markdown turns ``~~struck~~``, a line break and a task's box into raw HTML, and authors write
``<u>`` and ``<sup>``. Such tags are read here; all other raw code is left out and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.model.problems import Kind
from sphinx_publication.model.raw_html import BOX, BREAK
from sphinx_publication.yearbook import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_publication.yearbook.translator import Handler, Translator

#: From a tag around words to the function that sets them.
AROUND = {
    "b": "strong",
    "del": "crossed",
    "em": "emph",
    "i": "emph",
    "ins": "underlined",
    "mark": "marked",
    "s": "crossed",
    "strike": "crossed",
    "strong": "strong",
    "sub": "sub",
    "sup": "super",
    "u": "underlined",
}
_OPENING = re.compile(r"<([a-z]+)(?:\s[^<>]*)?>")


def inlines(tr: Translator, children: Sequence[nodes.Node]) -> Iterator[str]:
    """Yield the markup of each child; tags and what stands between them become one."""
    place = 0
    while place < len(children):
        tag = tag_of(children[place])
        end = closing_of(children, place, tag) if tag else None
        if tag and end is not None:
            inside = tr.inlines(children[place + 1 : end])
            yield pieces.call(AROUND[tag], body=inside)
            place = end + 1
        else:
            yield tr.render(children[place])
            place += 1


def tag_of(node: nodes.Node) -> str:
    """Return the tag that opens in a node of raw HTML, of those in `AROUND`; "" for no such."""
    if not isinstance(node, nodes.raw) or node.get("format") != "html":
        return ""
    found = _OPENING.fullmatch(node.astext().strip().lower())
    return found[1] if found and found[1] in AROUND else ""


def closing_of(children: Sequence[nodes.Node], start: int, tag: str) -> int | None:
    """Return the place of the node that closes the *tag* opened at *start*; None for none."""
    return next(
        (
            place
            for place in range(start + 1, len(children))
            if isinstance(children[place], nodes.raw)
            and children[place].astext().strip().lower() == f"</{tag}>"
        ),
        None,
    )


def raw(tr: Translator, node: nodes.Element) -> str:
    """Return the mark of a line break or a ticked box; leave other raw code out.

    A comment in it is left out silently.
    """
    source = node.astext().strip()
    if BREAK.fullmatch(source):
        return pieces.call("linebreak")
    if box := BOX.fullmatch(source):
        return pieces.call("tick-box", *pieces.named(ticked=bool(box[1])))
    if _is_break_for_latex(node, source):
        return ""
    if source and not (source.startswith("<!--") and source.endswith("-->")):
        start = source.splitlines()[0][:40]
        tr.tell(Kind.YEARBOOK_RAW_LEFT_OUT, node, start=start, format=node.get("format", ""))
    return ""


def _is_break_for_latex(node: nodes.Element, source: str) -> bool:
    return node.get("format") == "latex" and source == "\\\\"


HANDLERS: Mapping[str, Handler] = {"raw": raw}
