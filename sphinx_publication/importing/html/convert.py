"""HTML of a blog into MyST that a person would write; its words stay the same, in their order.

`cleaning` takes out what is unsafe, `reading` finds what the rest means, and this module spells it.
Raw HTML is written for what Markdown has no signs for, and yearbooks print: `<u>`, `<s>`, `<mark>`,
without attributes. Directives stand in backticks, which MyST reads whatever conf.py says.
What has changed and is more than looks is said in `Converted.remarks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_publication.importing.html import blocks as kinds
from sphinx_publication.importing.html import markdown, notes, runs
from sphinx_publication.importing.html.blocks import Block, Paragraph
from sphinx_publication.importing.html.cleaning import clean
from sphinx_publication.importing.html.meaning import Reading
from sphinx_publication.importing.html.media import Context
from sphinx_publication.importing.html.runs import Run
from sphinx_publication.importing.remarks import Remark, counted

__all__ = ["Context", "Converted", "convert"]


@dataclass(frozen=True)
class Converted:
    """A post or comment in MyST."""

    #: Ends in a new line; "" where nothing was left.
    markdown: str
    #: What was changed or left out, each once.
    remarks: tuple[Remark, ...]


def convert(html: str, context: Context) -> Converted:
    """Return *html* as MyST; any HTML at all is taken."""
    root, removed = clean(html)
    withheld = context.withhold(root)
    footnotes = notes.find(root)
    remarks = [*removed, *withheld, *footnotes.remarks]
    reading = Reading(context, footnotes, remarks)
    reading.read(root, Run(""))
    text = _written([*kinds.regular(reading.finish()), *reading.footnotes])
    return Converted(f"{text}\n" if text else "", counted(remarks))


def _written(blocks: Sequence[Block]) -> str:
    """Return blocks with an empty line between them; lists in a row take turns with their signs."""
    found: list[str] = []
    turn = False
    before: Block | None = None
    for block in blocks:
        if isinstance(block, kinds.Listing):
            same = isinstance(before, kinds.Listing) and before.ordered == block.ordered
            turn = same and not turn
            text = _listing(block, turn)
        else:
            text = _block(block)
        if text:
            found.append(text)
            before = block
    return "\n\n".join(found)


def _block(block: Block) -> str:
    match block:
        case kinds.Paragraph(runs=row):
            return runs.write(row)
        case kinds.Heading(level=level, runs=row):
            return markdown.heading(level, runs.write(row, inside=True))
        case kinds.Quote(blocks=inner):
            text = _written(kinds.regular(inner))
            return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""
        case kinds.Code(text=text, language=language):
            return markdown.fence(_lexer(language, text), text)
        case kinds.Figure():
            return _figure(block)
        case kinds.Table():
            return _table(block)
        case kinds.Note(label=label, blocks=inner):
            text = _written(kinds.regular(inner)) or "—"
            return markdown.indent(text, 4, f"[^{label}]: ")
        case _:
            return "***" if isinstance(block, kinds.Rule) else ""


def _lexer(language: str, text: str) -> str:
    """Return the name of a language that Pygments knows and can read *text* in, else "text"."""
    from pygments.lexers import get_lexer_by_name
    from pygments.token import Error
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return "text"
    broken = any(kind is Error for kind, _ in lexer.get_tokens(text))
    return "text" if broken else language


def _listing(block: kinds.Listing, turn: bool) -> str:
    """Return a list; without empty lines where every item is one paragraph, and lists in it."""
    texts: list[str] = []
    tight = all(
        isinstance(item[0], Paragraph) and all(isinstance(b, kinds.Listing) for b in item[1:])
        for item in block.items
        if item
    )
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}{')' if turn else '.'} " if block.ordered else ("* " if turn else "- ")
        text = _written(kinds.regular(item))
        if tight and len(item) > 1:
            text = text.replace("\n\n", "\n")
        if text:
            texts.append(markdown.indent(text, len(sign), sign))
    return ("\n" if tight else "\n\n").join(texts)


def _figure(block: kinds.Figure) -> str:
    lines = [markdown.option("alt", block.alt)] if block.alt else []
    if block.href:
        lines.append(markdown.option("target", markdown.address(block.href)))
    if block.caption:
        lines.extend(("", runs.write(block.caption)))
    return markdown.fence("{figure} " + markdown.address(block.src), "\n".join(lines))


def _table(block: kinds.Table) -> str:
    simple = block.header and not block.caption
    if simple and all(_short(cell) for row in block.rows for cell in row):
        return _pipes(block.rows)
    lines: list[str] = [":header-rows: 1"] if block.header else []
    if lines:
        lines.append("")
    for row in block.rows:
        for place, cell in enumerate(row):
            text = markdown.indent(
                _written(kinds.regular(cell)), 4, "* - " if not place else "  - "
            )
            lines.append(text.rstrip())
    title = f" {runs.write(block.caption)}" if block.caption else ""
    return markdown.fence("{list-table}" + title, "\n".join(lines))


def _short(cell: Sequence[Block]) -> bool:
    """Tell whether a cell is a line of text."""
    if not cell:
        return True
    first = cell[0]
    if len(cell) > 1 or not isinstance(first, Paragraph):
        return False
    return all(run.kind is not runs.Kind.BREAK for run in first.runs)


def _pipes(rows: Iterable[Sequence[Sequence[Block]]]) -> str:
    """Return a Markdown table, its first row the header."""
    lines = []
    for row in rows:
        cells = [_written(cell).replace("|", "\\|") for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
        if len(lines) == 1:
            lines.append("|" + " --- |" * len(cells))
    return "\n".join(lines)
