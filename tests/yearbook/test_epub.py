"""The EPUB of a volume, read back with zipfile and lxml alone."""

from __future__ import annotations

import hashlib
import posixpath
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp
from yearbook.epub_reading import DC, OPF, TYPE, Book

from sphinx_publication.model.volume_records import read_records
from sphinx_publication.model.yearbooks import Edition

ROOT = Path(__file__).parents[1] / "roots" / "test-yearbook"


def book(app: SphinxTestApp, name: str) -> Book:
    app.build()
    return Book(Path(app.outdir, name))


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_file_is_an_epub_of_what_it_lists(app: SphinxTestApp) -> None:
    """Its kind comes first and stored; the manifest lists every file, and no other."""
    found = book(app, "provbloggen-2013.epub")
    first = found.archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert found.archive.read("mimetype") == b"application/epub+zip"
    listed = {f"EPUB/{href}" for href in found.items.values()}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(found.names)
    record = read_records(Path(app.outdir))["2013"].file(Edition.EPUB)
    assert record is not None
    assert record.size == Path(app.outdir, "provbloggen-2013.epub").stat().st_size


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_parts_are_read_in_the_order_of_the_book(app: SphinxTestApp) -> None:
    """Cover, title page, colophon, contents, foreword and posts, the oldest first, in Swedish."""
    found = book(app, "provbloggen-2013.epub")
    words = " ".join(found.text(name) for name in found.spine)
    wanted = ["Årsbok 2013", "Kolofon", "Innehåll", "Ett förord om året", "å, ä och ö", "@key"]
    places = [words.index(word) for word in wanted]
    assert places == sorted(places)
    assert found.xml("cover.xhtml").find(".//{*}img").get("alt") == (
        "Omslaget till ”Provbloggen: årsbok 2013”"
    )
    for word in ("Yearbook", "Contents", "Foreword", "Colophon", "Page ", "Cited"):
        assert word not in words + etree.tostring(found.xml("nav.xhtml"), encoding="unicode")
    months = [li[0].text for li in found.nav("toc")[1] if li[0].tag.endswith("span")]
    assert months == ["November 2013", "December 2013"]


@pytest.mark.sphinx("yearbook", testroot="torture")
def test_every_link_inside_leads_somewhere(app: SphinxTestApp) -> None:
    """Each link, picture and style sheet is a file of the book, each fragment an id in it."""
    found = book(app, "tortyrboken-2013.epub")
    ids = {name: {n.get("id") for n in found.xml(name).iter()} for name in found.spine}
    seen = 0
    for tag, attribute in (("a", "href"), ("img", "src"), ("link", "href")):
        for name, node in found.all(tag):
            address = urlsplit(node.get(attribute))
            if address.scheme:
                assert address.scheme in ("http", "https", "mailto")
                continue
            target = posixpath.normpath(unquote(address.path)) if address.path else name
            assert f"EPUB/{target}" in found.names, (name, node.get(attribute))
            if address.fragment:
                assert address.fragment in ids[target], (name, node.get(attribute))
                seen += 1
    assert seen > 30


@pytest.mark.sphinx("yearbook", testroot="torture")
def test_ids_are_given_once_and_headings_skip_no_level(app: SphinxTestApp) -> None:
    """In each leaf every id is there once, and headings go down one level at a time from h1."""
    found = book(app, "tortyrboken-2013.epub")
    for name in found.spine:
        tree = found.xml(name)
        ids = [node.get("id") for node in tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), name
        levels = [
            int(n.tag[-1])
            for n in tree.find("{*}body").iter()
            if n.tag[-2:-1] == "h" and n.tag[-1].isdigit()
        ]
        assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False)), (name, levels)


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_pages_are_those_of_the_screen_edition(app: SphinxTestApp) -> None:
    """The list has every page up to the last that something begins on; posts begin on their own."""
    found = book(app, "provbloggen-2013.epub")
    record = read_records(Path(app.outdir))["2013"]
    entries = [(int(a.text), a.get("href")) for a in found.nav("page-list").iter("{*}a")]
    assert [number for number, _href in entries] == list(range(1, len(entries) + 1))
    assert len(entries) <= record.files[0].pages
    for number, href in entries:
        name, _, identifier = href.partition("#")
        mark = found.xml(name).find(f".//{{*}}span[@id='{identifier}']")
        assert mark.get("role") == "doc-pagebreak"
        assert mark.get("aria-label") == f"Sida {number}"
    for position, key in enumerate(("posts/2013/11/en-borjan", "posts/2013/12/granskning"), 1):
        page = dict(entries)[record.page_of(key)]
        assert page.startswith(f"post-{position:03}.xhtml#")
    assert found.meta("pageBreakSource") == ["provbloggen-2013.pdf"]


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_notes_lead_there_and_back(app: SphinxTestApp) -> None:
    """A call of a footnote is a doc-noteref, and the note a doc-footnote with a way back."""
    tree = book(app, "provbloggen-2013.epub").xml("post-001.xhtml")
    calls = [a for a in tree.iter("{*}a") if a.get(TYPE) == "noteref"]
    notes = {n.get("id"): n for n in tree.iter("{*}aside") if n.get(TYPE) == "footnote"}
    assert len(calls) == 3
    assert len(notes) == 2
    for call in calls:
        assert call.get("role") == "doc-noteref"
        note = notes[call.get("href").removeprefix("#")]
        assert note.get("role") == "doc-footnote"
        back = [a.get("href") for a in note.iter("{*}a") if a.get("role") == "doc-backlink"]
        assert f"#{call.get('id')}" in back


@pytest.mark.sphinx("yearbook", testroot="yearbook-sources")
def test_citations_lead_to_their_source_and_back(app: SphinxTestApp) -> None:
    """A citation is a doc-biblioref to its entry, which names and links the posts that cite it."""
    found = book(app, "kallbloggen-2013.epub")
    cited = [(name, a) for name, a in found.all("a") if a.get("role") == "doc-biblioref"]
    assert cited
    entries = {li.get("id"): li for li in found.xml("sources.xhtml").iter("{*}li")}
    for name, call in cited:
        file, _, identifier = call.get("href").partition("#")
        assert file == "sources.xhtml"
        back = {a.get("href").partition("#")[0] for a in entries[identifier].iter("{*}a")}
        assert name in back
    assert all("Citeras i" in "".join(li.itertext()) for li in entries.values())


@pytest.mark.sphinx("yearbook", testroot="torture")
def test_what_authors_can_write_comes_through(app: SphinxTestApp) -> None:
    """Formulas are MathML, tables have spans and headings with a scope, passages their language."""
    found = book(app, "tortyrboken-2013.epub")
    assert any(node.get("alttext") for _name, node in found.all("math"))
    assert {"col", "row"} <= {node.get("scope") for _name, node in found.all("th")}
    assert any(node.get("rowspan") for _name, node in found.all("td"))
    assert {"en", "de"} <= {node.get("lang") for _name, node in found.all("p")}
    assert "en" in {node.get("lang") for _name, node in found.all("span")}
    assert all(node.get("alt") is not None for _name, node in found.all("img"))
    assert {"tableOfContents", "alternativeText", "MathML", "pageBreakMarkers"} <= set(
        found.meta("schema:accessibilityFeature")
    )
    formulas = [i for i in found.package.iter(f"{OPF}item") if i.get("properties") == "mathml"]
    assert formulas


@pytest.mark.sphinx("yearbook", testroot="yearbook-nodes")
def test_nothing_of_an_author_runs(app: SphinxTestApp) -> None:
    """No script, no raw HTML, no picture from elsewhere; a broken picture is a marked box."""
    found = book(app, "allt-mojligt-2013.epub")
    for name in found.spine:
        for node in found.xml(name).iter(etree.Element):
            assert not node.tag.endswith(("}script", "}iframe", "}form", "}input"))
            assert not any(attribute.startswith("on") for attribute in node.attrib)
    for name in found.names:
        if name.endswith(".svg"):
            assert b"<script" not in found.archive.read(name)
    boxes = [n for _name, n in found.all("span") if n.get("class") == "missing-picture"]
    assert len(boxes) >= 2


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_metadata_says_how_it_can_be_read(app: SphinxTestApp) -> None:
    """Title, language, author and EPUB Accessibility's metadata; nothing is claimed unevaluated."""
    found = book(app, "provbloggen-2013.epub")
    assert found.package.findtext(f".//{DC}title") == "Provbloggen: årsbok 2013"
    assert found.package.findtext(f".//{DC}language") == "sv"
    assert found.package.findtext(f".//{DC}creator") == "Redaktionen"
    assert found.meta("schema:accessMode") == ["textual"]
    assert found.meta("schema:accessModeSufficient") == ["textual"]
    assert found.meta("schema:accessibilityHazard") == ["none"]
    assert "PDF-utgåvan" in found.meta("schema:accessibilitySummary")[0]
    assert found.meta("dcterms:conformsTo") == []


@pytest.mark.parametrize(
    ("root", "file", "claims"),
    [
        ("test-yearbook", "provbloggen-2013.epub", True),
        ("test-yearbook-nodes", "allt-mojligt-2013.epub", False),
    ],
)
def test_conformance_is_claimed_by_whom_conf_names(
    tmp_path: Path, root: str, file: str, claims: bool
) -> None:
    """With a certifier the book claims WCAG by name; one with a picture without alt never."""
    shutil.copytree(ROOT.parent / root, tmp_path / "source")
    values = {
        "publication_yearbook_certifier": "Anna Prov",
        "publication_yearbook_editions": ["epub"],
    }
    app = SphinxTestApp("yearbook", srcdir=tmp_path / "source", confoverrides=values)
    found = book(app, file)
    app.cleanup()
    standard = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert found.meta("dcterms:conformsTo") == ([standard] if claims else [])
    assert found.meta("a11y:certifiedBy") == (["Anna Prov"] if claims else [])
    assert found.meta("pageBreakSource") == []


def test_an_epub_is_written_again_only_when_it_changed(tmp_path: Path) -> None:
    """A second build leaves the file alone; a post that changed renews that of its year."""
    shutil.copytree(ROOT, tmp_path / "source")

    def build() -> dict[str, int]:
        app = SphinxTestApp("yearbook", srcdir=tmp_path / "source")
        app.build()
        app.cleanup()
        return {file.name: file.stat().st_mtime_ns for file in Path(app.outdir).glob("*.epub")}

    first = build()
    assert build() == first
    post = tmp_path / "source/posts/2014/01/nytt-ar.md"
    post.write_text(post.read_text("utf-8") + "\nMer.\n", encoding="utf-8")
    third = build()
    assert third["provbloggen-2013.epub"] == first["provbloggen-2013.epub"]
    assert third["provbloggen-2014.epub"] != first["provbloggen-2014.epub"]


def test_the_bytes_depend_on_the_content_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds in two folders, without a time given, write the same bytes."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    digests = set()
    for name in ("a", "b/c"):
        shutil.copytree(ROOT, tmp_path / name)
        app = SphinxTestApp("yearbook", srcdir=tmp_path / name)
        app.build()
        app.cleanup()
        digests.add(hashlib.sha256(Path(app.outdir, "provbloggen-2013.epub").read_bytes()).digest())
    assert len(digests) == 1


def test_one_that_fails_leaves_its_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An EPUB that cannot be made is named once; its old file, the PDFs and the others stand."""
    from sphinx_publication.yearbook.epub import binding

    source = tmp_path / "publication"
    shutil.copytree(ROOT, source)
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    old = Path(app.outdir, "provbloggen-2014.epub").read_bytes()
    # The last year: a later one would tell how many words the changed one has.
    post = source / "posts/2014/01/nytt-ar.md"
    post.write_text(post.read_text("utf-8") + "\nMer.\n", encoding="utf-8")
    packed = binding.packed

    def fail(files: dict[str, bytes]) -> bytes:
        if b"Mer." in files["post-001.xhtml"]:
            raise ValueError("no paper")
        return packed(files)

    monkeypatch.setattr(binding, "packed", fail)
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    assert Path(app.outdir, "provbloggen-2014.epub").read_bytes() == old
    warnings = app.warning.getvalue()
    assert warnings.count("provbloggen-2014.epub cannot be made") == 1
    assert "provbloggen-2013" not in warnings
