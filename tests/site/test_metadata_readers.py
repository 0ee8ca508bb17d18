"""Metadata of built pages, read by programs that are not ours: reference managers and crawlers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.readers import schema_org
from tests.readers.page import Page
from tests.readers.signposts import signposts
from tests.readers.zotero import Item, item

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]

SITE = "https://bladet.example/"

#: A title that would end an element or an attribute, and what Markdown must be told of it.
HOSTILE = "Lagen </script> & \"livet\" <b>x</b> 'y' &amp; ]]>"
HOSTILE_SOURCE = "Lagen \\</script> & \"livet\" \\<b>x\\</b> 'y' \\&amp; ]]>"


@pytest.fixture(scope="module")
def site(project: Copy) -> Project:
    """Return the test publication, with a hostile title, built without smart quotes."""
    site = project("knowledge")
    page = site.folder / "posts/2013/01/lagen.md"
    text = page.read_text("utf-8").replace("# Lagen & livet", f"# {HOSTILE_SOURCE}")
    page.write_text(text, "utf-8")
    return site.build(
        myst_enable_extensions=["attrs_inline"],
        smartquotes=False,
        publication_publisher="Förlaget & Co",
        publication_issn="1568-4156",
    )


def page(site: Project, address: str) -> Page:
    """Return the head of a page."""
    return Page(site.text(f"{address}index.html"), SITE + address)


def test_a_reference_manager_saves_what_the_front_matter_says(site: Project) -> None:
    """Title, authors, day, publication, language, address, licence, words and topics."""
    assert item(page(site, "2013/01/lagen/")) == Item(
        type="blogPost",
        title=HOSTILE,
        creators=(("Ek", "Anna"), ("Redaktionen", "")),
        date="2013/01/10",
        publication="Bladet",
        language="sv",
        url=f"{SITE}2013/01/lagen/",
        rights="https://creativecommons.org/licenses/by/4.0/deed.sv",
        abstract="Kort.",
        tags=("Samverkan", "Finansiering"),
    )


def test_structured_data_and_signposts_tell_of_the_same_post(site: Project) -> None:
    """JSON-LD has the hostile title as it was written, and signposts lead where it says."""
    read = page(site, "2013/01/lagen/")
    node, saved, posts = read.nodes[0], item(read), signposts(read)
    assert node["headline"] == HOSTILE
    assert read.nodes[-1]["itemListElement"][-1]["name"] == HOSTILE
    assert posts.cite_as == node["@id"] == saved.url
    assert posts.licence == node["license"] == saved.rights
    assert posts.authors == tuple(one["url"] for one in node["author"])
    assert [(one.get("familyName"), one.get("givenName")) for one in node["author"]] == [
        ("Ek", "Anna"),
        (None, None),
    ]
    for file in posts.described_by:
        assert (site.site / file.removeprefix(SITE)).is_file()


def test_every_page_is_valid_by_schema_orgs_vocabulary(site: Project) -> None:
    """No type or property is invented, nor used where schema.org does not have it."""
    for file in site.site.rglob("index.html"):
        folder = file.parent.relative_to(site.site).as_posix()
        read = page(site, "" if folder == "." else f"{folder}/")
        assert read.nodes, folder
        assert [fault for node in read.nodes for fault in schema_org.faults(node)] == [], folder
        signposts(read)


def test_a_publication_with_a_number_is_a_periodical(site: Project) -> None:
    """Its start page says so, and posts name who publishes it."""
    node = page(site, "").nodes[0]
    assert node["@type"] == ["Blog", "Periodical"]
    assert (node["issn"], node["publisher"]["name"]) == ("1568-4156", "Förlaget & Co")
    read = page(site, "2013/01/lagen/")
    assert read.contents("citation_issn") == ["1568-4156"]
    assert read.contents("citation_publisher", "DC.publisher") == ["Förlaget & Co"] * 2
    assert read.nodes[0]["publisher"]["name"] == "Förlaget & Co"


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Blogg"}, "no type Blogg"),
        ({"@type": "Blog", "titel": "x"}, "no such property"),
        ({"@type": "Blog", "isbn": "x"}, "have no such property"),
        ({"@type": "Blog", "url": "not an address"}, "URL"),
        ({"@type": "Blog", "datePublished": "17 december"}, "Date"),
        ({"@type": "Blog", "license": {"@type": "Person", "name": "x"}}, "Person"),
        ({"@type": "Blog", "commentCount": "7"}, "Integer"),
        ({"@type": "Blog", "name": {"@id": "https://x.example/"}}, "a reference"),
    ],
)
def test_the_reader_finds_each_kind_of_fault(node: dict[str, object], fault: str) -> None:
    """The check itself fails where it shall."""
    (found,) = schema_org.faults(node)
    assert fault in found
