"""What a post is made of, between its HTML and its Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_publication.importing.html.runs import Run


@dataclass(frozen=True)
class Paragraph:
    """Text."""

    runs: Sequence[Run]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 to 6, as the HTML had it until `regular` has counted."""

    level: int
    runs: Sequence[Run]


@dataclass(frozen=True)
class Listing:
    """A list."""

    ordered: bool
    start: int
    items: Sequence[Sequence[Block]]


@dataclass(frozen=True)
class Quote:
    """A quotation."""

    blocks: Sequence[Block]


@dataclass(frozen=True)
class Code:
    """Text whose spaces and lines count; "" for an unknown language."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells, all of one length."""

    rows: Sequence[Sequence[Sequence[Block]]]
    header: bool
    caption: Sequence[Run]


@dataclass(frozen=True)
class Figure:
    """A picture with a caption."""

    src: str
    alt: str
    href: str
    caption: Sequence[Run]


@dataclass(frozen=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True)
class Note:
    """A footnote."""

    label: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class WordItem:
    """An item of a list as Word writes it: a paragraph that says how deep it stands."""

    level: int
    ordered: bool
    runs: Sequence[Run]


Block = Paragraph | Heading | Listing | Quote | Code | Table | Figure | Rule | Note | WordItem


def regular(blocks: Iterable[Block]) -> list[Block]:
    """Return *blocks* with headings from level 2 on, none skipped, and Word's lists as lists.

    A rule stays only between two parts.
    """
    found: list[Block] = []
    above: list[int] = []
    items: list[WordItem] = []
    for block in [*blocks, Rule()]:  # the last one ends a list, and goes
        if isinstance(block, WordItem):
            items.append(block)
            continue
        if items:
            found.extend(_lists(items))
            items = []
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            block = Heading(min(len(above) + 1, 6), block.runs)
        if isinstance(block, Rule) and (not found or isinstance(found[-1], Rule | Heading)):
            continue
        found.append(block)
    return found[:-1] if found and isinstance(found[-1], Rule) else found


def _lists(items: Sequence[WordItem]) -> list[Block]:
    """Return the lists that items in a row make; deeper ones go into the item above them."""
    found: list[Block] = []
    place = 0
    while place < len(items):
        first = items[place]
        made: list[list[Block]] = []
        while place < len(items):
            item = items[place]
            if item.level > first.level:
                end = place
                while end < len(items) and items[end].level > first.level:
                    end += 1
                made[-1].extend(_lists(items[place:end]))
                place = end
            elif item.level == first.level and item.ordered == first.ordered:
                made.append([Paragraph(item.runs)])
                place += 1
            else:
                break
        found.append(Listing(first.ordered, 1, made))
    return found
