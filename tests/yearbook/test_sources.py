"""The year's bibliography, and documents that hold several posts."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject
from sphinx.testing.util import SphinxTestApp
from yearbook.reading import words


def _reader(app: SphinxTestApp, year: int) -> pypdf.PdfReader:
    return pypdf.PdfReader(Path(app.outdir, f"kallbloggen-{year}.pdf"))


def _links(page: pypdf.PageObject) -> list[DictionaryObject]:
    return [annotation.get_object() for annotation in page.get("/Annots", [])]


@pytest.mark.sphinx("yearbook", testroot="yearbook-sources")
def test_the_book_has_one_bibliography(app: SphinxTestApp) -> None:
    """Every source cited in the year stands once, after the posts, in order; others do not."""
    app.build()
    pages = [words([page]) for page in _reader(app, 2013).pages]
    (listed,) = [page for page in pages if page.startswith("Källor")]
    assert listed.startswith("Källor Alfa, A. (2013). Om samverkan.")
    assert listed.index("Alfa, A.") < listed.index("Öberg, B. (2012).")
    whole = " ".join(pages)
    assert whole.count("Om samverkan") == 1
    assert "Citeras aldrig" not in whole


@pytest.mark.sphinx("yearbook", testroot="yearbook-sources")
def test_a_citation_leads_to_the_bibliography(app: SphinxTestApp) -> None:
    """The link of a citation leads to a place on the page where the source stands."""
    app.build()
    reader = _reader(app, 2013)
    page = next(page for page in reader.pages if "Det sägs (Öberg, 2012)" in words([page]))
    inward = [link for link in _links(page) if "/URI" not in link.get("/A", {})]
    assert len(inward) == 2
    for link in inward:
        destination = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]
        if isinstance(destination, (str, bytes)):
            found = reader.named_destinations[str(destination)]
            number = reader.get_destination_page_number(found)
        else:
            number = reader.get_page_number(destination[0].get_object())
        assert words([reader.pages[number]]).startswith("Källor")


@pytest.mark.sphinx("yearbook", testroot="yearbook-sources")
def test_several_posts_of_one_file_go_to_their_own_years(app: SphinxTestApp) -> None:
    """A post that is a section of a file is in its own year's book alone, linked by its section."""
    app.build()
    first = " ".join(words([page]) for page in _reader(app, 2013).pages)
    second = " ".join(words([page]) for page in _reader(app, 2014).pages)
    assert "Tredje inläggets text" in first
    assert "Fjärde inläggets text" not in first
    assert "Fjärde inläggets text" in second
    assert "Tredje" not in second
    page = next(p for p in _reader(app, 2013).pages if "Tredje inläggets text" in words([p]))
    addresses = {link["/A"]["/URI"] for link in _links(page) if "/URI" in link.get("/A", {})}
    assert addresses == {
        "https://prov.example/2013/01/flera/#tredje",
        "https://prov.example/2013/01/flera/#fjarde",
    }


@pytest.mark.sphinx("yearbook", testroot="yearbook-sources")
def test_a_sound_publication_gives_no_warning_of_the_book(app: SphinxTestApp) -> None:
    """Links to what the book leaves out or has elsewhere are quietly links to the site."""
    app.build()
    assert "yearbook" not in app.warning.getvalue().replace("yearbook-sources", "")
