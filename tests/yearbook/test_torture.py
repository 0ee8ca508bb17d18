"""One book with every construct of docutils, Sphinx, MyST, sphinx-design and this extension."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp
from yearbook.reading import squashed, words
from yearbook.validating import faults

ROOT = Path(__file__).parents[1] / "roots" / "test-torture"
#: What MyST says of all books but websites, and sphinx-design of an old way to write cards.
_EXPECTED = ("myst.strikethrough", "design.card_legacy", "design.grid", "ref.footnote")


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> SphinxTestApp:
    """Build the book once."""
    outdir = tmp_path_factory.mktemp("torture")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        app = SphinxTestApp("yearbook", srcdir=ROOT, builddir=outdir)
        app.build()
        app.cleanup()
    return app


@pytest.fixture(scope="module")
def book(torture: SphinxTestApp) -> Path:
    """The finished book."""
    return Path(torture.outdir, "tortyrboken-2013.pdf")


@pytest.fixture(scope="module")
def text(book: Path) -> str:
    """The text of the book as one line."""
    return words(pypdf.PdfReader(book).pages)


def _source_words(app: SphinxTestApp, docname: str) -> Iterator[str]:
    """Yield the words that a reader of the site sees in a post."""
    document = app.env.get_doctree(docname)
    left_out = (nodes.raw, nodes.comment, nodes.math, nodes.math_block, nodes.docinfo, nodes.label)
    left_out += (nodes.image, nodes.footnote_reference)
    for node in list(document.findall(nodes.Element)):
        contents = isinstance(node, nodes.topic) and "contents" in node["classes"]
        web = node.tagname == "only" and node.get("expr") == "html"
        placed = node.get("reference_list") == "auto"
        if isinstance(node, left_out) or contents or web or placed:
            node.parent.remove(node)
        elif isinstance(node, addnodes.pending_xref) and not node.get("refexplicit", True):
            node.parent.remove(node)  # its target stands there until it is resolved
    yield from document.astext().split()


@pytest.mark.parametrize(
    "name", ["design", "egna", "formler", "markdown", "restructuredtext", "udda"]
)
def test_no_word_is_lost(torture: SphinxTestApp, text: str, name: str) -> None:
    """Every word of every post is in the book."""
    read = squashed(text)
    wanted = list(_source_words(torture, f"posts/2013/05/{name}"))
    assert len(wanted) > 10
    assert [word for word in wanted if squashed(word) not in read] == []


@pytest.mark.parametrize("edition", ["", "-tryck"])
def test_the_book_is_valid(book: Path, edition: str) -> None:
    """With every construct in it, each edition is PDF/UA-1 and PDF/A-3a at once."""
    assert faults(book.with_stem(book.stem + edition)) == []


def test_only_what_a_book_cannot_have_is_reported(torture: SphinxTestApp) -> None:
    """Nothing is unknown; raw HTML and a formula that cannot be read are named with their place."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", torture.warning.getvalue())
    lines = [line for line in plain.splitlines() if not any(kind in line for kind in _EXPECTED)]
    places = [line.split(" WARNING")[0].rpartition("/")[2] for line in lines]
    assert places == [
        "markdown.md:149:",  # what is no HTML of ours is out before a book is made
        "restructuredtext.rst:296:",
        "markdown.md:121:",
        "formler.md:31:",
    ], plain


def test_figures_are_numbered_in_words(text: str) -> None:
    """Captions and references to them say "Figur 1", in the language of the book."""
    assert "Figur 1 Bildtext till rutan" in text
    assert "Se Tabell 1, Tabell 2, Figur 1, Kod 1 och figuren nummer 1" in text


def test_the_head_of_a_long_table_is_repeated(book: Path) -> None:
    """Each page that a table goes on to has the table's head."""
    pages = [sheet.extract_text() for sheet in pypdf.PdfReader(book).pages]
    rows = [text for text in pages if "tabellrad" in text]
    assert len(rows) >= 2
    assert all("Huvudet upprepas" in text for text in rows)


def test_passages_in_other_languages_are_tagged(book: Path) -> None:
    """Paragraphs and quotations in another language say so, and so do words in a line."""
    reader = pypdf.PdfReader(book)
    found = set(_languages(reader.trailer["/Root"]["/StructTreeRoot"]))
    assert found >= {("/P", "en"), ("/P", "de"), ("/P", "fr"), ("/BlockQuote", "en")}
    content = b"".join(sheet.get_contents().get_data() for sheet in reader.pages)
    assert re.search(rb"/Span<</MCID \d+/Lang\(en\)>>BDC", content)


def _languages(element: object) -> Iterator[tuple[str, str]]:
    """Yield the kind and language of each element of the structure that names one."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            yield from _languages(child)
    elif isinstance(element, dict):
        if "/Lang" in element:
            yield str(element["/S"]), str(element["/Lang"])
        yield from _languages(element.get("/K"))
