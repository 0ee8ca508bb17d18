"""JSON-LD of posts and sources, read as a search engine would: out of the finished pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]

SITE = "https://bladet.example/"


@pytest.fixture(scope="module")
def site(project: Copy) -> Project:
    """Return the built test publication."""
    return project("knowledge").build()


def graph(site: Project, address: str) -> list[dict[str, Any]]:
    """Return the nodes in the head of a page."""
    head = BeautifulSoup(site.text(f"{address}index.html"), "html.parser").head
    assert head is not None
    (script,) = head.select('script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(str(script.string))
    assert found["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = found.get("@graph", [found])
    return nodes


def data(site: Project, address: str) -> dict[str, Any]:
    """Return what a page is, or is about."""
    return graph(site, address)[0]


def test_a_source_tells_what_it_is(site: Project) -> None:
    """Its id is made of the page's address, and names the page."""
    told = data(site, "kallor/andersson2011/")
    assert told["@type"] == "ScholarlyArticle"
    assert told["@id"] == f"{SITE}kallor/andersson2011/#work"
    assert told["mainEntityOfPage"] == f"{SITE}kallor/andersson2011/"
    assert told["name"].endswith("</script><b>x"), "read back as it was written"
    assert [one["name"] for one in told["author"]] == ["Johanna Andersson", "Bengt Ahgren"]
    law = data(site, "kallor/sfs2003-1210/")
    assert law["legislationIdentifier"] == "SFS 2003:1210"
    assert data(site, "kallor/ham2013/")["identifier"][0]["propertyID"] == "ISBN"


def test_a_post_names_its_sources_by_their_ids(site: Project) -> None:
    """Each id in ``citation`` is that of a source's page, in the order of the list of sources."""
    told = data(site, "2013/01/lagen/")
    assert told["@type"] == "BlogPosting"
    assert told["headline"] == "Lagen & livet"
    assert told["datePublished"] == "2013-01-10T09:00:00+01:00"
    assert [(one["@type"], one["name"]) for one in told["author"]] == [
        ("Person", "Anna Ek"),
        ("Organization", "Redaktionen"),
    ]
    assert told["keywords"] == ["Samverkan", "Finansiering"]
    assert told["inLanguage"] == "sv"
    keys = ["axelsson2007", "ham2013", "sfs2003-1210"]
    assert [one["@id"] for one in told["citation"]] == [
        data(site, f"kallor/{key}/")["@id"] for key in keys
    ]


def test_what_pages_say_agrees_with_the_file_of_data(site: Project) -> None:
    """Posts cite in their heads what the file of data says that they cite, and nothing else."""
    told = json.loads(site.text("kunskap.json"))
    for post in told["posts"]:
        cited = {one["source"] for one in told["citations"] if one.get("post") == post["address"]}
        pages = {f"{SITE}{one['address']}#work" for one in told["sources"] if one["key"] in cited}
        found = data(site, post["address"]).get("citation", ())
        assert {one["@id"] for one in found} == pages


@pytest.mark.parametrize(
    ("address", "kind", "about"),
    [
        ("", "Blog", None),
        ("om/", "WebPage", None),
        ("2013/", "CollectionPage", None),
        ("amnen/samverkan/", "CollectionPage", "DefinedTerm"),
        ("amnen/ny-tagg/", "CollectionPage", "DefinedTerm"),
        ("organisationer/verket/", "CollectionPage", "Organization"),
        ("lagar/lagen/", "CollectionPage", "Legislation"),
        ("serier/lagens-vag/", "CollectionPage", "CreativeWorkSeries"),
        ("forfattare/anna-ek/", "ProfilePage", "Person"),
        ("arsbocker/2013/", "Book", None),
        ("sok/", "SearchResultsPage", None),
    ],
)
def test_every_page_says_what_it_is(
    site: Project, address: str, kind: str, about: str | None
) -> None:
    """An author's document or a generated page: its type, and what it is about."""
    told = data(site, address)
    assert told["@type"] == kind
    assert told.get("mainEntity", {}).get("@type") == about


def test_every_page_knows_the_way_to_it(site: Project) -> None:
    """Each but the start page ends its breadcrumbs with itself, after pages that exist."""
    for path in site.site.rglob("index.html"):
        folder = path.parent.relative_to(site.site).as_posix()
        address = "" if folder == "." else f"{folder}/"
        trails = [one for one in graph(site, address) if one["@type"] == "BreadcrumbList"]
        assert len(trails) == (1 if address else 0), address
        for trail in trails:
            places = [one["position"] for one in trail["itemListElement"]]
            assert places == list(range(1, len(places) + 1))
            for step in trail["itemListElement"][:-1]:
                above = step["item"]["@id"].removeprefix(SITE)
                assert address.startswith(above)
                assert (site.site / above / "index.html").is_file()


def test_a_post_is_a_part_of_its_series(site: Project) -> None:
    """By the id that the page of the series gives it, with the part's number."""
    told = data(site, "2014/05/nummer-5/")
    assert told["position"] == 2
    assert told["isPartOf"][1]["@id"] == data(site, "serier/lagens-vag/")["mainEntity"]["@id"]


def test_a_title_cannot_break_out(site: Project) -> None:
    """``</script>`` in a title ends nothing: the page has the elements that it should."""
    soup = site.page("2013/02/stycket/index.html")
    assert data(site, "2013/02/stycket/")["headline"] == "Stycket som </script> bröt ut"
    assert soup.head is not None
    assert soup.head.find("b") is None
    assert soup.title is not None


@pytest.mark.parametrize(("builder", "theme"), [("publicationhtml", "basic"), ("html", "classic")])
def test_any_theme_and_builder_of_pages_has_the_data(
    project: Copy, builder: str, theme: str
) -> None:
    """The data do not depend on our theme; addresses are those of the builder."""
    site = project("knowledge").build(builder, html_theme=theme)
    name = "kallor/ham2013b" + ("/index.html" if builder == "publicationhtml" else ".html")
    (script,) = site.page(name).select('head script[type="application/ld+json"]')
    told = json.loads(str(script.string))["@graph"][0]
    assert told["@id"].startswith(f"{SITE}kallor/ham2013b")


def test_without_an_address_there_are_no_ids_and_so_no_data(project: Copy) -> None:
    """A publication that does not say where it stands has none."""
    site = project("knowledge").build(html_baseurl="", blog_baseurl="")
    assert "ld+json" not in site.text("kallor/ham2013/index.html")


def test_several_posts_on_one_page_are_each_told(project: Copy) -> None:
    """A document with several posts has each in a graph, at its own address; drafts are not."""
    site = project("directive-posts").build()
    page = site.folder / "several.md"
    page.write_text(f"{page.read_text()}\n## One more\n\n```{{post}} 2020-06-01\n```\n\nText.\n")
    nodes = graph(site.build(), "several/")
    posts = [one for one in nodes if one["@type"] == "BlogPosting"]
    assert [one["headline"] for one in posts][:1] == ["One more"]
    assert len(posts) > 1
    assert len({one["@id"] for one in posts}) == len(posts)
    assert all(one["@id"].startswith(f"{one['mainEntityOfPage']}#") for one in posts)
    assert "ecret" not in json.dumps(nodes)


def test_a_changed_source_is_told_anew_on_its_page(project: Copy) -> None:
    """Also where an author's note is the page; the posts that cite it name it by its id alone."""
    site = project("knowledge").build()
    bib = site.folder / "references.bib"
    assert data(site, "kallor/ham2013/")["@type"] == "Report"
    bib.write_text(bib.read_text("utf-8").replace("@report{ham2013,", "@book{ham2013,"))
    site.build()
    assert data(site, "kallor/ham2013/")["@type"] == "Book"
