"""The real publication's books: every post is there, whole."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from yearbook.epub_reading import Book
from yearbook.reading import squashed


def _words(document: nodes.document) -> list[str]:
    """Return the words of a post as read: without its reference list and front matter."""
    for section in list(document.findall(nodes.section)):
        if section.get("reference_list") == "auto":
            section.parent.remove(section)
    for node in list(document.findall(nodes.docinfo)):
        node.parent.remove(node)
    return document.astext().split()


def test_every_word_of_every_post_is_in_its_book(publication: SphinxTestApp) -> None:
    """The text read back from the PDFs holds every post's title and words, å ä ö included."""
    seen = 0
    for docname in sorted(publication.env.ablog_posts):
        year = publication.env.ablog_posts[docname][0]["date"].year
        reader = pypdf.PdfReader(Path(publication.outdir, f"samordningsbloggen-{year}.pdf"))
        text = squashed(" ".join(page.extract_text() for page in reader.pages))
        assert squashed(publication.env.titles[docname].astext()) in text, docname
        document = publication.env.get_doctree(docname)
        lost = [word for word in _words(document) if squashed(word) not in text]
        assert not lost, (docname, lost)
        seen += 1
    assert seen >= 10


def test_the_real_books_have_nothing_to_complain_of(publication: SphinxTestApp) -> None:
    """No node, picture, link or character of the real posts is lost in the books."""
    said = [
        line
        for line in publication.warning.getvalue().splitlines()
        if "[publication.yearbook" in line
    ]
    assert said == []


def test_every_link_inside_leads_somewhere(publication: SphinxTestApp) -> None:
    """Each link of the books has a destination in the book or an address."""
    files = sorted(Path(publication.outdir).glob("*.pdf"))
    assert files
    for file in files:
        reader = pypdf.PdfReader(file)
        for page in reader.pages:
            for annotation in page.get("/Annots", []):
                link = annotation.get_object()
                action = link.get("/A", {})
                if "/URI" in action:
                    assert re.match(r"(https?://|mailto:)", action["/URI"]), (file.name, action)
                    continue
                destination = link["/Dest"] if "/Dest" in link else action["/D"]
                if isinstance(destination, (str, bytes)):
                    assert str(destination) in reader.named_destinations, (file.name, destination)
                else:
                    assert reader.get_page_number(destination[0].get_object()) is not None


def test_every_word_of_every_post_is_in_its_epub(publication: SphinxTestApp) -> None:
    """The EPUBs hold every post's words, and nothing that the site alone has a use for."""
    for docname in sorted(publication.env.ablog_posts):
        year = publication.env.ablog_posts[docname][0]["date"].year
        book = Book(Path(publication.outdir, f"samordningsbloggen-{year}.epub"))
        text = squashed(" ".join(book.text(name) for name in book.spine))
        lost = [w for w in _words(publication.env.get_doctree(docname)) if squashed(w) not in text]
        assert not lost, (docname, lost)
        assert not list(book.all("script"))


def test_the_index_of_the_epub_leads_to_the_pages_that_it_names(publication: SphinxTestApp) -> None:
    """Each number leads to a place after the mark of that page, or of the one before it."""
    checked = 0
    for file in sorted(Path(publication.outdir).glob("*.epub")):
        book = Book(file)
        pages: dict[str, int] = {}
        page = 0
        for name in book.spine:
            for node in book.xml(name).iter("{*}*"):
                if node.get("role") == "doc-pagebreak":
                    page = int(node.get("id").removeprefix("page_"))
                pages[f"{name}#{node.get('id')}"] = page
                if node.get("id") == "title_":
                    pages[name] = page
        for places in book.xml("index.xhtml").iter("{*}span"):
            for link in places.iter("{*}a") if places.get("class") == "places" else ():
                assert link.get("data-mark") is None
                assert int(link.text) - pages[link.get("href")] in (0, 1), link.get("href")
                checked += 1
    assert checked > 50
