"""Citations in the text, and the list of sources at the end of each page that cites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.testing.util import SphinxTestApp

FIRST = "posts/2013/12/forsta"
SECOND = "posts/2014/01/andra"


def page(app: SphinxTestApp, address: str) -> BeautifulSoup:
    """Return the page at an address of the site."""
    text = Path(app.outdir, address, "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the only element that a selector finds."""
    found = soup.select(selector)
    assert len(found) == 1, (selector, found)
    return found[0]


def words(tag: Tag) -> str:
    """Return the words of an element, with single spaces."""
    return " ".join(tag.get_text().split())


def plain(line: str) -> str:
    """Return a line of warnings without its colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", line)


def cited(soup: BeautifulSoup) -> list[str]:
    """Return each citation of a page as its readers see it."""
    return [words(tag) for tag in soup.select("span.citation")]


@pytest.fixture
def built(app: SphinxTestApp) -> SphinxTestApp:
    """Return a test root that has been built."""
    app.build()
    return app


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_citations_read_as_swedish_practice_has_them(built: SphinxTestApp) -> None:
    """ "&" and "m.fl." in parentheses, "och" in the text; legal sources by their designation."""
    assert cited(page(built, "2013/12/forsta")) == [
        "(Goodwin m.fl., 2013; Ham & Walsh, 2013)",
        "SFS 2003:1210",
        "Ham och Walsh (2013)",
        "(jfr Goodwin m.fl., 2013, s. 12)",
    ]


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_every_role_of_bibtex_has_its_form(built: SphinxTestApp) -> None:
    """Year, author, bare and combined forms; organisations whole, years with their letters."""
    who = "World Health Organization"
    assert cited(page(built, "2014/01/andra")) == [
        f"({who}, 2013b, 2013a)",
        "2013",
        "Ham och Walsh (2013)",
        "(Ham & Walsh, 2013)",
        "(Ham & Walsh, 2013; Goodwin m.fl., 2013)",
        f"Ham och Walsh (2013), {who} (2013a) och SFS 2003:1210",
        "Ham och Walsh",
        "Ham & Walsh, 2013",
        "(Ham & Walsh, 2013)",
    ]


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_a_list_of_sources_comes_by_itself(built: SphinxTestApp) -> None:
    """Post or page, what cites ends with "Källor": plain items, once each, in style order."""
    soup = page(built, "2013/12/forsta")
    section = one(soup, "section.references")
    assert words(one(section, "h2")).startswith("Källor")
    items = one(section, "ul.reference-list").find_all("li", recursive=False)
    assert [item["id"] for item in items] == [
        "kallor-goodwin2013",
        "kallor-ham2013",
        "kallor-sfs2003-1210",
    ]
    assert not soup.select("[role=list], [role=doc-biblioentry], dl.citation, div.citation")
    assert one(page(built, "amne"), "section.references ul.reference-list > li")
    assert not page(built, "").select("section.references")


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_each_citation_leads_to_its_item_and_on_to_the_source_page(built: SphinxTestApp) -> None:
    """Every link of a citation has a target on its page, and every item a link to its page."""
    for address in ("2013/12/forsta", "2014/01/andra", "amne"):
        soup = page(built, address)
        links = soup.select("a.citation-link")
        assert links
        for link in links:
            target = str(link["href"])
            assert target.startswith("#")
            assert one(soup, target).name == "li"
        for item in soup.select("li.reference-list__item"):
            href = str(one(item, "a.reference-list__page")["href"])
            assert Path(built.outdir, address, href, "index.html").is_file()


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_ids_are_unique_and_each_place_has_one(built: SphinxTestApp) -> None:
    """The same source cited again gets a place of its own; no id stands twice on a page."""
    for address in ("2013/12/forsta", "2014/01/andra", "amne"):
        ids = [tag["id"] for tag in page(built, address).select("[id]")]
        assert len(ids) == len(set(ids))
    soup = page(built, "2013/12/forsta")
    assert words(one(soup, "#ref-ham2013")) == "Ham & Walsh, 2013"
    assert words(one(soup, "#ref-ham2013-2")) == "Ham och Walsh (2013)"


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_words_in_another_language_say_so(built: SphinxTestApp) -> None:
    """An English title is marked as English, a Swedish one is not; the address is a link."""
    soup = page(built, "2013/12/forsta")
    assert "Making integrated care" in one(soup, "#kallor-ham2013 [lang=en]").get_text()
    assert not soup.select("#kallor-sfs2003-1210 [lang]")
    assert one(soup, "#kallor-ham2013 a[href='https://www.example.org/ham']")


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_nothing_is_reported_and_no_key_shows(built: SphinxTestApp) -> None:
    """A source in many lists gives no warning (sphinxcontrib-bibtex #199); keys stay inside.

    Only what is copied for other programs holds them.
    """
    assert built.warning.getvalue() == ""
    for address in ("2013/12/forsta", "2014/01/andra", "amne", "kallor", "kallor/ham2013"):
        soup = page(built, address)
        for copied in soup.select("pre"):
            copied.decompose()
        text = soup.get_text()
        assert not re.search(r"(ham|goodwin|who)2013|sfs2003_1210", text), address


@pytest.mark.sphinx("publicationhtml", testroot="citation-mistakes", freshenv=True)
def test_an_unknown_key_is_one_message_and_the_rest_builds(app: SphinxTestApp) -> None:
    """File and line of each citation of an unknown key, the nearest known; again next time."""
    app.build()
    for _again in range(2):
        lines = app.warning.getvalue().splitlines()
        unknown = [line for line in lines if "godwin2013" in line]
        assert len(unknown) == 2
        for line in unknown:
            assert re.match(r"index\.md:9: ", plain(line))
            assert "did you mean 'goodwin2013'?" in line
        app.warning.seek(0)
        app.warning.truncate()
        app.build()
    assert cited(page(app, "good")) == ["Goodwin (2013)", "Strange (2012)", "Last (2015)"]
    assert cited(page(app, "")) == ["(unknown source)", "unknown source"]
    assert not page(app, "").select("section.references")


@pytest.mark.sphinx("publicationhtml", testroot="citation-mistakes", freshenv=True)
def test_mistakes_in_the_bib_are_one_message_each_and_no_entry_is_lost(app: SphinxTestApp) -> None:
    """A key used twice and an unknown type: file, line and key; each source has its page."""
    app.build()
    lines = [line for line in app.warning.getvalue().splitlines() if ".bib:" in line]
    assert len(lines) == 2
    assert re.match(r"\W*references\.bib:7: .*'goodwin2013' is already taken", plain(lines[0]))
    assert re.match(
        r"\W*references\.bib:13: .*'strange2012' has the type @unknown", plain(lines[1])
    )
    for key in ("goodwin2013", "strange2012", "last2015"):
        assert page(app, f"kallor/{key}").select("h1")
    assert "Co-ordinated care" in page(app, "kallor/goodwin2013").get_text()


@pytest.mark.sphinx("publicationhtml", testroot="citation-mistakes", freshenv=True)
def test_a_malformed_citation_is_one_message(app: SphinxTestApp) -> None:
    """What bibtex cannot read stops nothing and is told with file and line."""
    app.build()
    lines = [line for line in app.warning.getvalue().splitlines() if "cannot be read" in line]
    assert len(lines) == 1
    assert "malformed.md:3: " in lines[0]
    assert "Two commas  here" in page(app, "malformed").get_text()
    assert "before it goodwin2013 leaves" in page(app, "malformed").get_text()


@pytest.mark.sphinx("publicationhtml", testroot="placed-lists", freshenv=True)
def test_an_authors_own_bibliography_stands_instead(app: SphinxTestApp) -> None:
    """Files, filters, keys, forms and numbering of ``bibliography`` work, and no list is added."""
    app.build()

    def items(address: str) -> list[list[str]]:
        lists = page(app, address).select(".reference-list")
        return [[str(item.get("id", "")) for item in found.find_all("li")] for found in lists]

    assert items("") == [["kallor-alpha", "kallor-beta"]]
    assert items("cited") == [["kallor-alpha", "kallor-beta", "kallor-gamma"], [""]]
    assert [found.get("start") for found in page(app, "cited").select("ol")][-2:] == [None, "4"]
    assert items("filtered") == [["kallor-gamma"]]
    assert items("plain") == [["kallor-alpha"]]
    for address in ("", "cited", "filtered"):
        assert not page(app, address).select("section.references")
    links = {words(link): link["href"] for link in page(app, "").select("a.citation-link")}
    assert links == {"Alpha, 2001": "#kallor-alpha", "Gamma, 2003": "cited/#kallor-gamma"}
    warnings = app.warning.getvalue().splitlines()
    assert len(warnings) == 1
    assert re.search(r"cited\.rst:\d+: .*nosuchkey", warnings[0])


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_footnote_citations_are_formatted_and_counted(built: SphinxTestApp) -> None:
    """``footcite`` gives footnotes with our references, no list, and a passage on source pages."""
    soup = page(built, "fotnoter")
    notes = [words(note) for note in soup.select("aside.footnote")]
    assert "Ingen, N. (2011)." in notes[0]
    assert "Ham, C., & Walsh, N. (2013)." in notes[1]
    assert "Men Ham och Walsh" in soup.get_text()
    assert not soup.select("section.references")
    link = one(page(built, "kallor/uncited2011"), ".citing-list__place a")
    assert link["href"] == "../../fotnoter/#ref-uncited2011"
    assert one(soup, "#ref-uncited2011")
