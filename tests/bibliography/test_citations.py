"""What sources are called in running text, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_publication.bibliography.library import Library

Make = Callable[..., Library]


def entry(key: str, author: str, **fields: str) -> str:
    """A book with this author."""
    fields = {"title": key, "publisher": "F", "author": author, **fields}
    return f"@book{{{key}, " + ", ".join(f"{k} = {{{v}}}" for k, v in fields.items() if v) + "}\n"


CITED = [
    ("Curry, Natasha", "Curry", "Curry, 2013"),
    ("Ham, Chris and Walsh, Nicola", "Ham och Walsh", "Ham & Walsh, 2013"),
    ("Ham, Chris and Heenan, Deirdre and Steel, David", "Ham m.fl.", "Ham m.fl., 2013"),
    ("Ham, Chris and others", "Ham m.fl.", "Ham m.fl., 2013"),
    ("{World Health Organization}", "World Health Organization", "World Health Organization, 2013"),
    ("{RFV} and {Socialstyrelsen}", "RFV och Socialstyrelsen", "RFV & Socialstyrelsen, 2013"),
    ("af Klint, Hilma", "af Klint", "af Klint, 2013"),
    ("Bihari Axelsson, Susanna", "Bihari Axelsson", "Bihari Axelsson, 2013"),
    ("", "”a”", "”a”, 2013"),
]


@pytest.mark.parametrize(("author", "narrative", "short"), CITED)
def test_names(library: Make, author: str, narrative: str, short: str) -> None:
    """ "och" in running text, "&" inside parentheses, "m.fl." from three names on."""
    made = library(entry("a", author, date="2013"))
    assert made.citation_author("a", narrative=True) == narrative
    assert made.short("a") == short


def test_names_by_style(library: Make) -> None:
    """How many names are printed, and how they are joined, is the style's to say."""
    text = entry("a", "Ham, Chris and Heenan, Deirdre and Steel, David", date="2013")
    text += entry("b", "Ham, Chris and Walsh, Nicola", date="2013")
    harvard = library(text, "harvard-cite-them-right")
    assert harvard.short("a") == "Ham, Heenan och Steel, 2013"
    assert harvard.short("b") == "Ham och Walsh, 2013"
    assert library(text, "chicago-author-date").short("a") == "Ham m.fl. 2013"


def test_editor_stands_for_author(library: Make) -> None:
    """A collection is cited by its editor, a chapter without author by its title."""
    made = library(
        entry("a", "", editor="Wells, Jonas", date="2015")
        + entry("b", "", editor="Wells, Jonas", date="2015").replace("@book", "@incollection")
    )
    assert (made.short("a"), made.short("b")) == ("Wells, 2015", "”b”, 2015")


def test_public_documents(library: Make) -> None:
    """A public document is cited by its designation, and no year follows."""
    made = library(
        "@legislation{a, entrysubtype = {sfs}, number = {2003:1210}, title = {Lag}, date = {2003}}"
    )
    assert made.citation_author("a", narrative=True) == "SFS 2003:1210"
    assert made.citation_year("a") == ""
    assert made.short("a") == "SFS 2003:1210"


def test_years(library: Make) -> None:
    """Ranges, words instead of a date, and no date at all."""
    made = library(
        entry("range", "A, A", date="2011/2014")
        + entry("open", "B, B", date="2011/")
        + entry("words", "C, C", year="våren 2013")
        + entry("none", "D, D")
        + entry("nd", "E, E", year="n.d.")
    )
    years = [made.citation_year(key) for key in made.sources]
    assert years == ["2011–2014", "2011–", "våren 2013", "u.å.", "u.å."]


def test_years_that_are_not_certain(library: Make) -> None:
    """ "ca" stands before the year, whose letter follows it, as in the reference."""
    made = library(
        "@book{a, author = {Ek, Bo}, title = {T}, date = {1990~}}"
        "@book{b, author = {Ek, Bo}, title = {U}, date = {1990?}}"
    )
    assert [made.short(key) for key in "ab"] == ["Ek, ca 1990a", "Ek, ca 1990b"]
    assert "".join(run.text for run in made.reference("b")) == "Ek, B. (ca 1990b). U."


def test_not_published_yet(library: Make) -> None:
    """The state of a work stands for its year, in the publication's words, if the style has it."""
    text = entry("a", "Ek, Bo", pubstate="inpress")
    assert library(text).short("a") == "Ek, i tryck"
    assert library(text, "harvard-cite-them-right").short("a") == "Ek, utan årtal"


def test_letters(library: Make) -> None:
    """Works that would be cited alike get a, b and so on: bare years first, then by date, title."""
    author = "{Samordningsbloggen}"
    text = (
        entry("late", author, date="2013-12-17")
        + entry("early", author, date="2013-01-26")
        + entry("bare", author, date="2013", title="Ö")
        + entry("bare2", author, date="2013", title="Ä")
        + entry("other", author, date="2012")
        + entry("undated", author)
        + entry("undated2", author)
    )
    made = library(text)
    assert {key: made.citation_year(key) for key in made.sources} == {
        "bare2": "2013a", "bare": "2013b", "early": "2013c", "late": "2013d", "other": "2012",
        "undated": "u.å.-a", "undated2": "u.å.-b",
    }  # fmt: skip
    assert made.short("early") == "Samordningsbloggen, 2013c"


@pytest.mark.parametrize("style", ["apa", "harvard-cite-them-right", "chicago-author-date"])
def test_letters_are_the_same_everywhere(library: Make, style: str) -> None:
    """The letter of a citation stands in the list of references too, in every style."""
    made = library(
        entry("x", "Ek, Bo", date="2013") + entry("y", "Ek, Bo", date="2013") + entry("z", "Ek, Bo")
        + entry("w", "Ek, Bo"), style,
    )  # fmt: skip
    for key in made.sources:
        assert made.citation_year(key) in "".join(run.text for run in made.reference(key))


def test_letters_do_not_depend_on_the_order_of_the_file(library: Make) -> None:
    """Moving an entry within the file changes nothing."""
    entries = [entry(key, "Ek, Bo", date="2013") for key in "cab"]
    years = [
        {key: made.citation_year(key) for key in "abc"}
        for made in (library("".join(entries)), library("".join(reversed(entries))))
    ]
    assert years[0] == years[1] == {"a": "2013a", "b": "2013b", "c": "2013c"}


def test_same_label_of_different_people(library: Make) -> None:
    """Two groups that both are "Ham m.fl." can be told apart."""
    made = library(
        entry("a", "Ham, Chris and Ek, Bo and Al, C", date="2013")
        + entry("b", "Ham, Chris and Ny, My and Al, D", date="2013")
    )
    assert made.short("a") != made.short("b")


def test_swedish_order(library: Make) -> None:
    """References are sorted as in Swedish, by author, then year, then letter."""
    made = library(
        entry("ö", "Öberg, B") + entry("a", "Ahgren, B") + entry("å", "Åhgren, B")
        + entry("e2", "Édouard, B", date="2014") + entry("e1", "Edouard, B", date="2013")
        + entry("ä", "Äng, B") + entry("z", "Zorn, B") + entry("who", "{WHO}")
    )  # fmt: skip
    assert sorted(made.sources, key=made.sort_key) == ["a", "e1", "e2", "who", "z", "å", "ä", "ö"]
