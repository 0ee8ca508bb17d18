"""The parts around the posts, read back from the PDFs."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pypdf
import pytest
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp
from yearbook.reading import words
from yearbook.validating import faults

from sphinx_publication.model.volume_records import read_records

ISBN = "978-91-7031-123-9"


def _reader(app: SphinxTestApp, name: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(Path(app.outdir, name))


def _text(reader: pypdf.PdfReader, *numbers: int) -> str:
    """Return the words of pages, counted from 1; of all without numbers."""
    chosen = [reader.pages[number - 1] for number in numbers] if numbers else reader.pages
    return words(chosen)


def _addresses(reader: pypdf.PdfReader, *numbers: int) -> set[str]:
    found = set()
    for number in numbers or range(1, len(reader.pages) + 1):
        for annotation in reader.pages[number - 1].get("/Annots", []):
            found.add(annotation.get_object().get("/A", {}).get("/URI", ""))
    return found - {""}


def _page(app: SphinxTestApp, volume: str, mark: str) -> int:
    return read_records(Path(app.outdir))[volume].pages[mark]


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_the_half_title_and_colophon_stand_first(app: SphinxTestApp) -> None:
    """The half-title names the publication; the colophon says who, where, which and how to cite."""
    app.build()
    reader = _reader(app, "delbloggen-2013.pdf")
    assert _text(reader, 2) == "Delbloggen Årsbok 2013"
    said = _text(reader, 3)
    for line in (
        "Utgivare Förlaget Förbund",
        "Redaktörer Anna Berg och Styrgruppen",
        "ISSN 2049-3630",
        f"ISBN {ISBN} (skärmutgåva)",
        "Webbplats del.example",
        "Årsboken del.example/arsbocker/2013",
        "Version 1.2 (20 december 2013)",
        "Licens CC BY 4.0",
        "Satt i Libertinus Serif med Typst",
        "Bara ett prov.",
    ):
        assert line in said, line
    assert "https://del.example/arsbocker/2013/" in _addresses(reader, 3)


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_the_book_says_how_to_cite_it_in_the_publications_style(app: SphinxTestApp) -> None:
    """The reference is formatted by the citation engine: editors, year, title, publisher, link."""
    app.build()
    said = _text(_reader(app, "delbloggen-2013.pdf"), 3)
    _before, _words, reference = said.partition("Så citerar du årsboken ")
    assert reference.startswith("Berg, A., & Styrgruppen (Red.). (2013). Delbloggen:")
    assert "Förlaget Förbund. https://del.example/arsbocker/2013/" in reference


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("publication_issn", "2049-3631", "'2049-3631' is no ISSN"),
        ("publication_isbn", {"2013": "978-91-7031-123-4"}, "'978-91-7031-123-4' is no ISBN"),
        ("publication_isbn", {"2013": {"paper": ISBN}}, "unknown 'paper'"),
        ("publication_isbn", {"jubileum": ISBN}, "there is no such volume"),
        ("publication_isbn", {"2013": 9789170311239}, "write an ISBN"),
    ],
)
def test_a_wrong_number_stops_the_build(
    rootdir: Path, tmp_path: Path, name: str, value: object, said: str
) -> None:
    """ISSN and ISBN are checked by their last digit; the message names the value in conf.py."""
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_publication']\n")
    with pytest.raises(ConfigError, match=said) as caught:
        SphinxTestApp("yearbook", srcdir=tmp_path, confoverrides={name: value})
    assert name in str(caught.value)


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_months_part_the_posts(app: SphinxTestApp) -> None:
    """The first post of a month bears its name, the second does not; the contents group by it."""
    app.build()
    reader = _reader(app, "delbloggen-2013.pdf")
    first, second, third = (
        _page(app, "2013", f"posts/2013/{name}")
        for name in ("11/borjan", "12/fem-till-fyra", "12/tva-och-ett")
    )
    assert _text(reader, first).startswith("november 2013 måndag 4 november 2013 En början")
    assert _text(reader, second).startswith("december 2013 tisdag 17 december 2013")
    assert _text(reader, third).startswith("fredag 20 december 2013")
    contents = _text(reader, 4)
    assert contents.index("november 2013") < contents.index("En början")
    assert contents.count("december 2013 Plats fem") == 1


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_a_post_says_its_series_topics_and_address(app: SphinxTestApp) -> None:
    """Below the title stands the part of the series, below the text topics and permalink."""
    app.build()
    reader = _reader(app, "delbloggen-2013.pdf")
    text = _text(reader, _page(app, "2013", "posts/2013/11/borjan"))
    assert text.count("Del 1 av 2 i serien Från grunden") == 1
    assert "Ämnen Samverkan · utvärdering" in text.replace("\xa0", " ")
    assert "På webben del.example/2013/11/borjan" in text
    links = _addresses(reader, _page(app, "2013", "posts/2013/11/borjan"))
    # The tag is an alias of a topic with a page of its own.
    assert "https://del.example/amnen/samverkan/" in links
    assert "https://del.example/amnen/utvardering/" in links
    assert "https://del.example/serier/fran-grunden/" in links
    assert "https://del.example/2013/11/borjan/" in links


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_the_ranked_list_is_put_together(app: SphinxTestApp) -> None:
    """Two parts make one list in its order: ties share a place, a missing place is said."""
    app.build()
    reader = _reader(app, "delbloggen-2013.pdf")
    number = _page(app, "2013", "toplists")
    pages = {
        anchor: _page(app, "2013", f"posts/2013/12/{post}#{anchor}")
        for post, anchor in (("fem-till-fyra", "pengarna"), ("tva-och-ett", "ungdomar"))
    }
    said = _text(reader, number).replace("\xa0", " ")
    assert "Årets topp 2013" in said
    assert "Hopsatt ur 2 inlägg, från den 17 december 2013 till den 20 december 2013." in said
    rows = said.partition("2013. ")[2]
    assert f"5 Pengarna s. {pages['pengarna']}" in rows
    assert f"2 Sociala investeringar s. {pages['ungdomar']} Ungdomar" in rows
    assert "1 hittades inte" in rows
    order = [rows.index(words) for words in ("Pengarna", "Att mäta", "Ungdomar", "hittades")]
    assert order == sorted(order)


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_a_year_without_a_list_has_no_such_part(app: SphinxTestApp) -> None:
    """Where no post of the year marks places, nothing stands between foreword and posts."""
    app.build()
    assert "toplists" not in read_records(Path(app.outdir))["2014"].pages


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_comments_stand_below_their_post(app: SphinxTestApp) -> None:
    """Published comments are printed as they were written, in threads; no other ever is."""
    app.build()
    reader = _reader(app, "delbloggen-2013.pdf")
    text = _text(reader, _page(app, "2013", "posts/2013/11/borjan"))
    said = text.partition("Kommentarer 4 arkiverade kommentarer, så som de skrevs. ")[2]
    assert said.startswith(
        "Cecilia 5 november 2013 Tack för en *bra* början! #let x = 1 "
        "Rad två med <script>alert(1)</script>. Ett stycke till. "
        "Anna Berg 5 november 2013 Tack själv. "
        "David 7 november 2013 Jag håller med. "
        "Eva 6 november 2013 En egen tråd."
    )
    whole = _text(reader)
    assert "Spammaren" not in whole
    assert "Köp nu" not in whole
    assert whole.count("arkiverade kommentarer") == 1


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_a_bad_comment_is_named_once(app: SphinxTestApp) -> None:
    """A comment without a date is left out, and the message names its file and line."""
    app.build()
    warnings = app.warning.getvalue()
    assert warnings.count("is not right as the date of a comment") == 1
    assert "posts/2013/11/borjan.comments.yaml:31" in warnings


def test_comments_beside_no_post_are_named(rootdir: Path, tmp_path: Path) -> None:
    """A file of comments without a post is reported; one beside a post, or a draft, is not."""
    source = tmp_path / "publication"
    shutil.copytree(rootdir / "test-yearbook-parts", source)
    folder = source / "posts/2013/11"
    (folder / "bortdopt.comments.yaml").write_text("", encoding="utf-8")
    (folder / "utkast.comments.yaml").write_text("", encoding="utf-8")
    (folder / "utkast.md").write_text("---\ndraft: true\n---\n\n# Sen\n", encoding="utf-8")
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    warnings = app.warning.getvalue()
    assert warnings.count("no post lies beside these comments") == 1
    assert "posts/2013/11/bortdopt.comments.yaml" in warnings


def test_comments_are_read_from_the_publication_alone(rootdir: Path, tmp_path: Path) -> None:
    """A link to a file outside the publication is refused; a thread of any length is set."""
    source = tmp_path / "publication"
    shutil.copytree(rootdir / "test-yearbook-parts", source)
    outside = tmp_path / "outside.yaml"
    entry = "- id: c{0}\n  parent: c{1}\n  author: A\n  date: 2013-11-05\n  text: Svar {0}.\n"
    outside.write_text(entry.format("Hemlig", 0), encoding="utf-8")
    (source / "posts/2013/12/tva-och-ett.comments.yaml").symlink_to(outside)
    comments = source / "posts/2013/11/borjan.comments.yaml"
    thread = (entry.format(number, number - 1) for number in range(1, 401))
    comments.write_text("".join(thread), encoding="utf-8")
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    warnings = app.warning.getvalue()
    assert warnings.count("the comments cannot be read") == 1
    assert "posts/2013/12/tva-och-ett.comments.yaml:1" in warnings
    text = _text(_reader(app, "delbloggen-2013.pdf"))
    assert "Hemlig" not in text
    places = [text.index(f"Svar {number}.") for number in (1, 2, 3, 4, 5, 400)]
    assert places == sorted(places)


@pytest.mark.sphinx("yearbook", testroot="authors")
def test_a_contributor_is_one_whatever_name_a_post_is_signed_with(app: SphinxTestApp) -> None:
    """Short names and other names of an author's page are the same contributor's."""
    app.build()
    text = _text(_reader(app, "gastbloggen-2013.pdf"), _page(app, "2013", "contributors"))
    assert text.count("forskare vid Exempelinstitutet") == 1
    ett, tva = (_page(app, "2013", f"posts/2013/{name}") for name in ("01/ett", "02/tva"))
    assert f"Ett 7 januari 2013 {ett} Två 7 februari 2013 {tva}" in text
    assert "E. Ek" not in text


@pytest.mark.sphinx("yearbook", testroot="authors")
def test_a_portrait_is_small(app: SphinxTestApp) -> None:
    """It leaves the page to the words, though the picture has pixels enough to fill it."""
    app.build()
    page = _reader(app, "gastbloggen-2013.pdf").pages[_page(app, "2013", "contributors") - 1]
    widths: list[float] = []
    page.extract_text(
        visitor_operand_before=lambda operator, _operands, matrix, _tm: (
            widths.append(abs(matrix[0])) if operator == b"Do" else None
        )
    )
    assert widths == [pytest.approx(40 / 25.4 * 72, abs=1)]
    with zipfile.ZipFile(Path(app.outdir) / "gastbloggen-2013.epub") as book:
        name = next(name for name in book.namelist() if name.endswith("contributors.xhtml"))
        assert 'class="portrait"' in book.read(name).decode()  # and not as high as a line of text


@pytest.mark.sphinx("yearbook", testroot="volumes")
def test_a_volume_with_a_title_says_what_it_holds(app: SphinxTestApp) -> None:
    """One of several years names them; one on a topic says that it holds some of the posts."""
    app.build()
    first = _text(_reader(app, "bandbloggen-jubileum.pdf"), 1, 2, 3)
    assert "Bandbloggen De första åren 2013–2014" in first
    assert "Inläggen från 2013–2014 i Bandbloggen" in first
    second = _text(_reader(app, "bandbloggen-samverkan.pdf"), 3)
    assert "Ett urval av inläggen från 2013 i Bandbloggen" in second


@pytest.mark.sphinx(
    "yearbook", testroot="yearbook-parts", confoverrides={"publication_yearbook_comments": False}
)
def test_comments_can_be_left_out(app: SphinxTestApp) -> None:
    """With publication_yearbook_comments = False, no book has them."""
    app.build()
    assert "Cecilia" not in _text(_reader(app, "delbloggen-2013.pdf"))


def test_a_comment_that_is_taken_out_is_out_of_the_book(rootdir: Path, tmp_path: Path) -> None:
    """A change of the comments alone sets the book of their year again, and no other."""
    source = tmp_path / "publication"
    shutil.copytree(rootdir / "test-yearbook-parts", source)

    def build() -> tuple[str, dict[str, int]]:
        app = SphinxTestApp("yearbook", srcdir=source)
        app.build()
        app.cleanup()
        files = Path(app.outdir).glob("*.pdf")
        times = {file.name: file.stat().st_mtime_ns for file in files}
        return _text(_reader(app, "delbloggen-2013.pdf")), times

    text, first = build()
    assert "En egen tråd" in text
    file = source / "posts/2013/11/borjan.comments.yaml"
    blocks = file.read_text("utf-8").split("- id: ")
    file.write_text("- id: ".join(one for one in blocks if "Eva" not in one), encoding="utf-8")
    text, second = build()
    assert "En egen tråd" not in text
    assert "Cecilia" in text
    assert second["delbloggen-2013.pdf"] != first["delbloggen-2013.pdf"]
    assert second["delbloggen-2014.pdf"] == first["delbloggen-2014.pdf"]


def test_answers_stand_below_a_removed_comment(rootdir: Path, tmp_path: Path) -> None:
    """PDF and EPUB say that a comment was removed, count the others, and keep its answers."""
    source = tmp_path / "publication"
    shutil.copytree(rootdir / "test-yearbook-parts", source)
    file = source / "posts/2013/11/borjan.comments.yaml"
    _first, mark, rest = file.read_text("utf-8").partition("- id: c2")
    file.write_text(f"- {{id: c1, state: removed}}\n{mark}{rest}", encoding="utf-8")
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    text = _text(_reader(app, "delbloggen-2013.pdf"))
    assert "3 arkiverade kommentarer" in text
    assert "Borttagen kommentar Anna Berg" in text
    assert "Cecilia" not in text
    with zipfile.ZipFile(Path(app.outdir) / "delbloggen-2013.epub") as book:
        pages = "".join(
            book.read(name).decode("utf-8") for name in book.namelist() if "xhtml" in name
        )
    assert "<p>Borttagen kommentar</p><ul>" in pages
    assert "Cecilia" not in pages


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_the_contributors_are_named_with_their_posts(app: SphinxTestApp) -> None:
    """Each author stands with role, biography and posts; a page number leads to each post."""
    app.build()
    reader = _reader(app, "delbloggen-2013.pdf")
    text = _text(reader, _page(app, "2013", "contributors"))
    numbers = {
        name: _page(app, "2013", f"posts/2013/{name}")
        for name in ("11/borjan", "12/fem-till-fyra", "12/tva-och-ett")
    }
    assert (
        "Medverkande Anna Berg Processledare Anna Berg skriver om samverkan. Hon har skrivit "
        "en början. Mer på hennes sida. "
        f"En början 4 november 2013 {numbers['11/borjan']} "
        f"Plats två och ett 20 december 2013 {numbers['12/tva-och-ett']} "
        f"Bo Ek Plats fem och fyra 17 december 2013 {numbers['12/fem-till-fyra']} "
        f"Plats två och ett 20 december 2013 {numbers['12/tva-och-ett']}"
    ) in text
    assert "Det här står bara på webben" not in _text(reader)
    printed = _text(_reader(app, "delbloggen-2013-tryck.pdf"))
    assert "Mer på hennes sida[1]." in printed
    assert "anna.example/om" in printed


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_the_last_page_names_the_other_years(app: SphinxTestApp) -> None:
    """Every other volume stands there with its title and address; the volume itself does not."""
    app.build()
    reader = _reader(app, "delbloggen-2013.pdf")
    number = _page(app, "2013", "others")
    assert number == len(reader.pages)
    text = _text(reader, number)
    assert "Övriga årsböcker" in text
    assert "Delbloggen: årsbok 2014 del.example/arsbocker/2014" in text
    assert "årsbok 2013" not in text
    assert "https://del.example/arsbocker/2014/" in _addresses(reader, number)


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_every_part_is_a_chapter_of_the_bookmarks(app: SphinxTestApp) -> None:
    """Each part has a heading of the first level, in the book's order."""
    app.build()
    outline = _reader(app, "delbloggen-2013.pdf").outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles == [
        "Kolofon",
        "Innehåll",
        "Årets topp 2013",
        "En början",
        "Plats fem och fyra",
        "Plats två och ett",
        "Året 2013 i siffror",
        "Medverkande",
        "Register",
        "Övriga årsböcker",
    ]


@pytest.mark.sphinx("yearbook", testroot="yearbook-parts")
def test_the_books_are_for_all_and_for_archives(app: SphinxTestApp) -> None:
    """Every edition with all parts conforms to PDF/UA-1 and PDF/A-3a."""
    app.build()
    for file in sorted(Path(app.outdir).glob("*.pdf")):
        assert faults(file) == [], file.name


def test_no_word_around_the_posts_is_run(rootdir: Path, tmp_path: Path) -> None:
    """Code in names, topics, series, places, comments and conf.py is printed as it stands."""
    source = tmp_path / "publication"
    shutil.copytree(rootdir / "test-yearbook-parts", source)
    code = '#panic(1) \\"$x$'
    with (source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"publication_publisher = {code!r}\npublication_editor = {code!r}\n")
        conf.write(f"publication_colophon = {code!r}\nrelease = {code!r}\n")
    post = source / "posts/2013/11/borjan.md"
    front = f"author: {code!r}\ntags: [{code!r}]\nseries: {code!r}\n"
    text = post.read_text("utf-8").partition("part: 1")[2]
    post.write_text(f"---\ndate: 2013-11-04\n{front}part: 1{text}", encoding="utf-8")
    places = source / "posts/2013/12/fem-till-fyra.md"
    places.write_text(places.read_text("utf-8").replace("Pengarna", "`#panic(2)` ~1"), "utf-8")
    comments = post.with_name("borjan.comments.yaml")
    comments.write_text(
        f"- id: c1\n  author: '{code}'\n  date: 2013-11-05\n  text: '{code}'\n", encoding="utf-8"
    )
    app = SphinxTestApp("yearbook", srcdir=source)
    app.build()
    app.cleanup()
    assert "cannot be made" not in app.warning.getvalue()
    reader = _reader(app, "delbloggen-2013.pdf")
    assert _text(reader, 3).count('#panic(1) \\"$x$') >= 4
    opening = _text(reader, _page(app, "2013", "posts/2013/11/borjan")).replace("\xa0", " ")
    assert opening.count("#panic(1)") >= 5
    assert "#panic(2)" in _text(reader, _page(app, "2013", "toplists"))
    assert "#panic(1)" in _text(reader, _page(app, "2013", "contributors"))
