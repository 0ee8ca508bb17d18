"""The page: lines on a grid, no heading and no single line at the foot, links readable on paper."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
import pytest
from yearbook.typesetting import read_parts

_MM = 72 / 25.4
#: Size and pitch of the text, and the height of the margin above it, in points.
_GRID = {"screen": (11, 15, 32 * _MM), "print": (10.5, 14, 27 * _MM)}
_WORD = "samordning av resurser "
_CONSTRUCTS = (
    "#quotation(attribution: [Någon])[#para[Citat i två stycken.]#para[Andra stycket.]];",
    "#bullets(([Ett],[Två],[Tre],));",
    "#bullets(([#para[Ett]],[#para[Två]#para[Mer]],), tight: false);",
    "#grid-table((auto, auto,), caption: [Tabell], table.header(head-cell[A], head-cell[B]),"
    " cell[a], cell[b], cell[c], cell[d]);",
    '#listing("kod\\nmer kod\\nsista raden", language: "text");',
    "#aside([Observera])[#para[En ruta med text i.]];",
    "#panel([Ruta])[#para[En annan ruta.]];",
    "#definitions((([Ord], [Förklaring]),));",
    "#verse([En rad], [En till]);",
    "#rubric[Vid sidan av];",
    '#section(2, "m#NUMBER", [Rubrik]);',
    '#section(3, "n#NUMBER", [Mindre rubrik]);',
)


class Line(NamedTuple):
    """One line of a page: how far its baseline lies below the page's edge, and what it says."""

    depth: float
    size: float
    text: str


def _pages(folder: Path, edition: str, *chapters: str) -> list[list[Line]]:
    """Set a book of chapters; return the lines of its pages."""
    parts = (
        f'#chapter("c{n}", "K {n}", [Kapitel {n}]);\n{body}\n'
        for n, body in enumerate(chapters, start=1)
    )
    return [_lines(page) for page in read_parts(folder, parts, edition=edition).pages]


def _lines(page: pypdf.PageObject) -> list[Line]:
    height = float(page.mediabox.height)
    found: dict[float, tuple[float, str]] = {}

    def note(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if text.strip():
            place = float(cm[5]) + float(tm[5]) * float(cm[3])
            # Typst turns the page's axis around: then the place is the depth.
            depth = round(place if cm[3] > 0 else height - place, 1)
            largest, said = found.get(depth, (0.0, ""))
            found[depth] = max(largest, abs(float(size))), said + text.strip() + " "

    page.extract_text(visitor_text=note)
    return [Line(depth, *found[depth]) for depth in sorted(found)]


@pytest.mark.parametrize("edition", ["screen", "print"])
def test_lines_stand_on_the_grid(tmp_path: Path, edition: str) -> None:
    """After whatever stands between, the text goes on at a multiple of the pitch."""
    size, pitch, top = _GRID[edition]
    text = f"#para[{_WORD * 12}];\n"
    body = text.join(
        construct.replace("NUMBER", str(n)) + "\n" for n, construct in enumerate(_CONSTRUCTS)
    )
    pages = _pages(tmp_path, edition, text + body + text)
    first = top + 0.65 * size
    off = []
    seen = 0
    for line in (line for page in pages for line in page if line.text.startswith("samordning")):
        seen += 1
        away = (line.depth - first + pitch / 2) % pitch - pitch / 2
        if abs(away) > 0.3:
            off.append(line)
    assert seen > 30
    assert off == []


@pytest.mark.parametrize("edition", ["screen", "print"])
def test_no_heading_stands_alone_at_the_foot(tmp_path: Path, edition: str) -> None:
    """Below each heading there are two lines of its text at least, on the same page."""
    sections = "".join(
        f'#section({2 + n % 3}, "m{n}", [Rubrik {n}]);\n#para[{_WORD * (9 + 5 * (n % 7))}];\n'
        for n in range(60)
    )
    headings = 0
    for page in _pages(tmp_path, edition, sections)[4:]:
        for place, line in enumerate(page):
            if line.text.startswith("Rubrik"):
                headings += 1
                below = [one for one in page[place + 1 :] if "samordning" in one.text]
                assert len(below) >= 2, (line, page)
    assert headings == 60


@pytest.mark.parametrize("edition", ["screen", "print"])
def test_no_line_of_a_paragraph_stands_alone(tmp_path: Path, edition: str) -> None:
    """A paragraph that goes over two pages has two lines at least on each."""
    paragraphs = "".join(
        f"#para[Början {_WORD * (12 + 4 * (n % 6))} slutet{n}];\n" for n in range(50)
    )
    pages = [
        [line for line in page if line.size > 10 and not line.text.strip().isdigit()]
        for page in _pages(tmp_path, edition, paragraphs)
    ]
    texts = [page for page in pages if any("samordning" in line.text for line in page)]
    assert len(texts) > 2
    for page, following in pairwise(texts):
        assert not page[-1].text.startswith("Början"), page[-1]
        assert "slutet" not in following[0].text, following[0]


_LINKS = (
    '#para[Se #outward("https://a.example/lang/vag", number: 1, entry: "x")[en sida];'
    ' och #within("c2", paged: true)[nästa];.];\n'
    '#addresses("Adresser", (("x", "https://a.example/lang/vag"),));\n'
)


def test_links_are_readable_on_paper(tmp_path: Path) -> None:
    """In print a link has a number and its address below the chapter, or the page it leads to."""
    pages = _pages(tmp_path, "print", _LINKS, "#para[Text];")
    words = [" ".join(line.text for line in page) for page in pages]
    place = next(n for n, text in enumerate(words) if "en sida" in text)
    assert "".join(words[place].split()).count("[1]") == 2
    assert "a.example/lang/vag" in "".join(words[place].split())
    target = next(n for n, text in enumerate(words, 1) if "Kapitel 2" in text and n > place + 1)
    assert f"(s.{target})" in "".join(words[place].split())


def test_links_are_only_live_on_a_screen(tmp_path: Path) -> None:
    """On a screen nothing is added to a link."""
    pages = _pages(tmp_path, "screen", _LINKS, "#para[Text];")
    words = "".join(line.text for page in pages for line in page)
    assert "[1]" not in words
    assert "(s." not in words
    assert "a.example" not in words
