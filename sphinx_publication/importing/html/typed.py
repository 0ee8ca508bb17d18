"""What authors typed where they knew no button: lists with signs, headings in bold, lines of stars.

Only what is plainly meant is taken so, and each is named in the remarks, except where no word and
no sign that is read aloud goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sphinx_publication.importing.html.blocks import (
    Block,
    Code,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from sphinx_publication.importing.html.runs import Kind, Run, tidy, words
from sphinx_publication.importing.remarks import Remark, What

_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_BULLET = re.compile(r"[•·▪●○*]\s+(?=\S)|-\s+(?=\S)")
_SENTENCE = re.compile(r"[.!?…][\"'”’)]*$")
_STARS = re.compile(r"(?:[*~_=•·–—-]\s*){3,}")
#: Signs at the end that make a line a sentence, or lead on to what follows.
_OPEN_END = tuple(".,:;!…")
#: The longest heading, in signs.
_LONGEST = 80


@dataclass(frozen=True)
class _Line:
    """A line of a paragraph."""

    runs: Sequence[Run]
    #: Whether it begins a paragraph.
    first: bool

    @cached_property
    def text(self) -> str:
        return words(self.runs)

    @cached_property
    def number(self) -> int | None:
        match = _NUMBER.match(self._start)
        return int(match[1]) if match else None

    @cached_property
    def bullet(self) -> str:
        match = _BULLET.match(self._start)
        return match[0][0] if match else ""

    @property
    def _start(self) -> str:
        """Return the text where a sign would stand: one that is marked is none."""
        first = self.runs[0] if self.runs else Run("")
        plain = first.kind is Kind.TEXT and not first.href
        return first.text + ("x" if len(self.runs) > 1 else "") if plain else ""

    def item(self) -> list[Block]:
        """Return the line without its sign, as an item of a list."""
        first, *rest = self.runs
        sign = _NUMBER.match(self._start) or _BULLET.match(self._start)
        text = first.text[sign.end() :] if sign else first.text
        return [Paragraph(tidy([replace(first, text=text), *rest]))]


def recognised(blocks: Sequence[Block], remarks: list[Remark], *, inner: bool) -> list[Block]:
    """Return *blocks* with what was typed as what it means; *inner* for parts without headings."""
    found: list[Block] = []
    row: list[_Line] = []
    numbers = [line.number for b in blocks if isinstance(b, Paragraph) for line in _lines(b)]
    for block in [*blocks, None]:
        if isinstance(block, Paragraph):
            row.extend(_lines(block))
            continue
        later = numbers[len(row) :]
        found.extend(_listed(row, next(filter(None, later), 0), remarks))
        row, numbers = [], later
        if block is not None:
            found.append(block)
    if inner:
        return found
    ruled = [Rule() if _is_rule(block) else block for block in found]
    return list(_headed(ruled, remarks))


def _is_rule(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_STARS.fullmatch(words(block.runs).strip()))


def _listed(lines: list[_Line], later: int, remarks: list[Remark]) -> Iterator[Block]:
    """Yield the paragraphs of *lines*, with the lists that they make.

    *later* is the number of the next numbered line, behind something that is no paragraph: where it
    counts on, the whole stays as it was typed.
    """
    part: list[_Line] = []
    place = 0
    following = _following(lines, later)
    while place < len(lines):
        end, is_list = _group(lines, place, following)
        if not is_list:
            part.extend(lines[place:end])
            place = end
            continue
        yield from _paragraphs(part)
        part = []
        items = lines[place:end]
        ordered = items[0].number is not None
        if ordered:
            remarks.append(Remark(What.TYPED_NUMBERS, f"1–{len(items)}"))
        yield Listing(ordered, 1, [line.item() for line in items])
        if end < len(lines):  # what follows a list is a paragraph of its own
            lines[end] = replace(lines[end], first=True)
        place = end
    yield from _paragraphs(part)


def _lines(paragraph: Paragraph) -> Iterator[_Line]:
    part: list[Run] = []
    first = True
    for run in paragraph.runs:
        if run.kind is Kind.BREAK:
            yield _Line(part, first)
            part, first = [], False
        else:
            part.append(run)
    yield _Line(part, first)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[Block]:
    """Yield the paragraphs that lines were, or what is left of them."""
    runs: list[Run] = []
    for line in lines:
        if line.first and runs:
            yield Paragraph(runs)
            runs = []
        if runs:
            runs.append(Run("", Kind.BREAK))
        runs.extend(line.runs)
    if runs:
        yield Paragraph(runs)


def _following(lines: Sequence[_Line], later: int) -> list[int]:
    """Return, for each line and for the end, the first number from there on."""
    found = [later]
    for line in reversed(lines):
        found.append(found[-1] if line.number is None else line.number)
    return found[::-1]


def _group(lines: Sequence[_Line], place: int, following: Sequence[int]) -> tuple[int, bool]:
    """Return where the lines end that belong together from a place on, and whether they are a list.

    Numbers count from 1 and do not count on further down. A hyphen before sentences is a dialogue.
    """
    number, sign = lines[place].number, lines[place].bullet
    end = place + 1
    if number == 1:
        while end < len(lines) and lines[end].number == 1 + end - place:
            end += 1
        return end, end - place > 1 and following[end] != 1 + end - place
    if not sign:
        return end, False
    while end < len(lines) and lines[end].bullet == sign:
        end += 1
    spoken = sign == "-" and any(_SENTENCE.search(line.text) for line in lines[place : end - 1])
    return end, end - place > 1 and not spoken


def _headed(blocks: Sequence[Block], remarks: list[Remark]) -> Iterator[Block]:
    """Yield *blocks*, a short line in bold above a text as the heading that it is."""
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if not isinstance(block, Paragraph):
            yield block
            continue
        first, *rest = list(_lines(block))
        below = Paragraph(rest[0].runs) if rest else after
        follows = isinstance(below, Paragraph | Listing | Quote | Code | Table | Figure)
        bold = isinstance(below, Paragraph) and _bold(below.runs)
        if not (follows and not bold and _names(first)):
            yield block
            continue
        remarks.append(Remark(What.BOLD_HEADING, first.text))
        # Deeper than any that was made as a heading.
        yield Heading(7, tidy([replace(run, strong=False) for run in first.runs]))
        yield from _paragraphs([replace(line, first=not at) for at, line in enumerate(rest)])


def _bold(runs: Sequence[Run]) -> bool:
    return all(run.kind is Kind.TEXT and (run.strong or not run.text.strip()) for run in runs)


def _names(line: _Line) -> bool:
    """Tell whether a line names what stands below it."""
    text = line.text.strip()
    return (
        _bold(line.runs)
        and len(text) <= _LONGEST
        and not text.endswith(_OPEN_END)
        and any(sign.isalpha() for sign in text)
    )
