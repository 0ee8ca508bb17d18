"""Each reference at the end of a page leads back to the places that cite it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.bibliography.back_links import letters

POST = "2014/01/andra"


def page(app: SphinxTestApp, address: str) -> BeautifulSoup:
    """Return the page at an address of the site."""
    text = Path(app.outdir, address, "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def backs(soup: BeautifulSoup, item: str) -> list[tuple[str, str, str]]:
    """Return the links back of an item: what is shown, what is said, and where each leads."""
    return [
        (link.get_text(), str(link["aria-label"]), str(link["href"]))
        for link in soup.select(f"#{item} .reference-list__back a")
    ]


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_a_reference_leads_back_to_every_place(app: SphinxTestApp) -> None:
    """One place has an arrow, several have letters; each says which it is, and leads there."""
    app.build()
    soup = page(app, POST)
    assert backs(soup, "kallor-goodwin2013") == [("↑", "Till stället i texten", "#ref-goodwin2013")]
    found = backs(soup, "kallor-ham2013")
    count = len(soup.select('a.citation-link[href="#kallor-ham2013"]'))
    assert count > 5
    assert [shown for shown, _, _ in found] == list("abcdefghijk"[:count])
    assert found[0][1] == f"Till stället i texten, 1 av {count}"
    for item in soup.select(".reference-list__item"):
        for _, _, href in backs(soup, str(item["id"])):
            place = soup.select(href)
            assert len(place) == 1
            links = [place[0], *place[0].select("a")]
            assert any(link.get("href") == f"#{item['id']}" for link in links)


@pytest.mark.sphinx("publicationhtml", testroot="citations", freshenv=True)
def test_only_pages_have_links_back(app: SphinxTestApp) -> None:
    """Feeds, where nothing can be followed back, and search pass them over."""
    app.build()
    feed = Path(app.outdir, "atom.xml")
    if feed.exists():
        assert "reference-list__back" not in feed.read_text(encoding="utf-8")
    soup = page(app, POST)
    assert all(
        span.has_attr("data-pagefind-ignore") for span in soup.select(".reference-list__back")
    )


@pytest.mark.sphinx("latex", testroot="citations", freshenv=True)
def test_other_writers_never_meet_them(app: SphinxTestApp) -> None:
    """A book made by another builder has its references without arrows."""
    app.build()
    assert "back_links" not in app.warning.getvalue()


@pytest.mark.sphinx(
    "publicationhtml", testroot="citations", freshenv=True,
    confoverrides={"html_theme": "sphinx_publication"},
)  # fmt: skip
def test_pages_that_cite_have_the_script_for_cards(app: SphinxTestApp) -> None:
    """It is deferred and the site's own; pages without citations do without it."""
    app.build()
    scripts = page(app, POST).select('script[src*="publication-cards.js"]')
    assert len(scripts) == 1
    assert scripts[0].has_attr("defer")
    assert not page(app, "").select('script[src*="publication-cards.js"]')
    assert Path(app.outdir, "_static/publication-cards.js").is_file()
    assert not page(app, POST).select('script[src*="doctools.js"]')


def test_letters() -> None:
    """After z comes aa."""
    assert [letters(number) for number in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]
