"""EPUBs that every reading system can open and everybody can read."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from . import epub_checker
from .findings import fail_on
from .publication import Publication

pytestmark = pytest.mark.conformance

_ROOTS = Path(__file__).parents[1] / "roots"
_ADDRESS = "https://prov.example/"


def _made(root: str, folder: Path) -> Publication:
    """The EPUBs of a tiny project, as if it had been published."""
    shutil.copytree(_ROOTS / root, folder / "source")
    app = SphinxTestApp("yearbook", srcdir=folder / "source")
    app.build()
    app.cleanup()
    return _published(Path(app.outdir), "https://nowhere.example/")


def _published(folder: Path, address: str) -> Publication:
    (folder / "index.html").write_text(f'<link rel="canonical" href="{address}">', "utf-8")
    return Publication(folder)


def test_the_checkers_find_a_broken_epub(tmp_path: Path) -> None:
    """A dead link inside and one out, a picture without alt and a lost language are all found."""
    (book,) = _made("test-yearbook-nodes", tmp_path / "made").epubs
    (tmp_path / "broken").mkdir()
    (tmp_path / "ace").mkdir()
    with (
        zipfile.ZipFile(book) as good,
        zipfile.ZipFile(tmp_path / "broken" / "bruten.epub", "w") as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, _broken(name, good.read(name)))
    publication = _published(tmp_path / "broken", _ADDRESS)
    found = [
        *epub_checker.validity(publication),
        *epub_checker.accessibility(publication, tmp_path / "ace"),
    ]
    assert {"RSC-012", "link", "image-alt", "html-has-lang"} <= {one.rule for one in found}


def _broken(name: str, content: bytes) -> bytes:
    if not name.endswith("colophon.xhtml"):
        return content
    dead = f'<a href="#saknas">x</a><a href="{_ADDRESS}saknas/">y</a>'
    text = content.decode().replace(' lang="sv"', "").replace(' xml:lang="sv"', "")
    return text.replace("</body>", f'<p>{dead}<img src="cover.png"/></p></body>').encode()


@pytest.mark.parametrize("root", ["test-yearbook", "test-yearbook-nodes", "test-yearbook-sources"])
def test_whatever_authors_write_gives_a_valid_epub(root: str, tmp_path: Path) -> None:
    """EPUBCheck finds nothing in the EPUBs of the tiny projects."""
    fail_on(epub_checker.validity(_made(root, tmp_path)))


def test_every_construct_gives_a_valid_and_accessible_epub(tmp_path: Path) -> None:
    """EPUBCheck and Ace find nothing in the book that has all that an author can write."""
    made = _made("test-torture", tmp_path)
    fail_on([*epub_checker.validity(made), *epub_checker.accessibility(made, tmp_path)])


def test_every_epub_is_valid_and_accessible(publication: Publication, tmp_path: Path) -> None:
    """EPUBCheck and Ace find nothing in any EPUB, and what it links to on the site is there."""
    fail_on(
        [
            *epub_checker.validity(publication),
            *epub_checker.accessibility(publication, tmp_path),
        ]
    )
