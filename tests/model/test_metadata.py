"""What a page's head tells programs, read back with an HTML parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from sphinx_publication.model.metadata import head, html
from sphinx_publication.model.metadata.opengraph import locale
from sphinx_publication.model.page_records import (
    Author,
    File,
    Named,
    PageKind,
    PageRecord,
    Picture,
    Publication,
)

SITE = "https://bladet.example/"

POST = PageRecord(
    kind=PageKind.POST,
    address=f"{SITE}2013/12/topp/",
    title="Tio i topp",
    publication=Publication("Bladet", SITE, "sv", licence_url="https://l.example/by"),
    canonical=f"{SITE}2013/12/topp/",
    language="sv",
    description="Kort.",
    authors=(Author("Anna Ek", f"{SITE}a/", family="Ek", given="Anna"), Author("Redaktionen")),
    published=datetime(2013, 12, 17, 9, tzinfo=UTC),
    changed=datetime(2013, 12, 18, 9, tzinfo=UTC),
    topics=(Named("Samverkan"), Named("Pengar")),
    picture=Picture(f"{SITE}2013/12/topp/post.png", 1200, 630, "Tio i topp"),
    described_by=(File(f"{SITE}2013/12/topp/post.bib", "application/x-bibtex"),),
)


def read(record: PageRecord) -> BeautifulSoup:
    """Return the head of a page as a parser of HTML finds it."""
    return BeautifulSoup(f"<!DOCTYPE html><head>{html(head(record))}</head>", "html5lib")


def metas(record: PageRecord) -> dict[str, list[str]]:
    """Return the contents of ``meta`` elements by name or property."""
    found: dict[str, list[str]] = {}
    for tag in read(record).select("head > meta"):
        found.setdefault(str(tag.get("name") or tag["property"]), []).append(str(tag["content"]))
    return found


def links(record: PageRecord) -> list[tuple[str, str]]:
    """Return relation and address of ``link`` elements."""
    return [(" ".join(tag["rel"]), str(tag["href"])) for tag in read(record).select("head > link")]


def test_each_vocabulary_tells_of_the_same_post() -> None:
    """Title, date, authors, language and address, in the form of each."""
    told = metas(POST)
    titles = [told[name] for name in ("og:title", "citation_title", "DC.title")]
    assert titles == [["Tio i topp"]] * 3
    assert told["article:published_time"] == ["2013-12-17T09:00:00+00:00"]
    assert told["article:modified_time"] == ["2013-12-18T09:00:00+00:00"]
    assert told["citation_publication_date"] == ["2013/12/17"]
    assert told["DC.date"] == ["2013-12-17"]
    assert told["citation_author"] == told["DC.creator"] == ["Ek, Anna", "Redaktionen"]
    assert told["citation_keywords"] == ["Samverkan; Pengar"]
    assert told["og:locale"] == ["sv_SE"]
    assert told["og:image"] == [f"{SITE}2013/12/topp/post.png"]
    assert told["og:url"] == told["DC.identifier"] == [POST.canonical]


def test_signposts_lead_from_a_post_to_what_belongs_to_it() -> None:
    """How it is cited, who wrote it, what it is, its licence, and the files that describe it."""
    assert links(POST) == [
        ("schema.DC", "http://purl.org/dc/elements/1.1/"),
        ("cite-as", POST.canonical),
        ("author", f"{SITE}a/"),
        ("type", "https://schema.org/BlogPosting"),
        ("license", "https://l.example/by"),
        ("collection", SITE),
        ("describedby", f"{SITE}2013/12/topp/post.bib"),
    ]


def test_nothing_is_said_that_is_not_known() -> None:
    """No empty element, and no publisher, number or picture that nobody configured."""
    told = metas(replace(POST, picture=None, description="", topics=()))
    assert not [name for name, contents in told.items() if not all(contents)]
    assert not {"citation_issn", "citation_publisher", "DC.publisher", "og:image"} & told.keys()
    assert not {"og:description", "citation_keywords", "twitter:card"} & told.keys()
    named = replace(
        POST, publication=replace(POST.publication, publisher="Verket", issn="1568-4156")
    )
    assert metas(named)["citation_issn"] == ["1568-4156"]
    assert metas(named)["citation_publisher"] == metas(named)["DC.publisher"] == ["Verket"]


def test_a_page_that_is_no_post_is_no_work_to_cite() -> None:
    """A list or a page has no Highwire tags, so that nobody's library takes it for an article."""
    told = metas(replace(POST, kind=PageKind.LIST, authors=()))
    assert told["og:type"] == ["website"]
    assert not [name for name in told if name.startswith(("citation_", "DC."))]
    assert metas(replace(POST, kind=PageKind.OTHER)) == {}


@pytest.mark.parametrize(
    "title",
    ["</script><b>x", '" onload="x', "a & b &amp; c", "<!-- x", "'><meta name=x>", "å\u2028ö"],
)
def test_no_title_breaks_out(title: str) -> None:
    """Whatever a title holds, a parser finds the same elements, and the title in them."""
    record = replace(POST, title=title)
    assert metas(record)["citation_title"] == [title]
    assert metas(record).keys() == metas(POST).keys()
    assert len(links(record)) == len(links(POST))


@pytest.mark.parametrize(
    ("author", "listed"),
    [
        (Author("Anna Ek", family="Ek", given="Anna"), "Ek, Anna"),
        (Author("Anna af Ek", family="af Ek", given="Anna"), "af Ek, Anna"),
        (Author("Anna Maria af Ek", family="af Ek", given="Anna Maria"), "Anna Maria af Ek"),
        (Author("Verket för samverkan", is_body=True), "Verket för samverkan"),
    ],
)
def test_an_author_is_listed_so_that_no_program_takes_one_for_two(
    author: Author, listed: str
) -> None:
    """Two words on both sides of a comma would be two authors to reference managers."""
    assert author.listed == listed


@pytest.mark.parametrize(
    ("language", "expected"), [("sv", "sv_SE"), ("pt-BR", "pt_BR"), ("en", "en_GB"), ("zgh", "")]
)
def test_a_language_has_the_country_that_opengraph_asks_for(language: str, expected: str) -> None:
    """None is guessed where none is known."""
    assert locale(language) == expected
