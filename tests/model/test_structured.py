"""Sources and posts in the words of schema.org."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

import pytest

from sphinx_publication.bibliography.csl import TYPES as CSL_TYPES
from sphinx_publication.model.sources import Name, Source
from sphinx_publication.model.structured import document, script, type_of, work

PAGE = "https://bladet.example/kallor/a/"


def described(item: dict[str, Any], **fields: str) -> dict[str, Any]:
    """Return the work of an item by two people and an organisation."""
    people = (Name("Ek", "Eva"), Name(literal="Verket"), Name(others=True))
    source = Source("a", "report", {"author": people}, fields)
    return work(source, item, page=PAGE, label="Ek m.fl., 2013")


@pytest.mark.parametrize(
    ("csl", "kind"),
    [
        ("report", "Report"),
        ("book", "Book"),
        ("article-journal", "ScholarlyArticle"),
        ("legislation", "Legislation"),
        ("bill", "Legislation"),
        ("thesis", "Thesis"),
        ("webpage", "WebPage"),
        ("post-weblog", "BlogPosting"),
        ("article-newspaper", "NewsArticle"),
        ("chapter", "Chapter"),
        ("personal_communication", "CreativeWork"),
    ],
)
def test_each_type_has_its_word(csl: str, kind: str) -> None:
    """A source is what schema.org calls its kind; a work of no known kind is a CreativeWork."""
    assert described({"type": csl})["@type"] == kind


def test_most_types_of_a_bib_file_are_more_than_works() -> None:
    """Only types without a word in schema.org are a CreativeWork."""
    plain = {csl for csl in CSL_TYPES.values() if type_of({"type": csl}) == "CreativeWork"}
    assert plain == {"document", "legal_case", "pamphlet", "patent", "performance",
                     "personal_communication", "standard", "treaty"}  # fmt: skip


def test_a_report_is_told_in_full() -> None:
    """Authors told apart, date as far as it is known, publisher, number, identifiers, links."""
    item = {
        "type": "report",
        "title": "Rapport",
        "issued": {"date-parts": [[2013, 3]]},
        "publisher": "Förlaget",
        "number": "2013:1",
        "language": "sv",
        "page": "1-10",
        "URL": "https://x.example/a",
    }
    told = described(item, doi="10.5334/ijic.598", archiveurl="https://web.example/1/a")
    assert told == {
        "@type": "Report",
        "@id": f"{PAGE}#work",
        "name": "Rapport",
        "author": [
            {"@type": "Person", "name": "Eva Ek", "givenName": "Eva", "familyName": "Ek"},
            {"@type": "Organization", "name": "Verket"},
        ],
        "datePublished": "2013-03",
        "publisher": {"@type": "Organization", "name": "Förlaget"},
        "inLanguage": "sv",
        "pagination": "1-10",
        "url": "https://x.example/a",
        "archivedAt": "https://web.example/1/a",
        "mainEntityOfPage": PAGE,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5334/ijic.598"}
        ],
        "sameAs": ["https://doi.org/10.5334/ijic.598"],
        "reportNumber": "2013:1",
    }


def test_an_article_is_part_of_issue_volume_and_journal() -> None:
    """The journal has its ISSN, and the article none."""
    item = {"type": "article-journal", "container-title": "IJIC", "ISSN": "1568-4156"}
    told = described({**item, "volume": "11", "issue": "2"}, issn="1568-4156")
    journal = {"@type": "Periodical", "name": "IJIC", "issn": "1568-4156"}
    volume = {"@type": "PublicationVolume", "volumeNumber": "11", "isPartOf": journal}
    issue = {"@type": "PublicationIssue", "issueNumber": "2", "isPartOf": volume}
    assert told["isPartOf"] == issue
    assert "identifier" not in told


def test_the_isbn_of_a_book_is_its_own_and_that_of_another_work_a_number() -> None:
    """schema.org has ``isbn`` for books alone."""
    assert described({"type": "book"}, isbn="978-91-44-01742-6")["isbn"] == ["978-91-44-01742-6"]
    told = described({"type": "report"}, isbn="978-91-44-01742-6")
    assert "isbn" not in told
    assert told["identifier"][0]["propertyID"] == "ISBN"
    assert "identifier" not in described({"type": "report"}, isbn="978-91-44-01742-1"), "wrong"


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2013]]}, "2013"),
        ({"date-parts": [[2013, 3, 7]]}, "2013-03-07"),
        ({"date-parts": [[2011], [2014]]}, "2011"),
        ({"date-parts": [[850]]}, "0850"),
        ({"literal": "under tryckning"}, None),
        ({"date-parts": [[]]}, None),
        ({}, None),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(issued: dict[str, Any], expected: str | None) -> None:
    """ISO 8601, the first of a range; nothing where there is no date."""
    assert described({"type": "book", "issued": issued}).get("datePublished") == expected


def test_unsafe_addresses_are_left_out() -> None:
    """What no link of a page may lead to, no data of it does."""
    told = described({"type": "webpage", "URL": "javascript:alert(1)"}, archiveurl="data:,x")
    assert not {"url", "archivedAt"} & told.keys()
    assert told["name"] == "Ek m.fl., 2013", "the label stands in for a title"


class Scripts(HTMLParser):
    """Collects the text of script elements, and the names of all elements."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize(
    "text", ["</script><b>x", "<!--<script>", "&lt;/script&gt;", "]]>", "\u2028 \\ \" '", "å"]
)
def test_no_text_breaks_out_of_the_script(text: str) -> None:
    """Whatever a title holds, a parser of HTML finds one element, and the title in it."""
    parser = Scripts()
    parser.feed(script(document([{"name": text}])))
    assert parser.names == ["script"]
    (data,) = parser.texts
    assert json.loads(data)["name"] == text


def test_several_posts_of_a_page_are_a_graph() -> None:
    """One node stands by itself, more in a graph."""
    assert document([{"name": "a"}]) == {"@context": "https://schema.org", "name": "a"}
    told = document([{"name": "a"}, {"name": "b"}])
    assert told["@graph"] == [{"name": "a"}, {"name": "b"}]
