"""The builder: volumes as files, read back with an independent reader."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp
from yearbook.reading import words

from sphinx_publication.model.volume_records import read_records
from sphinx_publication.model.yearbooks import Edition

ROOT = Path(__file__).parents[1] / "roots" / "test-yearbook"


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_every_year_has_a_volume(app: SphinxTestApp) -> None:
    """Each year with a published post gives both editions, a cover, a record, and nothing else."""
    app.build()
    names = {file.name for file in Path(app.outdir).iterdir()}
    stems = ("provbloggen-2013", "provbloggen-2014")
    endings = (".pdf", "-tryck.pdf", ".epub", ".png", ".json")
    assert names == {stem + ending for stem in stems for ending in endings}


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_record_says_what_was_made(app: SphinxTestApp) -> None:
    """Sizes, digests and page counts are those of the files; each post is on the page it says."""
    app.build()
    record = read_records(Path(app.outdir))["2013"]
    assert [file.edition for file in record.files] == list(Edition)
    for file in record.files:
        content = Path(app.outdir, file.name).read_bytes()
        assert file.size == len(content)
        assert file.sha256 == hashlib.sha256(content).hexdigest()
        if file.edition is Edition.EPUB:
            assert file.pages == 0
            continue
        assert file.pages == len(pypdf.PdfReader(Path(app.outdir, file.name)).pages)
    assert Path(app.outdir, record.cover).read_bytes().startswith(b"\x89PNG")
    pages = pypdf.PdfReader(Path(app.outdir, "provbloggen-2013.pdf")).pages
    lines = [line for line in record.contents if line.post]
    assert [line.title for line in lines] == [
        "En början på något",
        "Granskning av #inget och allt",
    ]
    for line in lines:
        assert record.page_of(line.post) == line.page
        shown = "".join(pages[line.page - 1].extract_text().split())
        assert "".join(line.title.split()) in shown


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_volume_is_tagged_and_says_what_it_is(app: SphinxTestApp) -> None:
    """The PDF is tagged, names its language, and has title, author and keywords."""
    app.build()
    reader = pypdf.PdfReader(Path(app.outdir, "provbloggen-2013.pdf"))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "sv-SE"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert "Provbloggen" in (reader.metadata.title or "")
    assert "2013" in (reader.metadata.title or "")
    assert reader.metadata.author == "Redaktionen"
    assert "utvärdering" in str(reader.metadata.get("/Keywords"))
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>3</pdfaid:part>" in xmp


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_posts_stand_in_order(app: SphinxTestApp) -> None:
    """Every post's title, date and words are in the book, oldest post first, foreword before."""
    app.build()
    text = words(pypdf.PdfReader(Path(app.outdir, "provbloggen-2013.pdf")).pages)
    wanted = ["Ett förord", "måndag 4 november 2013", "å, ä och ö", "tisdag 17 december 2013"]
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)
    assert "Nytt år" not in text


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_words_around_the_posts_are_swedish(app: SphinxTestApp) -> None:
    """Every word that the book adds comes from the catalogue, in the publication's language."""
    app.build()
    reader = pypdf.PdfReader(Path(app.outdir, "provbloggen-2013.pdf"))
    text = words(reader.pages)
    for word in ("Årsbok", "2 inlägg av Redaktionen", "Kolofon", "Webbplats", "Innehåll", "Förord"):
        assert word in text, word
    assert reader.metadata is not None
    assert reader.metadata.title == "Provbloggen: årsbok 2013"
    for word in ("Yearbook", "Contents", "Foreword", "Colophon", "posts", "Set in"):
        assert word not in text, word


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_code_of_an_author_is_only_text(app: SphinxTestApp) -> None:
    """What looks like Typst in a post is printed as it stands."""
    app.build()
    text = words(pypdf.PdfReader(Path(app.outdir, "provbloggen-2013.pdf")).pages)
    assert "#let x = 1; @key" in text
    assert "// inte kommentar." in text


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_links_stay_in_the_book_or_lead_to_the_site(app: SphinxTestApp) -> None:
    """A link to a post of the year is internal; any other document is linked at its address."""
    app.build()
    reader = pypdf.PdfReader(Path(app.outdir, "provbloggen-2013.pdf"))
    links = [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    outward = {link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]}
    assert "https://prov.example/om/" in outward
    assert "https://example.org/a?b=1&c=2#d" in outward
    # A post's own permalink is the only way that its address on the site is in its book.
    assert "https://prov.example/2013/12/granskning/" in outward
    inward = [link for link in links if "/Dest" in link or "/D" in link.get("/A", {})]
    assert len(inward) >= 3
    second = pypdf.PdfReader(Path(app.outdir, "provbloggen-2014.pdf"))
    uris = [
        annotation.get_object()["/A"].get("/URI")
        for page in second.pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object()
    ]
    assert "https://prov.example/2013/11/en-borjan/" in uris


@pytest.mark.sphinx("yearbook", testroot="yearbook")
def test_the_bookmarks_are_the_headings(app: SphinxTestApp) -> None:
    """The outline names the parts, and each post with its sections below it."""
    app.build()
    outline = pypdf.PdfReader(Path(app.outdir, "provbloggen-2013.pdf")).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    first = titles.index("En början på något")
    assert titles[first : first + 2] == ["En början på något", "Granskning av #inget och allt"]
    nested = [entry for entry in outline if isinstance(entry, list)]
    assert [entry.title for entry in nested[0] if not isinstance(entry, list)] == ["En underrubrik"]


def test_the_bytes_depend_on_the_content_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two builds in two folders, without a time given, write the same bytes."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    digests = []
    for name in ("a", "b/c"):
        source = tmp_path / name
        shutil.copytree(ROOT, source)
        app = SphinxTestApp("yearbook", srcdir=source)
        app.build()
        app.cleanup()
        pdf = Path(app.outdir, "provbloggen-2013.pdf").read_bytes()
        digests.append(hashlib.sha256(pdf).hexdigest())
    assert digests[0] == digests[1]


def test_a_volume_is_set_again_only_when_it_changed(tmp_path: Path) -> None:
    """A second build with nothing changed leaves the files alone; a changed post renews its own."""
    source = tmp_path / "publication"
    shutil.copytree(ROOT, source)

    def build() -> dict[str, int]:
        app = SphinxTestApp("yearbook", srcdir=source)
        app.build()
        app.cleanup()
        return {file.name: file.stat().st_mtime_ns for file in Path(app.outdir).glob("*.pdf")}

    first = build()
    assert build() == first
    post = source / "posts/2014/01/nytt-ar.md"
    post.write_text(post.read_text("utf-8") + "\nMer.\n", encoding="utf-8")
    third = build()
    assert third["provbloggen-2013.pdf"] == first["provbloggen-2013.pdf"]
    assert third["provbloggen-2014.pdf"] != first["provbloggen-2014.pdf"]
    post.unlink()
    assert sorted(build()) == ["provbloggen-2013-tryck.pdf", "provbloggen-2013.pdf"]


def test_a_volume_that_fails_leaves_the_others_and_its_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When one volume fails, its old file stays, the other is made, and one message says so."""
    from sphinx_publication.yearbook import builder
    from sphinx_publication.yearbook import compile as setting

    source = tmp_path / "publication"
    shutil.copytree(ROOT, source)
    old = source / "_build/yearbook/provbloggen-2013.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    make = builder.manuscript

    def fail(press, volume):  # type: ignore[no-untyped-def]
        if volume.year == 2013:
            raise setting.SettingError("no ink", setting.Place("posts/x.md", 7))
        return make(press, volume)

    monkeypatch.setattr(builder, "manuscript", fail)
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    assert Path(app.outdir) == old.parent
    assert old.read_bytes() == b"old"
    assert Path(app.outdir, "provbloggen-2014.pdf").read_bytes().startswith(b"%PDF")
    warnings = app.warning.getvalue()
    assert warnings.count("cannot be made") == 1
    assert "posts/x.md:7" in warnings
    assert "no ink" in warnings
