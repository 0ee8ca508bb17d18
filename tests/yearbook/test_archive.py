"""A book as an archive keeps it: what it says of itself, and the files that it carries."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp
from yearbook.validating import faults

EDITIONS = ("provbloggen-2013.pdf", "provbloggen-2013-tryck.pdf")


@pytest.fixture
def books(app: SphinxTestApp) -> list[pypdf.PdfReader]:
    """Both editions of 2013."""
    app.build()
    return [pypdf.PdfReader(Path(app.outdir, name)) for name in EDITIONS]


def _files(book: pypdf.PdfReader) -> dict[str, Any]:
    return {spec.get_object()["/UF"]: spec.get_object() for spec in book.trailer["/Root"]["/AF"]}


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_posts_and_the_sources_are_attached(
    app: SphinxTestApp, books: list[pypdf.PdfReader]
) -> None:
    """Each file is there, byte for byte, with its relationship to the book."""
    for book in books:
        files = _files(book)
        relations = {name: spec["/AFRelationship"] for name, spec in files.items()}
        assert relations == {
            "posts-2013-11-en-borjan.md": "/Source",
            "posts-2013-12-granskning.md": "/Source",
            "source-arsbocker-2013.md": "/Source",
            "manifest.json": "/Supplement",
        }
        post = files["posts-2013-11-en-borjan.md"]["/EF"]["/F"].get_object()
        assert post["/Subtype"] == "/text#2Fmarkdown" or post["/Subtype"] == "/text/markdown"
        written = Path(app.srcdir, "posts/2013/11/en-borjan.md").read_bytes()
        assert post.get_data() == written


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_manifest_says_what_the_files_are(books: list[pypdf.PdfReader]) -> None:
    """It names every post with its file, and gives the digest of every file."""
    files = _files(books[0])
    manifest = json.loads(files["manifest.json"]["/EF"]["/F"].get_object().get_data())
    assert manifest["title"] == "Provbloggen: årsbok 2013"
    posts = {post["file"]: post["address"] for post in manifest["posts"]}
    assert posts["posts-2013-12-granskning.md"] == "https://prov.example/2013/12/granskning/"
    assert set(files) == {file["name"] for file in manifest["files"]} | {"manifest.json"}
    for file in manifest["files"]:
        content = files[file["name"]]["/EF"]["/F"].get_object().get_data()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]


@pytest.mark.sphinx("yearbook", testroot="yearbook-sources")
def test_the_cited_sources_are_attached(app: SphinxTestApp) -> None:
    """The book carries a .bib of the sources that it cites, and of no others."""
    app.build()
    for edition in ("", "-tryck"):
        files = _files(pypdf.PdfReader(Path(app.outdir, f"kallbloggen-2013{edition}.pdf")))
        assert files["kallbloggen-2013.bib"]["/AFRelationship"] == "/Data"
        bib = files["kallbloggen-2013.bib"]["/EF"]["/F"].get_object().get_data().decode()
        manifest = json.loads(files["manifest.json"]["/EF"]["/F"].get_object().get_data())
        assert manifest["sources"]
        for key in manifest["sources"]:
            assert f"{{{key}," in bib
        assert bib.count("\n@") + bib.startswith("@") == len(manifest["sources"])


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_metadata_names_the_book(books: list[pypdf.PdfReader]) -> None:
    """Title, authors, subject, keywords and language stand in the XMP, as archives read it."""
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    for book in books:
        xmp = etree.fromstring(book.trailer["/Root"]["/Metadata"].get_object().get_data())

        def said(path: str, xmp: etree._Element = xmp) -> list[str]:
            return [element.text for element in xmp.iterfind(f".//{path}", spaces)]

        assert said("dc:title//rdf:li") == ["Provbloggen: årsbok 2013"]
        assert said("dc:creator//rdf:li") == ["Redaktionen"]
        assert "Provbloggen" in said("dc:description//rdf:li")[0]
        assert said("dc:language//rdf:li") == ["sv-SE"]
        assert "utvärdering" in said("pdf:Keywords")[0]


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_pages_have_their_labels(books: list[pypdf.PdfReader]) -> None:
    """The number that a viewer shows is the number that is printed."""
    for book in books:
        assert book.page_labels == [str(n) for n in range(1, len(book.pages) + 1)]


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_both_editions_are_valid(app: SphinxTestApp) -> None:
    """Each file is PDF/UA-1 and PDF/A-3a at once, attachments included."""
    app.build()
    for name in EDITIONS:
        assert faults(Path(app.outdir, name)) == []
