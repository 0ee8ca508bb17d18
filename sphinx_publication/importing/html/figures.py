"""A picture and what stands with it: which of that is its caption."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_publication.importing.html.blocks import Block, Figure, Paragraph
from sphinx_publication.importing.html.runs import Kind
from sphinx_publication.importing.html.tables import joined


def figure(blocks: Sequence[Block]) -> list[Block]:
    """Return one picture with all the rest as its caption; else *blocks* as they are.

    What stands below a table stays there: MyST sets the title of a table above it.
    """
    pictures = [run for b in blocks if isinstance(b, Paragraph) for run in b.runs
                if run.kind is Kind.PICTURE]  # fmt: skip
    rest = [block for block in blocks if not _only_pictures(block)]
    caption = [block for block in rest if isinstance(block, Paragraph)]
    if len(pictures) == 1 and len(caption) == len(rest) == len(blocks) - 1:
        (one,) = pictures
        return [Figure(one.src, one.text, one.href, joined(caption))]
    return list(blocks)


def _only_pictures(block: Block) -> bool:
    return isinstance(block, Paragraph) and all(run.kind is Kind.PICTURE for run in block.runs)
