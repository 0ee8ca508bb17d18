"""The tree of a post into its blocks: what Word's and Blogger's HTML means, not how it looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sphinx_publication.importing.html import figures, tables
from sphinx_publication.importing.html.blocks import (
    Block,
    Code,
    Heading,
    Listing,
    Note,
    Paragraph,
    Quote,
    Rule,
    WordItem,
)
from sphinx_publication.importing.html.elements import Element
from sphinx_publication.importing.html.looks import flat, language, lined, raised, said, styled
from sphinx_publication.importing.html.media import Context, apart, embed, href, picture
from sphinx_publication.importing.html.notes import Footnotes
from sphinx_publication.importing.html.runs import Kind, Run, tidy, words
from sphinx_publication.importing.html.typed import recognised
from sphinx_publication.importing.remarks import Remark, What

_LEVEL = re.compile(r"mso-list:[^;]*?\blevel(\d)", re.I)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.I)
_BULLET = re.compile(r"^\s*[·•▪§o–-][\s\u00a0]+")
_CONTAINERS = (
    "address article aside center details dd dir div dl dt figcaption footer header main nav "
    "form fieldset legend option button p section summary caption td th tr tbody thead tfoot li "
)
_CODE = frozenset({"code", "kbd", "samp", "tt", "var"})
_NESTING = frozenset({"blockquote", "dl", "figure", "ol", "table", "ul"})
#: Lists, quotations and tables that may lie in each other; yearbooks set no more than eight.
DEEPEST = 7
_EMBEDS = frozenset({"audio", "embed", "iframe", "object", "video"})


class Reading:
    """Reads one part of a post; parts inside it are read by one of their own."""

    def __init__(
        self, context: Context, notes: Footnotes, remarks: list[Remark], depth: int = 0
    ) -> None:
        self.context = context
        self.notes = notes
        self.remarks = remarks
        #: In how many lists, quotations and cells it stands.
        self.depth = depth
        self.blocks: list[Block] = []
        self.footnotes: list[Note] = []
        self.runs: list[Run] = []
        #: How many blocks there were when the last footnote came.
        self._above_notes: int | None = None

    @property
    def inner(self) -> bool:
        """Whether it is in a list, quotation or cell, where no heading can stand."""
        return self.depth > 0

    def read(self, element: Element, style: Run) -> None:
        """Read what is in an element."""
        for child in element.children:
            if isinstance(child, str):
                self.runs.append(replace(style, text=child))
            else:
                self._element(child, style)

    def flush(self) -> None:
        """End the paragraph; two breaks in it end one too."""
        part: list[Run] = []
        breaks = 0
        for run in [*self.runs, Run("", Kind.BREAK), Run("", Kind.BREAK)]:
            if run.kind is Kind.BREAK:
                breaks += 1
                if breaks == 2:
                    self._paragraph(part)
                    part = []
                elif breaks == 1:
                    part.append(run)
            else:
                if run.kind is not Kind.TEXT or run.text.strip():
                    breaks = 0
                part.append(run)
        self.runs = []

    def finish(self) -> list[Block]:
        """Return all that was read."""
        self.flush()
        if self._above_notes is not None and len(self.blocks) > self._above_notes:
            self.remarks.append(Remark(What.NOTE_MOVED))
        return recognised(self.blocks, self.remarks, inner=self.inner)

    def _paragraph(self, part: Sequence[Run]) -> None:
        self.blocks.extend(Paragraph(runs) for runs in apart(tidy(part)) if runs)

    def _element(self, element: Element, style: Run) -> None:
        tag = element.tag
        if id(element) in self.notes.backs:
            return
        if id(element) in self.notes.references:
            self.runs.append(Run(self.notes.references[id(element)], Kind.NOTE))
        elif id(element) in self.notes.bodies:
            self._footnote(element)
        elif tag == "br":
            self.runs.append(Run("", Kind.BREAK))
        elif tag == "img":
            self.runs.extend(picture(element, style, self.context, self.remarks))
        elif tag in _EMBEDS:
            self.flush()
            self.runs.extend(embed(element, self.remarks))
            self.flush()
        elif tag in ("param", "source", "col", "colgroup"):
            return
        elif (kind := raised(element)) and flat(element):
            self.runs.extend(said(element, style, kind))
        elif tag in _CODE and flat(element):
            self.runs.extend(said(element, style, Kind.CODE))
        elif tag == "a":
            found = href(element, self.context, self.remarks)
            self.read(element, replace(style, href=found or style.href))
        else:
            self._block(element, styled(element, style))

    def _block(self, element: Element, style: Run) -> None:
        tag = element.tag
        if tag in _NESTING and self.depth >= DEEPEST:
            self.remarks.append(Remark(What.NESTED_DEEP, str(DEEPEST)))
            self.flush()
            self.read(element, style)
            self.flush()
        elif tag in ("pre", "listing"):
            self._code(element)
        elif tag == "hr":
            self.flush()
            self.blocks.extend([] if self.inner else [Rule()])
        elif re.fullmatch("h[1-6]", tag):
            self._heading(element, style)
        elif tag in ("ul", "ol"):
            self._list(element, style)
        elif tag == "blockquote":
            blocks = self._inside(element, style)
            if all(isinstance(block, Code) for block in blocks):  # only moved to the right
                self.flush()
                self.blocks.extend(blocks)
            else:
                self._add(Quote(blocks))
        elif tag == "dl" and any(
            isinstance(e, Element) and e.tag == "dt" for e in element.children
        ):
            self._definitions(element, style)
        elif tag == "table":
            self._table(element, style)
        elif tag == "figure":
            self._figure(element, style)
        elif tag == "p" and (item := self._word_item(element, style)):
            self._add(item)
        elif tag in _CONTAINERS.split():
            self.flush()
            self.read(element, style)
            self.flush()
        else:
            self.read(element, style)

    def _add(self, block: Block) -> None:
        self.flush()
        self.blocks.append(block)

    def _inside(self, element: Element, style: Run) -> list[Block]:
        """Return the blocks in an element that keeps them together."""
        part = Reading(self.context, self.notes, self.remarks, self.depth + 1)
        part.read(element, style)
        self.footnotes.extend(part.footnotes)
        return part.finish()

    def _footnote(self, element: Element) -> None:
        self.flush()
        if self.blocks and isinstance(self.blocks[-1], Rule) and not self.inner:
            self.blocks.pop()
        self._above_notes = len(self.blocks)
        self.footnotes.append(Note(self.notes.bodies[id(element)], self._inside(element, Run(""))))

    def _heading(self, element: Element, style: Run) -> None:
        for block in self._inside(element, style):
            if not isinstance(block, Paragraph) or not words(block.runs).strip():
                self._add(block)
            elif self.inner:
                self._add(Paragraph([replace(run, strong=True) for run in block.runs]))
            else:
                plain = [
                    replace(run, text=" ", kind=Kind.TEXT) if run.kind is Kind.BREAK else run
                    for run in block.runs
                ]
                if all(run.strong or not run.text.strip() for run in plain):
                    plain = [replace(run, strong=False) for run in plain]
                self._add(Heading(int(element.tag[1]), tidy(plain)))

    def _list(self, element: Element, style: Run) -> None:
        items: list[list[Block]] = []
        for child in element.children:
            if isinstance(child, str):
                if child.strip():
                    items.append([Paragraph(tidy([replace(style, text=child)]))])
                continue
            holder = Element("div", children=[child]) if child.tag != "li" else child
            blocks = self._inside(holder, style)
            nested = blocks and all(isinstance(one, Listing) for one in blocks)
            if nested and items and child.tag != "li":
                items[-1].extend(blocks)
            elif blocks:
                items.append(blocks)
        if items:
            start = element.get("start")
            ordered = element.tag == "ol"
            first = int(start) if re.fullmatch(r"\d{1,8}", start) else 1
            self._add(Listing(ordered, first, items))

    def _definitions(self, element: Element, style: Run) -> None:
        """Read terms and what they mean as a list, each term in bold above its meaning."""
        items: list[list[Block]] = [[]]
        for child in element.children:
            if isinstance(child, Element) and child.tag == "dt":
                items.append(self._inside(child, replace(style, strong=True)))
            else:
                holder = Element("div", children=[child])
                items[-1].extend(self._inside(holder, style))
        self._add(Listing(False, 1, [_under(item) for item in items if item]))

    def _word_item(self, element: Element, style: Run) -> WordItem | None:
        """Return an item of one of Word's lists, whose sign or number is typed in a span."""
        level = _LEVEL.search(element.get("style"))
        listed = "MsoListParagraph" in element.get("class")
        if not level and not listed:
            return None
        marker = next((e for e in element.elements() if _MARKER.search(e.get("style"))), None)
        ordered = False
        if marker is not None and marker.parent is not None:
            ordered = bool(re.match(r"\W*(\d+|[a-zA-Z]|[ivx]+)[.)]", marker.text()))
            marker.parent.children.remove(marker)
            if re.search(r"\w", marker.text()):
                self.remarks.append(Remark(What.WORD_SIGN))
        elif not (listed and _BULLET.match(element.text())):
            return None
        blocks = self._inside(element, style)
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
            if blocks and marker is not None:
                self._add(Listing(ordered, 1, [blocks]))
                return WordItem(1, ordered, [])
            return None
        runs = list(blocks[0].runs)
        if marker is None:
            cut = _BULLET.sub("", runs[0].text)
            if cut == runs[0].text or re.search(r"\w", runs[0].text[: -len(cut) or None]):
                return None
            runs[0] = replace(runs[0], text=cut)
        return WordItem(int(level[1]) if level else 1, ordered, tidy(runs))

    def _code(self, element: Element) -> None:
        lines = lined(element).replace("\r\n", "\n").replace("\u00a0", " ").split("\n")
        text = "\n".join(line.rstrip() for line in lines).strip("\n")
        if text.strip():
            self._add(Code(text, language(element)))

    def _table(self, element: Element, style: Run) -> None:
        if "tr-caption-container" in element.get("class"):
            self._figure(element, style)
        elif rows := tables.rows_of(element):
            plain = replace(style, strong=False)
            made = tables.table(element, rows, lambda e: self._inside(e, plain), self.remarks)
            if made is not None:
                self._add(made)
        else:
            self.flush()
            self.read(element, style)
            self.flush()

    def _figure(self, element: Element, style: Run) -> None:
        blocks = figures.figure(self._inside(element, style))
        self.flush()
        self.blocks.extend(blocks)


def _under(item: Sequence[Block]) -> list[Block]:
    """Return an item with its first two paragraphs as one, the second on a line of its own."""
    match item:
        case [Paragraph(term), Paragraph(meaning), *rest]:
            return [Paragraph([*term, Run("", Kind.BREAK), *meaning]), *rest]
        case _:
            return list(item)
