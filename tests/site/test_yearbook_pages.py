"""What the site says of books that have been made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from sphinx_publication.bibliography.library import Library
from sphinx_publication.commands import main
from sphinx_publication.model.volume_records import VolumeRecord, read_records
from sphinx_publication.site.yearbook_pages import size


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a publication of two years, and return its folder of results."""
    roots = Path(__file__).parents[1] / "roots"
    folder = tmp_path_factory.mktemp("books") / "project"
    shutil.copytree(roots / "test-volumes", folder)
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('exclude_patterns = ["_build"]\n')
    output = folder / "_build"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1790000000")
        assert main(["build", "--source", str(folder), "--output", str(output)]) == 0
    return output


def page(built: Path, address: str) -> BeautifulSoup:
    """Return a page of the site."""
    return BeautifulSoup((built / "site" / address / "index.html").read_bytes(), "lxml")


def record(built: Path, name: str) -> VolumeRecord:
    """Return what became of a volume."""
    return read_records(built / "yearbooks")[name]


def test_every_volume_is_listed_with_its_cover_and_editions(built: Path) -> None:
    """Years first, newest on top; each file with its kind, pages and size, and it is there."""
    folder = built / "site/arsbocker"
    books = page(built, "arsbocker").select(".book")
    assert [book.select_one(".book__title").text for book in books] == [
        "Årsbok 2014",
        "Årsbok 2013",
        "De första åren",
        "Om samverkan",
    ]
    made = record(built, "2014").files
    links = books[0].select(".book__file")
    assert [link["href"] for link in links] == [file.name for file in made]
    facts = [" ".join(fact.text.split()) for fact in books[0].select(".book__facts")]
    for file, fact in zip(made, facts, strict=True):
        assert (folder / file.name).stat().st_size == file.size
        if file.pages:
            assert fact == f"PDF, {file.pages} sidor, {round(file.size / 1000)} kB"
    assert (folder / books[0].select_one("img")["src"]).read_bytes().startswith(b"\x89PNG")


def test_the_page_of_a_volume_has_contents_and_checksums(built: Path) -> None:
    """Each post leads to its page on the site and to its page in the book."""
    shown = page(built, "arsbocker/2013")
    lines = shown.select(".book-contents__line")
    posts = [line for line in lines if line.select_one("a.book-contents__title")]
    assert [one.select_one("a.book-contents__title").text for one in posts] == [
        "Det första inlägget"
    ]
    assert posts[0].a["href"] == "../../2013/05/forst/"
    at = record(built, "2013").page_of("posts/2013/05/forst")
    place = posts[0].select_one(".book-contents__page")
    assert place["href"] == f"../bandbloggen-2013.pdf#page={at}"
    assert place.text.split()[-2:] == ["s.", str(at)]
    numbers = shown.select_one(".book__more a")
    assert numbers.text == "Året i siffror"
    assert (built / "site/arsbocker/2013" / numbers["href"] / "index.html").is_file()
    digests = [code.text for code in shown.select(".book__digests code")]
    assert digests == [file.sha256 for file in record(built, "2013").files]


def test_a_post_says_where_it_stands_in_the_book_of_its_year(built: Path) -> None:
    """Not in the volumes that have it besides."""
    at = record(built, "2013").page_of("posts/2013/05/forst")
    link = page(built, "2013/05/forst").select(".post-meta__book a")
    assert [one.text for one in link] == [f"S. {at} i årsbok 2013"]
    assert link[0]["href"] == f"../../../arsbocker/bandbloggen-2013.pdf#page={at}"


@pytest.mark.parametrize(
    ("count", "words"),
    [(400, "1\u00a0kB"), (111_400, "111\u00a0kB"), (1_250_000, "1,2\u00a0MB"), (0, "1\u00a0kB")],
)
def test_sizes_are_written_as_people_read_them(count: int, words: str) -> None:
    """Kilobytes up to a million bytes, then megabytes with one decimal."""
    assert size(count, "sv") == words


def test_a_yearbook_says_how_to_cite_it_as_it_does_itself(built: Path) -> None:
    """On its page: the reference of the colophon, and files that give the same; no other page."""
    for name in ("2013", "2014"):
        shown = page(built, f"arsbocker/{name}").select("details.cite-post")
        assert len(shown) == 1
        reference = shown[0].select_one(".cite-post__reference").text
        links = [one["href"] for one in shown[0].select("a[download]")]
        assert links == [f"../{name}{suffix}" for suffix in (".bib", ".ris", ".json")]
        library = Library.read([built / f"site/arsbocker/{name}.bib"], "apa", "sv-SE")
        assert not library.problems
        (key,) = library.sources
        assert "".join(run.text for run in library.reference(key)) == reference
        pdf = PdfReader(built / "site/arsbocker" / record(built, name).files[0].name)
        book = re.sub(r"\s|\N{SOFT HYPHEN}", "", "".join(one.extract_text() for one in pdf.pages))
        said = reference.partition("https://")[0].rstrip(". ")
        assert re.sub(r"\s", "", said) in book
    assert not page(built, "arsbocker").select("details.cite-post")
