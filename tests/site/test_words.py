"""The interface's words: every one in the catalogue, and none in English where the site is Swedish.

The root ``every-page`` has each kind of page. All that its author wrote begins with "§", so what
else is read on a page is the interface's.
"""

from __future__ import annotations

import importlib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Comment, Doctype, NavigableString
from sphinx.testing.util import SphinxTestApp

catalogue = importlib.import_module("sphinx_publication.locale.__main__")

MakeApp = Callable[..., SphinxTestApp]

#: Attributes that are shown or read out.
SPOKEN = ("aria-label", "title", "placeholder", "alt", "content")

#: What reads alike in both languages: names, numbers and signs, and the author's own words.
SHARED = re.compile(
    r"(Bladet: |: )?§.*|Bladet|(© 2013, )?Redaktionen|(: )?Ek och Alm.*|\. §.*"
    r"|https://\S+"
    r"|(CC BY|Atom|PDF|RIS|BibTeX|CSL-JSON).*"
    r"|sphinx-publication|Sphinx|MyST|ablog|citeproc-py|Typst|Pagefind",
    re.S,
)


#: One page of each kind, at least.
KINDS = {
    ".",
    "2013",
    "2013/10",
    "2013/10/forsta",
    "alla-delar",
    "amnen",
    "amnen/samverkan",
    "arsbocker",
    "arsbocker/2013",
    "forfattare",
    "forfattare/redaktionen",
    "inlagg",
    "kallor",
    "kallor/ek2013",
    "kategorier",
    "kategorier/historia",
    "om",
    "organisationer",
    "organisationer/verket",
    "sok",
}


def test_every_word_has_its_translation() -> None:
    """Each Swedish catalogue holds all that code and templates ask for, and nothing else."""
    names = [path.stem for path in catalogue.po_files()]
    assert names == ["sphinx_publication", "sphinx_publication_console"]
    for path in catalogue.po_files():
        asked = {message.id for message in catalogue.words(path.stem) if message.id}
        assert len(asked) > (300 if path.stem == catalogue.READERS else 20)
        held = {message.id: message.string for message in catalogue.read(path) if message.id}
        assert sorted(word for word in asked if not held.get(word)) == [], "run: make catalogue"
        assert sorted(held.keys() - asked, key=str) == [], "nothing asks for them"


def test_compiled_catalogue_is_fresh() -> None:
    """Each .mo is what its .po compiles to."""
    for path in catalogue.po_files():
        fresh = catalogue.compiled(catalogue.read(path))
        assert path.with_suffix(".mo").read_bytes() == fresh, "run: make catalogue"


def spoken(page: str) -> Iterator[str]:
    """Yield each piece of text that a reader of the page sees or hears."""
    soup = BeautifulSoup(page, "html.parser")
    for hidden in soup.select("script, style, math, code, pre"):
        hidden.decompose()
    for node in soup.find_all(string=True):
        if isinstance(node, NavigableString) and not isinstance(node, Comment | Doctype):
            yield " ".join(str(node).split())
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            described = tag.name != "meta" or tag.get("name") == "description"
            if (name in SPOKEN and described) or (name.startswith("data-") and " " in str(value)):
                yield " ".join(str(value).split())


def interface(outdir: Path) -> dict[str, set[str]]:
    """Return the words on each page that are not the author's, and hold a word at all."""
    return {
        page.parent.relative_to(outdir).as_posix(): {
            text
            for text in spoken(page.read_text(encoding="utf-8"))
            if re.search(r"[^\W\d_]{2}", text) and not SHARED.fullmatch(text)
        }
        for page in outdir.rglob("index.html")
    }


def build(make_app: MakeApp, rootdir: Path, folder: Path, language: str) -> Path:
    """Build the root in a language and return where it is."""
    source = folder / language
    shutil.copytree(rootdir / "test-every-page", source)
    app = make_app("publicationhtml", srcdir=source, confoverrides={"language": language})
    app.build()
    app.cleanup()
    return Path(app.outdir)


@pytest.fixture
def pages(
    make_app: MakeApp, rootdir: Path, tmp_path: Path
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the interface's words of each page, in Swedish and in English."""
    swedish = interface(build(make_app, rootdir, tmp_path, "sv"))
    english = interface(build(make_app, rootdir, tmp_path, "en"))
    return swedish, english


def test_no_page_speaks_english_in_swedish(
    pages: tuple[dict[str, set[str]], dict[str, set[str]]],
) -> None:
    """No word of the interface is the same on a Swedish page as on the English one."""
    swedish, english = pages
    assert set(swedish) >= KINDS
    every_english = set().union(*english.values())
    left = {page: words & every_english for page, words in swedish.items()}
    assert {page: words for page, words in left.items() if words} == {}


def test_english_is_spoken_where_the_language_is_english(
    pages: tuple[dict[str, set[str]], dict[str, set[str]]],
) -> None:
    """The msgids are the English words."""
    _, english = pages
    assert {"Skip to the content", "Search the publication"} <= english["om"]
