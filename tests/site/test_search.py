"""Search: Pagefind's index over the finished site, and the page that asks it."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.site import search, theming


def page(folder: Path, address: str, body: str) -> None:
    """Write a page of a site."""
    path = folder / address / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    html = f"<!DOCTYPE html><html lang=sv><head><title>T</title></head><body>{body}</body></html>"
    path.write_text(html, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with two posts and a list of them."""
    page(tmp_path, "ett", "<nav>Meny</nav><article data-pagefind-body><h1>Förbunden</h1>"
         "<p>Samordningsförbundet lägger kronor på åtgärder.</p>"
         "<ul class='post-list'><li>Uppräknat</li></ul>"
         "<section class='references'><h2>Källor</h2>En titel</section></article>")  # fmt: skip
    page(tmp_path, "tva", "<article data-pagefind-body><h1>Två</h1><p>Annat.</p></article>")
    page(tmp_path, "lista", "<article><h1>Lista</h1><p>Allt.</p></article>")
    return tmp_path


def index(site: Path) -> dict[str, bytes]:
    """Return the files of the index."""
    bundle = site / search.BUNDLE
    return {
        path.relative_to(bundle).as_posix(): path.read_bytes()
        for path in bundle.rglob("*")
        if path.is_file()
    }


def fragments(site: Path) -> dict[str, str]:
    """Return what is indexed of each page, by its address."""
    return {address: data["content"] for address, data in records(site).items()}


def records(site: Path) -> dict[str, dict[str, Any]]:
    """Return Pagefind's record of each page, by its address."""
    found = {}
    for name, content in index(site).items():
        if name.endswith(".pf_fragment"):
            data = json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
            found[data["url"]] = data
    return found


def test_only_the_text_of_posts_and_pages_is_indexed(site: Path) -> None:
    """Lists, menus and the lists inside a page are not searched; words keep å, ä and ö."""
    search.build_index(site, "sv")
    found = fragments(site)
    assert set(found) == {"/ett/", "/tva/"}
    assert found["/ett/"] == "Förbunden. Samordningsförbundet lägger kronor på åtgärder."


def test_parts_of_compounds_find_a_page_and_are_not_shown(site: Path) -> None:
    """Kin of the page's words is a field of the index; passages and pages stay as they were."""
    page(site, "tre", "<article data-pagefind-body><h1>Förbund</h1><p>Samordning.</p></article>")
    before = (site / "ett/index.html").read_bytes()
    search.build_index(site, "sv")
    record = records(site)["/ett/"]
    assert record["meta"]["kin"] == "samordning"
    assert "titlekin" not in record["meta"]
    assert record["content"] == "Förbunden. Samordningsförbundet lägger kronor på åtgärder."
    assert (site / "ett/index.html").read_bytes() == before


def test_kin_of_a_title_is_a_field_of_its_own(site: Path) -> None:
    """It counts for more than kin of the text."""
    page(site, "tre", "<article data-pagefind-body><h1>Åtgärdslista</h1>Lista, åtgärd.</article>")
    search.build_index(site, "sv")
    assert records(site)["/tre/"]["meta"]["titlekin"] == "lista åtgärd"


def test_words_of_another_language_are_left_alone(site: Path) -> None:
    """Only Swedish words are taken apart."""
    page(site, "tre", "<article data-pagefind-body><h1>Förbund</h1><p>Samordning.</p></article>")
    search.build_index(site, "en")
    assert set(records(site)["/ett/"]["meta"]) == {"title"}


def test_small_words_are_those_of_the_language() -> None:
    """A language that nobody listed small words for has none."""
    assert {"och", "som"} <= set(search.small_words("sv_SE"))
    assert search.small_words("xx") == []


def test_index_is_swedish_and_has_no_interface_of_pagefinds(site: Path) -> None:
    """The words are stemmed in the publication's language; Pagefind's own pages are left out."""
    search.build_index(site, "sv_SE")
    names = set(index(site))
    assert "wasm.sv.pagefind" in names
    assert not [name for name in names if "ui" in name]


def test_program_is_there_once_and_packed_close(site: Path) -> None:
    """No second copy for a worker, none for other languages; a broken one is made anew."""
    search.build_index(site, "sv")
    files = index(site)
    assert [name for name in files if "wasm" in name] == ["wasm.sv.pagefind"]
    assert "pagefind-worker.js" not in files
    program = files["wasm.sv.pagefind"]
    content = gzip.decompress(program)
    assert content.startswith(b"pagefind_dcd\0asm")
    assert len(program) < 0.97 * len(gzip.compress(content, 9))
    for broken in (program[:-9], gzip.compress(content)):
        (site / search.BUNDLE / "wasm.sv.pagefind").write_bytes(broken)
        search.build_index(site, "sv")
        assert index(site) == files


@pytest.mark.parametrize("language", ["sv_SE", "pl", "ja", "nb", "nah"])
def test_the_page_knows_which_program_the_index_has(site: Path, language: str) -> None:
    """It is fetched before Pagefind has said its name: where words have known forms, and not."""
    search.build_index(site, language)
    assert [name for name in index(site) if "wasm" in name] == [search.program(language)]


def test_index_is_the_same_every_time(site: Path) -> None:
    """The same site gives the same bytes, and files that did not change are not written again."""
    search.build_index(site, "sv")
    first = index(site)
    entry = site / search.BUNDLE / "pagefind-entry.json"
    os.utime(entry, (1, 1))
    search.build_index(site, "sv")
    assert index(site) == first
    assert entry.stat().st_mtime == 1


def test_what_results_are_narrowed_by_is_joined_to_the_pages_of_the_index(site: Path) -> None:
    """Each page says its kind, the publication's knowledge the rest; the bytes stay the same."""
    page(site, "amnen/å", '<article data-pagefind-body data-kind="topic"><h1>Å</h1>Om.</article>')
    post = {
        "address": "ett/",
        "published": "2013-12-17",
        "authors": [],
        "tags": [{"name": "Å", "address": "amnen/%C3%A5/"}],
    }
    Path(site, "kunskap.json").write_text(json.dumps({"posts": [post]}), encoding="utf-8")
    search.build_index(site, "sv", "kunskap.json")
    first = index(site)
    table = json.loads(first["facets.json"])
    pages = table["pages"]
    ids = {data["url"]: pages["id"].index(name) for name, data in _by_id(site)}
    assert sorted(ids.values()) == [0, 1, 2]
    assert pages["date"][ids["/ett/"]] == "2013-12-17"
    assert [table["topics"][place] for place in pages["topic"][ids["/ett/"]]] == [["å", "Å"]]
    topic = next(place for url, place in ids.items() if url.startswith("/amnen/"))
    assert table["kinds"][pages["kind"][topic]] == "topic"
    search.build_index(site, "sv", "kunskap.json")
    assert index(site) == first


def _by_id(site: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return Pagefind's records with the ids of their pages."""
    return [
        (Path(name).stem, json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd")))
        for name, content in index(site).items()
        if name.endswith(".pf_fragment")
    ]


def test_a_site_without_knowledge_has_kinds_alone(site: Path) -> None:
    """Nothing is missing that the search page asks for."""
    search.build_index(site, "sv", "kunskap.json")
    table = json.loads(index(site)["facets.json"])
    assert len(table["pages"]["id"]) == 2
    assert (table["topics"], table["authors"]) == ([], [])
    assert json.loads(index(site)["cited.json"]) == {"sources": [], "pages": [[], []]}


def test_words_of_the_texts_and_other_names_are_there_to_compare_with(site: Path) -> None:
    """What is not searched gives no words."""
    text = (site / "tva/index.html").read_text(encoding="utf-8")
    names = '<meta name="keywords" data-pagefind-meta="aliases[content]" content="Tvåan"></head>'
    (site / "tva/index.html").write_text(text.replace("</head>", names), encoding="utf-8")
    search.build_index(site, "sv")
    words = " ".join(json.loads(index(site)["words.json"])).split()
    assert {"Samordningsförbundet", "kronor", "Tvåan"} <= set(words)
    assert not {"Meny", "Uppräknat", "titel"} & set(words)


def test_a_result_can_lead_to_the_heading_above_its_passage(site: Path) -> None:
    """Headings carry the ids of their sections; nothing else that has an id counts as one."""
    page(site, "tre", "<article data-pagefind-body><section id='tre'><h1>Tre</h1><p>Inledning."
         "<span id='mention-x'>x</span></p><section id='pengar'><h2>Pengar</h2><p>Kassan.</p>"
         "</section></section></article>")  # fmt: skip
    search.build_index(site, "sv")
    anchors = records(site)["/tre/"]["anchors"]
    assert [(one["element"], one["id"], one["text"]) for one in anchors] == [
        ("h2", "pengar", "Pengar")
    ]


def test_a_page_that_is_gone_leaves_the_index(site: Path) -> None:
    """Nothing of an earlier index stays."""
    search.build_index(site, "sv")
    (site / "tva/index.html").unlink()
    search.build_index(site, "sv")
    assert set(fragments(site)) == {"/ett/"}


def test_failure_is_told(tmp_path: Path) -> None:
    """Pagefind's own words say what is wrong."""
    with pytest.raises(search.SearchError, match="not able to build"):
        search.build_index(tmp_path / "not-here", "sv")


@pytest.mark.sphinx("publicationhtml", testroot="every-page")
def test_search_page_asks_the_index_by_relative_addresses(app: SphinxTestApp) -> None:
    """The page works under any folder, says its words itself, and says what it needs."""
    app.build()
    html = Path(app.outdir, "sok/index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    results = soup.select_one("#search-page-results")
    assert results is not None
    assert results["data-bundle"] == "../pagefind/pagefind.js"
    assert results["data-program"] == "../pagefind/wasm.sv.pagefind"
    assert results["data-days"].split("|")[11] == "%d december %y"
    assert results["data-root"] == "../"
    assert results["data-none"] == "Inget hittades för ”%s”."
    assert results["data-mean"] == "Menade du %s?"
    assert "JavaScript" in soup.select_one("noscript").text
    assert "och" in results["data-small-words"].split()
    module = soup.select_one("script[type=module]")
    assert re.fullmatch(r"\.\./_static/publication-search\.js\?v=\w{8}", module["src"])
    assert Path(app.outdir, "_static/publication-search.js").exists()
    for script in ("results", "asking", "answers", "facets", "spelling"):
        assert Path(app.outdir, f"_static/publication-search-{script}.js").exists()
    assert not Path(app.outdir, "searchindex.js").exists()


@pytest.mark.sphinx("publicationhtml", testroot="every-page")
def test_search_page_names_what_results_can_be_narrowed_to(app: SphinxTestApp) -> None:
    """Addresses of searches are Swedish words; without a script, the page leads to the lists."""
    app.build()
    html = Path(app.outdir, "sok/index.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    boxes = soup.select("#search-page-filters input[type=checkbox]")
    assert {box["name"] for box in boxes} == {"typ"}
    assert [box["value"] for box in boxes][:2] == ["inlagg", "amne"]
    for box in boxes:
        assert len(box["data-kinds"].split("|")) == len(box["data-names"].split("|"))
    kinds = {kind for box in boxes for kind in box["data-kinds"].split("|")}
    assert kinds == set(theming.WEIGHTS)
    lists = {one["data-facet"]: one["name"] for one in soup.select("select")}
    assert lists == {"year": "ar", "topic": "amne", "author": "forfattare", "source": "kalla"}
    assert soup.select_one("#search-page-filters").has_attr("hidden")
    places = [link["href"] for link in soup.select("#search-page-browse a")]
    assert "../inlagg/" in places


@pytest.mark.sphinx("publicationhtml", testroot="every-page")
def test_posts_and_pages_are_marked_for_search_and_lists_are_not(app: SphinxTestApp) -> None:
    """A post is searched with full weight, a page with half; the start page is not searched."""
    app.build()

    def article(address: str) -> dict[str, str]:
        html = Path(app.outdir, address, "index.html").read_text(encoding="utf-8")
        return BeautifulSoup(html, "html.parser").select_one("article.pub-article").attrs

    assert "data-pagefind-body" in article("2013/10/forsta")
    assert "data-pagefind-weight" not in article("2013/10/forsta")
    assert article("2013/10/forsta")["data-kind"] == "post"
    assert article("om")["data-pagefind-weight"] == "0.5"
    assert article("om")["data-kind"] == "page"
    assert "data-pagefind-body" not in article("")
    assert "data-pagefind-body" not in article("sok")
