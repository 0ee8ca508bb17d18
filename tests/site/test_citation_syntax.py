"""Citations written as people write them, next to the roles that say the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

Make = Callable[..., SphinxTestApp]

WRITTEN, ROLES, TEXT = "posts/2014/01/samma", "posts/2014/02/samma", "posts/2014/03/text"


@pytest.fixture
def project(sphinx_test_tempdir: Path, rootdir: Path, tmp_path: Path) -> Path:
    """Return a copy of the test root to change at will."""
    shutil.copytree(rootdir / "test-citation-syntax", tmp_path / "project")
    return tmp_path / "project"


def article(app: SphinxTestApp, docname: str) -> str:
    """Return the text of a post without what its date decides."""
    path = Path(app.outdir, docname.removeprefix("posts/"), "index.html")
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    body = soup.select_one("div.body")
    assert body is not None
    for tag in body.select(".post-meta, .post-neighbours, [class*=post-related], img"):
        tag.decompose()
    return str(body)


@pytest.mark.sphinx("publicationhtml", testroot="citation-syntax", freshenv=True)
def test_both_ways_of_writing_give_the_same(app: SphinxTestApp) -> None:
    """Text, notes, tables, captions, headings: the page is the one that the roles give."""
    app.build()
    written = article(app, WRITTEN)
    assert written == article(app, ROLES)
    words = " ".join(BeautifulSoup(written, "html.parser").get_text().split())
    assert "(Goodwin m.fl., 2013, s. 12; se även Ham & Walsh, 2013)" in words
    assert "Goodwin m.fl. (2013, s. 12–14) säger" in words
    assert "SFS 2003:1210, 8 § ännu mer. År 2013 kom den (2013, s. 3–4, min övers" in words
    assert "betonar det (jfr 2013; SFS 2003:1210)" in words
    places = app.env.domains["cite"].places
    kept = [(one.key, one.locator) for one in places[WRITTEN] if one.locator]
    assert kept == [(one.key, one.locator) for one in places[ROLES] if one.locator]
    assert kept == [
        ("goodwin2013", "s. 12"), ("goodwin2013", "s. 12–14"), ("sfs2003_1210", "8 §"),
        ("ham2013", "s. 3–4"), ("goodwin2013", "fig. 2"), ("ham2013", "tab. 1"),
        ("ham2013", "not 4"),
    ]  # fmt: skip


@pytest.mark.sphinx("publicationhtml", testroot="citation-syntax", freshenv=True)
def test_what_is_no_citation_stays_text(app: SphinxTestApp) -> None:
    """Addresses, handles, code, links and escaped signs; slips are named with the nearest key."""
    app.build()
    soup = BeautifulSoup(article(app, TEXT), "html.parser")
    assert [tag.get_text() for tag in soup.select("span.citation")] == ["(okänd källa)"]
    for said in ("anna@ham2013.se", "@anna", "@ham2013@example.social", "[@anna]", "@godwin2013"):
        assert said in soup.get_text()
    warnings = [line for line in app.warning.getvalue().splitlines() if TEXT in line]
    assert len(warnings) == 2
    assert all(f"{TEXT}.md:16: " in line for line in warnings)
    assert "no source has the key 'hamm2013'; did you mean 'ham2013'?" in warnings[0]
    assert "'@godwin2013' stands as text" in warnings[1]
    assert "did you mean goodwin2013?" in warnings[1]


@pytest.mark.sphinx(
    "publicationhtml", testroot="citation-syntax", freshenv=True,
    confoverrides={"publication_citation_syntax": False},
)  # fmt: skip
def test_it_can_be_turned_off(app: SphinxTestApp) -> None:
    """With publication_citation_syntax = False only the roles cite."""
    app.build()
    places = app.env.domains["cite"].places
    assert places.keys() == {ROLES}
    assert "[@goodwin2013, s. 12; se även @ham2013]" in article(app, WRITTEN)


@pytest.mark.sphinx(
    "publicationhtml", testroot="citation-syntax", freshenv=True,
    confoverrides={"publication_csl_style": "chicago-author-date", "language": "en"},
)  # fmt: skip
def test_the_style_says_how_a_place_is_written(app: SphinxTestApp) -> None:
    """Chicago has pages without a label, and other labels in the publication's language."""
    app.build()
    written = BeautifulSoup(article(app, WRITTEN), "html.parser").get_text()
    assert "2013, 12–14)" in written
    assert "2013, n. 4)" in written
    assert "s. 12" not in written


@pytest.mark.parametrize("workers", [1, 2])
def test_a_name_that_becomes_a_key_is_cited(make_app: Make, project: Path, workers: int) -> None:
    """After a source is added, or taken away, the pages are those of a clean build."""
    bib = project / "references.bib"
    before = bib.read_text(encoding="utf-8")
    after = before.replace("@report{ham2013", "@report{anna").replace("@report{good", "@report{go")
    for text in (after, before):
        make_app("publicationhtml", srcdir=project, parallel=workers).build()
        bib.write_text(text, encoding="utf-8")
        app = make_app("publicationhtml", srcdir=project, parallel=workers)
        app.build()
        pages = {
            path: path.read_text(encoding="utf-8") for path in Path(app.outdir).rglob("*.html")
        }
        cites = "citation-link" in pages[Path(app.outdir, "2014/03/text/index.html")]
        assert cites == (text == after)
        shutil.rmtree(project / "_build")
        make_app("publicationhtml", srcdir=project).build()
        assert pages == {path: path.read_text(encoding="utf-8") for path in pages}
        bib.write_text(text, encoding="utf-8")
