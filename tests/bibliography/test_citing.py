"""Citations in running text, from a library and a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_publication.bibliography.citing import in_text, plain
from sphinx_publication.bibliography.library import Library
from sphinx_publication.bibliography.targets import parse_targets
from sphinx_publication.model.citations import InText

BIB = """
@book{ham, author = {Ham, Chris and Walsh, Nicola}, title = {Ham}, date = {2013}}
@book{one, author = {{World Health Organization}}, title = {A}, date = {2013}}
@book{two, author = {{World Health Organization}}, title = {B}, date = {2013}}
@legislation{law, entrysubtype = {sfs}, number = {2003:1210}, title = {Lag}, date = {2003}}
@legislation{law2, entrysubtype = {sfs}, number = {2010:110}, title = {Lag}, date = {2010}}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return a small library."""
    path: Path = tmp_path_factory.mktemp("bib") / "references.bib"
    path.write_text(BIB, encoding="utf-8")
    return Library.read([path])


@pytest.mark.parametrize(
    ("role", "target", "expected"),
    [
        ("p", "ham,one,two", "(Ham & Walsh, 2013; World Health Organization, 2013a, 2013b)"),
        ("p", "one{s. 3},two", "(World Health Organization, 2013a, s. 3; "
                               "World Health Organization, 2013b)"),
        ("p", "one,{se}two", "(World Health Organization, 2013a; se World Health Organization, "
                             "2013b)"),
        ("p", "one,ham,two", "(World Health Organization, 2013a; Ham & Walsh, 2013; "
                             "World Health Organization, 2013b)"),
        ("p", "law,law2", "(SFS 2003:1210; SFS 2010:110)"),
        ("p", "law{8 §}", "(SFS 2003:1210, 8 §)"),
        ("t", "ham{s. 12}", "Ham och Walsh (2013, s. 12)"),
        ("t", "{jfr}ham", "Ham och Walsh (jfr 2013)"),
        ("t", "law{8 §}", "SFS 2003:1210, 8 §"),
        ("year", "law", "SFS 2003:1210"),
        ("yearpar", "ham", "(2013)"),
        ("authorpar", "ham", "(Ham & Walsh)"),
        ("empty", "ham", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_citation(library: Library, role: str, target: str, expected: str) -> None:
    """Each form, with words before and after; an author in a row is named once."""
    assert plain(library, [InText(role, parse_targets(target))]) == expected


def test_each_source_has_its_own_link(library: Library) -> None:
    """The words that stand for a source carry its key, also where only its year is left."""
    words = in_text(library, InText("p", parse_targets("one,two")))
    assert [(word.text, word.key) for word in words if word.key] == [
        ("World Health Organization, 2013a", "one"),
        ("2013b", "two"),
    ]
