"""A reader of finished books: pages, lines with their places, links, bookmarks; by pypdf alone.

Nothing here knows how a book is made. Places are in points from the lower left of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdf
from pypdf.generic import Destination


def squashed(text: str) -> str:
    """Return the letters and figures of *text* alone: no hyphenation, no line ends."""
    return re.sub(r"[\W_]+", "", text)


def words(pages: Iterable[pypdf.PageObject]) -> str:
    """Return the words of pages as one line."""
    return " ".join("\n".join(page.extract_text() for page in pages).split())


@dataclass(frozen=True)
class Run:
    """Words set in one go."""

    x: float
    y: float
    text: str
    size: float


@dataclass(frozen=True)
class Line:
    """What stands on one height of one column."""

    x: float
    y: float
    text: str
    size: float


@dataclass(frozen=True)
class Link:
    """A link on a page."""

    #: Left, bottom, right, top of each of its parts.
    boxes: tuple[tuple[float, float, float, float], ...]
    #: The page it leads to, counted from 1; 0 for one out of the book.
    page: int
    #: The height of the place on that page.
    top: float
    address: str = ""

    def covers(self, run: Run) -> bool:
        """Tell whether words belong to the link."""
        return any(
            left - 0.5 <= run.x < right - 0.5 and bottom - 0.5 <= run.y <= top + 0.5
            for left, bottom, right, top in self.boxes
        )


class Page:
    """One page."""

    def __init__(self, book: Book, number: int) -> None:
        self.number = number
        self._book = book
        self._page = book.pdf.pages[number - 1]

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The words of the page with their places, in the order of the file."""
        found: list[Run] = []

        def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
            text = text.strip("\n")
            if text:
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                found.append(Run(round(x, 1), round(y, 1), text, size))

        self._page.extract_text(visitor_text=visit)
        return tuple(found)

    @cached_property
    def text(self) -> str:
        """The words of the page."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def letters(self) -> str:
        """The letters and figures of the page, without the raised numbers of notes."""
        sizes = [run.size for run in self.runs]
        usual = max(set(sizes), key=sizes.count, default=0)
        return squashed(
            "".join(
                run.text
                for run in self.runs
                if not (squashed(run.text).isdigit() and run.size < 0.8 * usual)
            )
        )

    @property
    def title(self) -> str:
        """The words in the largest size."""
        largest = max((run.size for run in self.runs), default=0)
        return "".join(run.text for run in self.runs if run.size == largest)

    def linked(self) -> dict[tuple[int, float], str]:
        """Return the words of the links inside the book, by the place that they lead to."""
        found: dict[tuple[int, float], str] = {}
        for run in self.runs:
            for link in self.links:
                if link.page and link.covers(run):
                    place = (link.page, link.top)
                    found[place] = found.get(place, "") + run.text
                    break
        return found

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the page."""
        return tuple(self._links())

    def _links(self) -> Iterator[Link]:
        for annotation in self._page.get("/Annots", []):
            link = annotation.get_object()
            if link["/Subtype"] != "/Link":
                continue
            points = [float(point) for point in link.get("/QuadPoints", ())]
            quads = [points[start : start + 8] for start in range(0, len(points), 8)]
            boxes = [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads]
            boxes = boxes or [tuple(float(side) for side in link["/Rect"])]
            action = link.get("/A", {})
            if "/URI" in action:
                yield Link(tuple(boxes), 0, 0, str(action["/URI"]))
            else:
                destination = link["/Dest"] if "/Dest" in link else action["/D"]
                yield Link(tuple(boxes), *self._book.place_of(destination))

    def lines(self) -> list[Line]:
        """Return the lines, without the page number."""
        lines: list[Line] = []
        for run in self.runs:
            # Raised and lowered words belong to the line around them.
            if lines and abs(lines[-1].y - run.y) < 4 and run.x >= lines[-1].x:
                last = lines[-1]
                lines[-1] = Line(last.x, last.y, last.text + run.text, last.size)
            else:
                lines.append(Line(run.x, run.y, run.text, run.size))
        return [line for line in lines if line.text.strip() != str(self.number)]


class Book:
    """A PDF, read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.pdf = pypdf.PdfReader(file)
        self.pages = tuple(Page(self, number + 1) for number in range(len(self.pdf.pages)))

    def __getitem__(self, number: int) -> Page:
        """Return the page with a number."""
        return self.pages[number - 1]

    def place_of(self, destination: Any) -> tuple[int, float]:
        """Return page and height of a destination. Raises KeyError where there is none."""
        if isinstance(destination, (str, bytes)):
            destination = self.pdf.named_destinations[str(destination)].dest_array
        number = self.pdf.get_page_number(destination[0].get_object())
        if number is None:
            raise KeyError(destination)
        return number + 1, float(destination[3])

    @cached_property
    def bookmarks(self) -> tuple[tuple[int, str, int], ...]:
        """The bookmarks in their order: level, title, page."""
        return tuple(self._bookmarks(self.pdf.outline, 1))

    def _bookmarks(self, outline: Any, level: int) -> Iterator[tuple[int, str, int]]:
        for entry in outline:
            if isinstance(entry, Destination):
                number = self.pdf.get_destination_page_number(entry)
                assert number is not None, entry
                yield level, str(entry.title), number + 1
            else:
                yield from self._bookmarks(entry, level + 1)

    def part(self, title: str) -> range:
        """Return the pages of the part that a bookmark of the first level names."""
        tops = [(name, page) for level, name, page in self.bookmarks if level == 1]
        place = next(n for n, (name, _page) in enumerate(tops) if name == title)
        ends = [page for _name, page in tops[place + 1 :]] or [len(self.pages) + 1]
        return range(tops[place][1], max(ends[0], tops[place][1] + 1))

    def entries(self, pages: range) -> list[str]:
        """Return the hanging paragraphs of pages: each begins at the left edge of a column.

        Lines larger than most are headings, smaller ones above all others the head of the page.
        """
        sheets = [self[number].lines() for number in pages]
        sizes = [line.size for sheet in sheets for line in sheet]
        usual = max(set(sizes), key=sizes.count)
        lines = [line for sheet in sheets for line in _columns(_body(sheet, usual))]
        found: list[str] = []
        for left, line in lines:
            if line.size > usual or not line.text.strip():
                continue
            if line.x - left < 2:
                found.append(line.text)
            elif found:
                found[-1] = _joined(found[-1], line.text)
        return found


def _body(lines: list[Line], usual: float) -> list[Line]:
    """Return the lines of a page without its head."""
    top = max((line.y for line in lines if line.size >= usual), default=0)
    return [line for line in lines if line.y <= top]


def _columns(lines: list[Line]) -> Iterator[tuple[float, Line]]:
    """Yield lines with the left edge of their column: a new one begins where the height rises."""
    columns: list[list[Line]] = [[]]
    for line in lines:
        if columns[-1] and line.y > columns[-1][-1].y + 4:
            columns.append([])
        columns[-1].append(line)
    for column in columns:
        left = min((line.x for line in column), default=0)
        for line in column:
            yield left, line


def _joined(text: str, more: str) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + more
    return text.rstrip() + (" " if not text.endswith(("-", "–")) else "") + more


def numbers(pages: str) -> list[int]:
    """Return the pages that "4, 6–8" means."""
    found: list[int] = []
    for part in re.findall(r"\d+(?:–\d+)?", pages):
        first, _dash, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found
