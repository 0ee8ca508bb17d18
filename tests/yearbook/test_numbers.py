"""The year in numbers in the book: the same words and numbers as on the site, valid and tagged."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pypdf
import pytest
from bs4 import BeautifulSoup
from pypdf.generic import DictionaryObject
from sphinx.testing.util import SphinxTestApp
from yearbook.validating import faults

VOLUMES = ("2012", "2013", "2026", "2012-2013", "samverkan")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, rootdir: Path) -> Path:
    """Return a folder with the books and, in ``site``, the site of one publication."""
    folder = tmp_path_factory.mktemp("numbers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        for builder, name in (("yearbook", "books"), ("publicationhtml", "site")):
            app = SphinxTestApp(
                builder,
                srcdir=rootdir / "test-numbers",
                builddir=folder / name,
                confoverrides={"publication_yearbook_editions": ["screen", "epub"]},
            )
            app.build()
            Path(app.outdir).rename(folder / f"{name}-made")
            app.cleanup()
    return folder


def squeezed(text: str) -> str:
    """Return *text* without the spaces and hyphens that lines put in and take out."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def pages_of(built: Path, volume: str) -> str:
    """Return the text of the part in a volume's book."""
    reader = pypdf.PdfReader(built / "books-made" / f"sifferbloggen-{volume}.pdf")
    texts = [squeezed(sheet.extract_text()) for sheet in reader.pages]
    title = squeezed(str(site_page(built, volume).h1.get_text()))  # type: ignore[union-attr]
    places = [number for number, text in enumerate(texts) if title in text]
    # The contents have the title, too.
    first = next(number for number in places if texts[number].startswith(title))
    return "".join(texts[first : first + 4])


def site_page(built: Path, volume: str) -> BeautifulSoup:
    file = built / "site-made" / "arsbocker" / volume / "siffror" / "index.html"
    return BeautifulSoup(file.read_text("utf-8"), "html.parser")


@pytest.mark.parametrize("volume", VOLUMES)
def test_the_book_says_what_the_site_says(built: Path, volume: str) -> None:
    """Every large number, sentence, name and table of the page stands in the book."""
    shown, found = site_page(built, volume), pages_of(built, volume)
    parts = shown.select(".lead, .figures__value, .figures__unit, .figures__before, h2")
    parts += shown.select(
        ".numbers__part > p, .chart__title, .chart__name, .numbers__part > figure table td"
    )
    texts = [node.find(string=True, recursive=False) or node.get_text() for node in parts]
    texts = [str(text) for text in texts if text]
    assert len(texts) > 10
    for text in texts:
        if text.strip().isdigit() and len(text.strip()) < 2:
            continue
        assert squeezed(text) in found, text


@pytest.mark.parametrize("volume", VOLUMES)
def test_every_chart_is_a_figure_with_the_text_alternative_of_the_site(
    built: Path, volume: str
) -> None:
    """The structure of the book has each chart's numbers in words, and nothing without."""
    reader = pypdf.PdfReader(built / "books-made" / f"sifferbloggen-{volume}.pdf")
    told = [str(node.get_text()) for node in site_page(built, volume).select(".chart title")]
    found = [str(node.get("/Alt")) for node in tree(reader) if node.get("/S") == "/Figure"]
    assert [alt for alt in found if alt in told] == told


def tree(reader: pypdf.PdfReader) -> list[DictionaryObject]:
    """Return the elements of the structure tree, in the order of reading."""
    root = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, DictionaryObject):
            found.append(node)
            below = node.get("/K", [])
            waiting += reversed(below if isinstance(below, list) else [below])
        elif isinstance(node, list):
            waiting += reversed(node)
    return found


@pytest.mark.parametrize("volume", VOLUMES)
def test_the_epub_says_what_the_site_says(built: Path, volume: str) -> None:
    """The same large numbers and sentences, and every cell of every table."""
    with ZipFile(built / "books-made" / f"sifferbloggen-{volume}.epub") as book:
        leaf = BeautifulSoup(book.read("EPUB/numbers.xhtml"), "html.parser")
    shown = site_page(built, volume)
    for part in ("h1", "h2", "section > p", "table :is(th, td)", "caption"):
        told = [node.get_text() for node in shown.select(f".numbers {part}")]
        nested = f"section {part}" if part == "section > p" else part
        assert [node.get_text() for node in leaf.select(nested)] == told
    values = [node.get_text() for node in shown.select(".figures__value")]
    assert [node.get_text() for node in leaf.select(".figures strong")] == values


@pytest.mark.parametrize("volume", VOLUMES)
def test_books_with_charts_stay_valid(built: Path, volume: str) -> None:
    """PDF/UA-1 and PDF/A-3a at once."""
    file = built / "books-made" / f"sifferbloggen-{volume}.pdf"
    assert faults(file) == []
