"""Single values of .bib entries: LaTeX, names, dates and languages."""

from __future__ import annotations

import pytest

from sphinx_publication.bibliography import dates, names
from sphinx_publication.bibliography.collation import collation_key
from sphinx_publication.bibliography.languages import language_tag
from sphinx_publication.bibliography.latex import plain
from sphinx_publication.model.sources import Name

LATEX = [
    (r"{\"O}versikt av v{\aa}rd", "Översikt av vård"),
    (r"\AA hgren na\"{\i}ve \'{e} {\v{Z}}i{\v{z}}ek", "Åhgren naïve é Žižek"),
    ("{NHS} {Future} forum", "NHS Future forum"),
    (r"A \& B, 50\% & C", "A & B, 50% & C"),
    ("1--2 and 3---4", "1–2 and 3—4"),
    ("``So'' he~said", "“So” he\N{NO-BREAK SPACE}said"),
    (r"\emph{The} \textbf{bold} \textsc{Man}", "The bold Man"),
    (r"$\alpha$-helix", "α-helix"),
    ("£3.8 billion, $5 million and $6", "£3.8 billion, $5 million and $6"),
    (r"\unknown{word} here", "word here"),
    (r"\href{https://example.org}{text}", "text"),
    ("two\n  lines", "two lines"),
    (r"100 % sure\dots", "100 % sure…"),
    (r"An \texttt{article}, see \cite{a}\footnote{or not}", "An article, see a (or not)"),
    (r"\enquote{state\hyphen of} and\slash or \textasciicircum{}", "“state-of” and/or ^"),
    (r"\textbraceleft{}a\textbraceright{} \textbackslash{}b -{}-", r"{a} \b --"),
    ("A-{}-B", "A--B"),
]


@pytest.mark.parametrize(("written", "read"), LATEX)
def test_latex(written: str, read: str) -> None:
    """LaTeX becomes letters, braces go, and the case stays."""
    assert plain(written) == read


NAMES = [
    ("Ham, Chris", [Name("Ham", "Chris")]),
    ("Chris Ham and\n Nicola Walsh", [Name("Ham", "Chris"), Name("Walsh", "Nicola")]),
    ("Kodner, Dennis L.", [Name("Kodner", "Dennis L.")]),
    ("af Klint, Hilma", [Name("Klint", "Hilma", "af")]),
    ("Ludwig van der Rohe", [Name("Rohe", "Ludwig", "van der")]),
    ("King, Jr., Martin Luther", [Name("King", "Martin Luther", "", "Jr.")]),
    ("{World Health Organization}", [Name(literal="World Health Organization")]),
    ("{Barnes and Noble, Inc.} and Ek, B", [Name(literal="Barnes and Noble, Inc."),
                                            Name("Ek", "B")]),
    ("{Bihari Axelsson}, Susanna", [Name("Bihari Axelsson", "Susanna")]),
    (r"{\AA}hgren, Bengt", [Name("Åhgren", "Bengt")]),
    ("Socialstyrelsen", [Name("Socialstyrelsen")]),
    ("Ek, Bo and others", [Name("Ek", "Bo"), Name(others=True)]),
    ("family=Klint, given=Hilma, prefix=af", [Name("Klint", "Hilma", "af")]),
    ("Ek,", [Name("Ek")]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "read"), NAMES)
def test_names(written: str, read: list[Name]) -> None:
    """All forms that BibTeX and biblatex allow; organisations are never taken apart."""
    assert names.parse(written) == names.NameList(tuple(read), ())


DATES = [
    ("2013-12-17", "2013", {"date-parts": [[2013, 12, 17]]}),
    ("2013-12", "2013", {"date-parts": [[2013, 12]]}),
    ("2013-12-17T09:30:00", "2013", {"date-parts": [[2013, 12, 17]]}),
    ("2011/2014", "2011–2014", {"date-parts": [[2011], [2014]]}),
    ("2011-03/2011-04", "2011", {"date-parts": [[2011, 3], [2011, 4]]}),
    ("2011/", "2011–", {"date-parts": [[2011], [0]]}),
    ("2011/..", "2011–", {"date-parts": [[2011], [0]]}),
    ("1990~", "1990", {"date-parts": [[1990]], "circa": True}),
    ("2013-23", "2013", {"date-parts": [[2013]], "season": 3}),
    ("2013-29", "2013", {"date-parts": [[2013]], "season": 1}),
    ("2013?", "2013", {"date-parts": [[2013]], "circa": True}),
    ("2013-05%", "2013", {"date-parts": [[2013, 5]], "circa": True}),
    ("../2013", "2013", {"date-parts": [[2013]]}),
    ("199X", "1990–1999", {"date-parts": [[1990], [1999]]}),
    ("19uu", "1900–1999", {"date-parts": [[1900], [1999]]}),
    ("2013-XX", "2013", {"date-parts": [[2013]]}),
    ("2013-05-XX", "2013", {"date-parts": [[2013, 5]]}),
    ("2011--2014", "2011–2014", {"date-parts": [[2011], [2014]]}),
    ("2012-02-29", "2012", {"date-parts": [[2012, 2, 29]]}),
    ("2013-02-29", "2013-02-29", {"literal": "2013-02-29"}),
    ("2013-13-40", "2013-13-40", {"literal": "2013-13-40"}),
    ("in press", "in press", {"literal": "in press"}),
]


@pytest.mark.parametrize(("written", "years", "csl"), DATES)
def test_dates(written: str, years: str, csl: dict[str, object]) -> None:
    """EDTF as biblatex has it; anything else is kept as it was written."""
    when = dates.parse(written)
    assert when is not None
    assert (when.years, when.csl) == (years, csl)


@pytest.mark.parametrize("written", ["", "n.d.", "u.å."])
def test_no_date(written: str) -> None:
    """Some words say that there is no date."""
    assert dates.parse(written) is None


@pytest.mark.parametrize(
    ("langid", "tag"),
    [("swedish", "sv"), ("British", "en-GB"), ("sv-SE", "sv-SE"), ("en", "en"), ("klingon", "")],
)
def test_language_tag(langid: str, tag: str) -> None:
    """babel's names and tags are known; anything else marks nothing."""
    assert language_tag(langid) == tag


def test_collation() -> None:
    """Swedish puts å, ä and ö last; accents, case and punctuation do not count."""
    words = ["Zorn", "ö", "Ärlig", "ål", "”Eko”", "Édouard"]
    assert sorted(words, key=lambda word: collation_key(word, "sv")) == [
        "Édouard", "”Eko”", "Zorn", "ål", "Ärlig", "ö",
    ]  # fmt: skip
    assert collation_key("ål", "en") == collation_key("AL", "en")
