"""Posts as works that others cite."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sphinx_publication.bibliography.citable import citable, name
from sphinx_publication.bibliography.exports import FORMATS, bibtex_file, csl_json
from sphinx_publication.bibliography.library import Library
from sphinx_publication.model.page_records import Author, Named, PageKind, PageRecord, Publication
from sphinx_publication.model.sources import Name

SITE = "https://bladet.example/"

POST = PageRecord(
    kind=PageKind.POST,
    address=f"{SITE}2013/12/tio-i-topp/",
    title="Tio i topp & {mer}",
    publication=Publication("Bladet", SITE, "sv"),
    canonical=f"{SITE}2013/12/tio-i-topp/",
    language="sv",
    description="Kort.",
    authors=(Author("Anna af Ek"), Author("Verket för samverkan", is_body=True)),
    published=datetime(2013, 12, 17, 9, tzinfo=UTC),
    topics=(Named("Samverkan"),),
)


def test_a_post_is_a_blog_post_of_the_publication() -> None:
    """CSL-JSON has what the record has: title, names in parts, day, publication, address."""
    item = csl_json(citable(POST))
    assert item["type"] == "post-weblog"
    assert item["title"] == "Tio i topp & {mer}"
    assert item["container-title"] == "Bladet"
    assert item["author"][0]["family"] == "Ek"
    assert item["author"][0]["non-dropping-particle"] == "af"
    assert item["author"][1] == {"literal": "Verket för samverkan"}
    assert item["issued"] == {"date-parts": [[2013, 12, 17]]}
    assert item["URL"] == POST.canonical
    assert item["language"] == "sv"
    assert "publisher" not in item, "nobody is named whom conf.py does not name"


def test_the_key_is_no_other_posts() -> None:
    """It is made of publication and address; parts of one page have keys of their own."""
    part = replace(POST, address=f"{POST.address}#andra")
    assert citable(POST).key == "bladet-2013-12-tio-i-topp"
    assert citable(part).key == "bladet-2013-12-tio-i-topp-andra"


def test_a_bib_file_of_a_post_is_read_as_the_same_source(tmp_path: Path) -> None:
    """Our own reader finds the same names and fields in what was written."""
    file = tmp_path / "post.bib"
    source = citable(POST)
    file.write_text(bibtex_file([source]), encoding="utf-8")
    (read,) = Library.read([file]).sources.values()
    assert (read.key, read.names, read.fields) == (source.key, source.names, source.fields)
    assert all(form.write([source]) for form in FORMATS)


def test_a_post_is_formatted_as_sources_are() -> None:
    """The publication's style writes it, as it writes an entry of a .bib file."""
    library = Library.read([])
    text = "".join(run.text for run in library.formatted(library.item(citable(POST))))
    assert text.startswith("af Ek, A., & Verket för samverkan. (2013, 17 december). Tio i topp")
    assert text.endswith(f" [Blogginlägg]. Bladet. {POST.canonical}")


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (Author("Anna Ek"), Name(family="Ek", given="Anna")),
        (Author("Redaktionen"), Name(literal="Redaktionen")),
        (Author("Verket för samverkan", is_body=True), Name(literal="Verket för samverkan")),
        (Author("Ek and Alm"), Name(literal="Ek and Alm")),
        (Author("Ek & Alm"), Name(literal="Ek & Alm")),
        (Author("Åsa {x} Öberg_1"), Name(literal="Åsa {x} Öberg_1")),
    ],
)
def test_only_a_persons_name_is_taken_apart(author: Author, expected: Name) -> None:
    """A signature, an organisation and what reads as several names stay whole."""
    assert name(author) == expected
