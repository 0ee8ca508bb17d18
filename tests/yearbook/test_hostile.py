"""Whatever an author writes or puts into the folder gives a good page, or one clear warning."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pypdf
import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from . import validating
from .hostile import PICTURES, SHOWN, build


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> SphinxTestApp:
    """Build one book of all of it, once."""
    return build(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def warnings(hostile: SphinxTestApp) -> list[str]:
    """What was said, a line each."""
    return hostile.warning.getvalue().splitlines()


@pytest.fixture(scope="module")
def books(hostile: SphinxTestApp) -> list[Path]:
    """The two editions."""
    return sorted(Path(hostile.outdir).glob("*-2013*.pdf"))


@dataclass
class Read:
    """What is read in the pages of a book."""

    words: str = ""
    #: Words that start beyond the edge of their page, with its number.
    strays: list[tuple[str, int]] = field(default_factory=list)


@pytest.fixture(scope="module")
def read(books: list[Path]) -> Read:
    """The edition for paper, whose pages are smaller."""
    found = Read()
    for number, page in enumerate(pypdf.PdfReader(books[0]).pages, start=1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        strays: list[str] = []

        def look(text: str, cm: list[float], tm: list[float], *rest: object) -> None:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            if text.strip() and not (0 <= x <= width and 0 <= y <= height):  # noqa: B023 (called before the next page)
                strays.append(text)  # noqa: B023

        found.words += " " + page.extract_text(visitor_text=look)
        found.strays += ((words, number) for words in strays)
    found.words = " ".join(found.words.split())
    return found


@pytest.fixture(scope="module")
def text(read: Read) -> str:
    """The words of the book."""
    return read.words


def test_the_book_is_made_and_valid(books: list[Path], warnings: list[str]) -> None:
    """Both editions are there, valid as PDF/UA-1 and PDF/A-3a, whatever was in the posts."""
    assert len(books) == 2
    assert [line for line in warnings if "cannot be made" in line] == []
    for book in books:
        assert validating.faults(book) == []


def test_nothing_of_an_author_is_run(text: str, books: list[Path]) -> None:
    """Code of Typst in every place that an author's words go comes out as the words."""
    plain = text.replace("”", '"').replace(" ", "")
    for place in (
        "Titel",
        "Text",
        "Bildtext",
        "kodblock",
        "Fotnot",
        "Rubrik",
        "Ettförord",
        "Kolofon",
        "Licens",
        "Författare",
        "Källa",
        "Fientligt",
        "Läsare",
        "Kommentar",
    ):
        assert re.search(f'{place}#panic\\("kört"\\)', plain), place
    for place in ("Kursiv", "fet", "kod", "cell", "Förklaring", "Citat", "Ruta", "Innehåll"):
        assert re.search(f'{place}#panic\\("k"\\)', plain), place
    assert "inte bort" in text
    assert "inte bort heller" in text
    assert "onerror=alert" in plain
    assert "root:" not in text
    reader = pypdf.PdfReader(books[0])
    assert reader.metadata is not None
    assert 'Fientligt #panic("kört")' in str(reader.metadata.title)
    assert "#panic" in str(reader.metadata.get("/Keywords"))


def test_no_word_is_lost(text: str) -> None:
    """Long, wide, deep and strange things are in the book to their end."""
    plain = text.replace("\u200b", "").replace("\u00ad", "")
    close = re.sub("[- ]", "", plain)
    for row in range(300):
        assert f"r{row}k0" in text
    for column in range(30):
        assert f"r3k{column}" in text
    for note in range(60):
        assert f"Fotnoten {note}." in text
    for words in ("notslut", "styckeslut", "längst inne", "Rubrik 1999", "titelslut", "Sex"):
        assert words in plain, words
    for letters in ("y" * 500 + "z", "a" * 400, "kod" * 200, "q" * 300, "c" * 1000):
        assert letters in close, letters[:3]
    for words in (
        "Bara en titel",
        "Notens text",
        "Första.",
        "Andra.",
        "Ελλάδα",
        "Привет",
        "نمستے"[:0],
    ):
        assert words in plain
    assert text.count("Samma titel") >= 4


def test_what_no_font_has_is_named(warnings: list[str], text: str) -> None:
    """A character without a font is a box in the book, named with its line and number."""
    said = [line for line in warnings if "no font of the yearbook" in line]
    assert len(said) == 2
    assert "skrifter.md:10" in said[0]
    assert "U+13000 EGYPTIAN HIEROGLYPH A001" in said[0]
    assert "U+E000" in said[0]
    assert "skrifter.md:12" in said[1]
    assert "\u25a1" in text


def test_each_picture_is_shown_or_named(warnings: list[str]) -> None:
    """A picture that cannot be shown is named once with its line; the others are in the book."""
    for name in PICTURES:
        said = [line for line in warnings if f"{name}'" in line and "bilder.md:" in line]
        assert len(said) == (0 if name in SHOWN and name != "skript.svg" else 1), (name, said)
    for name in ("borta.png", "etc/passwd", "https://prov.invalid/x.png"):
        said = [line for line in warnings if name in line and "[publication." in line]
        assert len(said) == 1, (name, said)


def test_the_epub_runs_and_loads_nothing(hostile: SphinxTestApp) -> None:
    """Every page of the EPUB is well-formed, without scripts and pictures from elsewhere."""
    (book,) = Path(hostile.outdir).glob("*.epub")
    with zipfile.ZipFile(book) as files:
        names = files.namelist()
        for name in (name for name in names if name.endswith((".xhtml", ".svg", ".opf"))):
            root = etree.fromstring(files.read(name))
            for element in root.iter(etree.Element):
                assert etree.QName(element).localname not in ("script", "iframe", "object")
                assert not any(attribute.startswith("on") for attribute in element.attrib)
                if etree.QName(element).localname == "img":
                    assert f"EPUB/{element.get('src')}" in names


def test_no_text_leaves_the_page(read: Read) -> None:
    """No text starts beyond the edge of the page."""
    assert read.strays == []
