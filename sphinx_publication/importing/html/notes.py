"""Which links of a post are footnotes, as Word, LibreOffice and Blogger's users write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_publication.importing.html.elements import Element
from sphinx_publication.importing.remarks import Remark, What

_BLOCKS = frozenset({"p", "div", "li", "td", "blockquote"})
_OWN = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+$")


@dataclass(frozen=True)
class Footnotes:
    """The footnotes of a post, by the identity of their elements."""

    #: Label of each link that refers to a footnote.
    references: dict[int, str]
    #: Label of each element that holds one.
    bodies: dict[int, str]
    #: The links back, which go away.
    backs: frozenset[int]
    remarks: tuple[Remark, ...]


def find(root: Element) -> Footnotes:
    """Return the footnotes: two links, each to the other, the second in its own block."""
    links = [one for one in root.elements() if one.tag == "a" and one.get("href").count("#") == 1]
    named: dict[str, Element] = {}
    for link in links:
        for name in _names(link):
            named.setdefault(name, link)
    order = {id(link): place for place, link in enumerate(links)}
    references: dict[int, str] = {}
    bodies: dict[int, str] = {}
    backs: set[int] = set()
    remarks: list[Remark] = []
    for link in links:
        other = named.get(_target(link))
        if other is None or named.get(_target(other)) is not link:
            continue
        if order[id(other)] <= order[id(link)]:
            continue
        body = _body(other)
        if body is None or id(body) in bodies or link in set(body.elements()):
            remarks.append(Remark(What.NOTE_IN_TEXT))
            continue
        label = str(len(bodies) + 1)
        if "".join(re.findall(r"\w+", link.text())) != label:
            remarks.append(Remark(What.NOTE_NUMBER, label))
        references[id(link)], bodies[id(body)] = label, label
        backs.add(id(other))
    return Footnotes(references, bodies, frozenset(backs), tuple(remarks))


def _target(link: Element) -> str:
    return link.get("href").rpartition("#")[2]


def _names(link: Element) -> Iterator[str]:
    """Yield the anchors at a link: its own, and those of the signs that hold nothing but it."""
    around = link
    while True:
        yield from (around.get(key) for key in ("id", "name") if around.get(key))
        parent = around.parent
        if parent is None or parent.tag not in ("sup", "span", "p", "li", "div"):
            return
        sign = parent.tag in ("sup", "span")
        if sign and parent.text().strip() != link.text().strip():
            return
        if parent.tag in ("p", "li", "div"):
            yield from (parent.get(key) for key in ("id",) if parent.get(key))
            return
        around = parent


def _body(back: Element) -> Element | None:
    """Return the block that holds one footnote."""
    block = next((one for one in back.ancestors() if one.tag in _BLOCKS), None)
    if block is None or block.parent is None:
        return None
    if _OWN.match(block.parent.get("id")):
        return block.parent
    return block
