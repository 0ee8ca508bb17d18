"""The year in numbers in Swedish: true sentences, plurals, ties, charts that say their values."""

from __future__ import annotations

import gettext
import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sphinx_publication
from sphinx_publication.model.charts import Form, cut, draw
from sphinx_publication.model.drawing import WIDTH
from sphinx_publication.model.number_words import Told, tell
from sphinx_publication.model.statistics import Period, Statistics
from sphinx_publication.model.year_in_numbers import Facts, PostFacts, SourceFacts, of_posts

LOCALES = Path(sphinx_publication.__file__).parent / "locale"
SWEDISH = gettext.translation("sphinx_publication", LOCALES, ["sv"])
TODAY = date(2020, 5, 1)


def post(name: str, day: str, **facts: Any) -> PostFacts:
    facts = {"words": 500, "authors": ("Eva",), **facts}
    return PostFacts(key=name, title=name.title(), day=date.fromisoformat(day), **facts)


def told(*posts: PostFacts, year: int = 0, whole: bool = True, **facts: Any) -> Told:
    every = Facts(posts, language="sv", today=facts.pop("today", TODAY), **facts)
    keys = {one.key for one in posts if not year or one.day.year == year}
    found = of_posts(every, keys, whole=whole)
    assert found is not None
    return tell(found, SWEDISH, "sv")


def said(one: Told, name: str) -> str:
    return " ".join(" ".join(part.sentences) for part in one.parts if part.name == name)


OLD = post("gammalt", "2012-01-10")


@pytest.mark.parametrize(
    ("posts", "words"),
    [
        (
            (post("a", "2013-12-01"),),
            "Ett inlägg kom ut under 2013. Det är publikationens första år. Det kom i december.",
        ),
        (
            (OLD, post("a", "2013-12-01")),
            "Ett inlägg kom ut under 2013. Det är lika många som 2012. Det kom i december.",
        ),
        (
            (OLD, post("a", "2013-03-01"), post("b", "2013-05-01")),
            "2 inlägg kom ut under 2013. Det är ett fler än 2012. "
            "De kom i mars och maj, ett i varje månad. Inget inlägg kom ut under 10 av månaderna.",
        ),
        (
            (OLD, *(replace(OLD, key=f"x{n}") for n in range(3)), post("a", "2013-03-01")),
            "Ett inlägg kom ut under 2013. Det är 3 färre än 2012. Det kom i mars.",
        ),
        (
            (replace(OLD, day=date(2011, 1, 1)), *(post(f"a{n}", "2013-03-01") for n in range(3))),
            "3 inlägg kom ut under 2013. Alla kom i mars. "
            "Inget inlägg kom ut under 11 av månaderna. Under 2012 kom inget inlägg ut.",
        ),
        (
            (OLD, *(post(f"a{n}", f"2013-{n % 12 + 1:02}-02") for n in range(13))),
            "13 inlägg kom ut under 2013. Det är 12 fler än 2012. Flest kom i januari: 2.",
        ),
        (
            (OLD, *(post(f"a{n}", f"2013-{n % 11 + 1:02}-02") for n in range(13))),
            "13 inlägg kom ut under 2013. Det är 12 fler än 2012. "
            "Flest kom i januari och februari: 2 i varje månad. En månad gick utan inlägg.",
        ),
        (
            (post("a", "2013-10-01"), post("b", "2013-12-01"), post("c", "2013-12-01")),
            "3 inlägg kom ut under 2013. Det är publikationens första år. "
            "Flest kom i december: 2. En månad gick utan inlägg.",
        ),
    ],
)
def test_sentences_about_posts(posts: tuple[PostFacts, ...], words: str) -> None:
    """One and many, more and fewer, ties, the first year, and a year after an empty one."""
    assert said(told(*posts, year=2013), "posts") == words


def test_an_open_year_is_said_to_be_open() -> None:
    """It goes as far as its last post, and is not measured against a whole year."""
    one = told(post("a", "2012-02-01"), post("b", "2013-02-22"), year=2013, today=date(2013, 4, 1))
    assert one.lead == (
        "Året 2013 är inte slut: siffrorna sträcker sig till inlägget den 22 februari."
    )
    assert said(one, "posts") == (
        "Hittills under 2013 har ett inlägg kommit ut. Under hela 2012 blev det ett. "
        "Det kom i februari."
    )
    assert said(one, "words") == "Det har 500 ord. Inläggen under hela 2012 hade 500 ord."
    assert told(post("a", "2012-02-01")).lead == ""


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ((1,), "Det har ett ord."),
        ((1200,), "Det har 1\u00a0200 ord."),
        ((1200, 300), "Tillsammans har inläggen 1\u00a0500 ord, i genomsnitt 750 per inlägg. "
                      "Längst är ”B0”, med 1\u00a0200 ord."),
        ((300, 300), "Tillsammans har inläggen 600 ord, i genomsnitt 300 per inlägg."),
        ((300, 300, 2), "Tillsammans har inläggen 602 ord, i genomsnitt 201 per inlägg. "
                        "Längst är ”B0” och ”B1”, med 300 ord var."),
    ],
)  # fmt: skip
def test_sentences_about_words(sizes: tuple[int, ...], words: str) -> None:
    """Numbers have no-break spaces; equals share the place, and where all are equal none has it."""
    posts = [post(f"b{n}", "2013-02-01", words=size) for n, size in enumerate(sizes)]
    assert said(told(*posts), "words") == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (500, "Det är lika många ord som 2012."),
        (1500, "Det är 1\u00a0000 ord mindre än 2012."),
        (499, "Det är ett ord mer än 2012."),
    ],
)
def test_words_are_compared(before: int, words: str) -> None:
    """More, fewer and as many."""
    one = told(post("a", "2012-02-01", words=before), post("b", "2013-02-01"), year=2013)
    assert said(one, "words") == f"Det har 500 ord. {words}"


@pytest.mark.parametrize(
    ("authors", "words"),
    [
        ([()], ""),
        ([("Eva",)], "Eva har skrivit inlägget."),
        ([("Eva",), ("Eva",)], "Eva har skrivit alla inlägg."),
        ([("Eva",), ()], "Eva har skrivit ett inlägg."),
        ([("Eva",), ("Ola",)], "2 författare har skrivit. Var och en har skrivit ett inlägg."),
        ([("Eva",), ("Ola", "Eva")],
         "2 författare har skrivit. Flest inlägg är skrivna av Eva: 2 inlägg."),
        ([("Eva", "Ola"), ("Ola", "Eva"), ("Åke",)],
         "3 författare har skrivit. Flest inlägg är skrivna av Eva och Ola: 2 inlägg var."),
        ([(f"N{n}",) for n in range(12)],
         "12 författare har skrivit. Var och en har skrivit ett inlägg."),
    ],
)  # fmt: skip
def test_sentences_about_authors(authors: list[tuple[str, ...]], words: str) -> None:
    """Nobody, one, several, equals, and too many equals to name."""
    posts = [post(f"b{n}", "2013-02-01", authors=names) for n, names in enumerate(authors)]
    assert said(told(*posts), "authors") == words


@pytest.mark.parametrize(
    ("citations", "words"),
    [
        ([()], "Inlägget citerar ingen källa."),
        ([(), ()], "Inläggen citerar ingen källa."),
        ([("x",)], "Inlägget citerar en källa, sammanlagt en gång."),
        ([("x", "x", "y")],
         "Inlägget citerar 2 källor, sammanlagt 3 gånger. Mest citerad är Ham (2013): 2 gånger."),
        ([("x", "x"), ("x", "y")],
         "Inläggen citerar 2 källor, sammanlagt 4 gånger. "
         "Mest citerad är Ham (2013): 3 gånger, i 2 inlägg."),
        ([("x", "y")],
         "Inlägget citerar 2 källor, sammanlagt 2 gånger. Var och en citeras en gång."),
        ([("x", "y", "x", "y", "z")],
         "Inlägget citerar 3 källor, sammanlagt 5 gånger. "
         "Mest citerade är Ham (2013) och Walsh (2012): 2 gånger var."),
        ([("x", "x", *(f"k{n}" for n in range(9)))],
         "Inlägget citerar 10 källor, sammanlagt 11 gånger. Mest citerad är Ham (2013): 2 gånger. "
         "Ytterligare 9 källor citeras en gång var."),
        ([tuple(f"k{n}" for n in range(9))],
         "Inlägget citerar 9 källor, sammanlagt 9 gånger. Var och en citeras en gång."),
    ],
)  # fmt: skip
def test_sentences_about_sources(citations: list[tuple[str, ...]], words: str) -> None:
    """None, one, many; one winner, several, none; and those that were too many to list."""
    posts = [post(f"b{n}", "2013-02-01", citations=keys) for n, keys in enumerate(citations)]
    sources = {"x": SourceFacts("Ham (2013)", "Titel"), "y": SourceFacts("Walsh (2012)", "")}
    assert said(told(*posts, sources=sources), "sources") == words


def test_sentences_about_topics_and_series() -> None:
    """All topics of the first year are told; later only new ones, and at most a dozen by name."""
    names = {f"t{n}": f"Ämne {n:02}" for n in range(20)}
    first = post("a", "2012-01-01", topics=("t1", "t0"), series="s")
    later = post("b", "2013-01-01", topics=("t1", "t2"), series="s")
    facts: dict[str, Any] = {"topics": names, "series": {"s": "Serien Ess"}}
    assert said(told(first, **facts), "topics") == "Inlägget handlar om Ämne 00 och Ämne 01."
    one = told(first, later, year=2013, **facts)
    assert said(one, "topics") == "Ett ämne är nytt: Ämne 02."
    assert said(one, "series") == "Serien Serien Ess växte med en del."
    many = replace(later, topics=tuple(names))
    assert said(told(first, many, year=2013, **facts), "topics") == (
        "18 ämnen är nya, bland dem Ämne 02, Ämne 03, Ämne 04, Ämne 05, Ämne 06, Ämne 07, "
        "Ämne 08, Ämne 09, Ämne 10, Ämne 11, Ämne 12 och Ämne 13."
    )
    none = replace(later, topics=("t1",), series="")
    assert said(told(first, none, year=2013, **facts), "topics") == ""
    assert said(told(first, none, year=2013, **facts), "series") == ""


def test_sentences_about_comments_and_views() -> None:
    """Counts, the year before, the most read with ties, and the months that are missing."""
    posts = (
        post("a", "2012-01-01", comments=(2012, 2013)),
        post("b", "2013-01-01", comments=(2013,)),
    )
    views = Statistics({
        "a": {Period(2012): 900, **{Period(2013, n): 600 for n in (1, 2)}},
        "b": {Period(2013, n): 120 for n in range(1, 11)},
    })  # fmt: skip
    one = told(*posts, year=2013, statistics=views)
    assert said(one, "comments") == "Läsarna skrev 2 kommentarer. Under 2012 var det 1."
    assert said(one, "views") == (
        "Inläggens sidor visades 2\u00a0400 gånger. Under 2012 var det 900. "
        "Mest lästa är ”A” och ”B”: 1\u00a0200 visningar var. "
        "För november och december saknas siffror."
    )
    silent = told(post("a", "2012-01-01", comments=()))
    assert said(silent, "comments") == "Läsarna skrev inga kommentarer."
    assert said(told(OLD), "comments") == said(told(OLD), "views") == ""


def test_the_large_numbers_have_those_of_the_year_before() -> None:
    """Units agree with their numbers; what is nought is left out."""
    one = told(OLD, post("a", "2013-01-01", citations=("x",), words=1234), year=2013)
    assert [(one.value, one.unit, one.before) for one in one.figures] == [
        ("1", "inlägg", "2012: 1"),
        ("1\u00a0234", "ord", "2012: 500"),
        ("1", "författare", "2012: 1"),
        ("1", "hänvisning", "2012: 0"),
        ("1", "citerad källa", "2012: 0"),
    ]


def test_a_chart_says_and_tables_every_number() -> None:
    """The text alternative and the table hold the same values as the bars."""
    posts = [post("a", "2012-03-01"), post("b", "2013-03-01"), post("c", "2013-11-01")]
    one = told(*posts, post("d", "2013-11-02"), year=2013)
    chart = one.parts[0].chart
    assert chart is not None
    assert chart.alt == "Inlägg per månad 2013. mars: 1; november: 2. 2012. mars: 1."
    assert chart.headings == ("Månad", "2013", "2012")
    assert chart.bars[10].cells == ("november", "2", "0")
    assert [bar.value for bar in chart.bars] == [0, 0, 1, *(0,) * 7, 2, 0]
    assert chart.legend == ("2013", "2012")
    assert told(OLD).parts[0].chart is None


def test_several_years_have_a_chart_and_a_table_of_years() -> None:
    """A volume of years is told year by year, and not compared."""
    one = told(post("a", "2010-03-01"), post("b", "2012-03-01", words=1500))
    assert one.title == "Åren 2010–2012 i siffror"
    chart = one.parts[0].chart
    assert chart is not None
    assert chart.open
    assert chart.alt == "Inlägg per år 2010–2012. 2010: 1; 2011: 0; 2012: 1."
    assert chart.headings == ("År", "Inlägg", "Ord", "Författare", "Hänvisningar", "Källor")
    assert chart.bars[2].cells == ("2012", "1", "1\u00a0500", "1", "0", "0")
    assert said(one, "posts") == "2 inlägg kom ut under 2010–2012."


def test_a_volume_on_a_topic_says_nothing_of_other_years() -> None:
    """Its posts are not the whole year."""
    one = told(OLD, post("a", "2013-01-01"), year=2013, whole=False)
    assert said(one, "posts") == "Ett inlägg kom ut under 2013. Det kom i januari."


def test_columns_stand_side_by_side_on_the_ground() -> None:
    """The longest column is as high as there is room, no two meet, all lie in the drawing."""
    posts = [post("a", "2012-03-01"), post("b", "2013-03-01"), post("c", "2013-11-01")]
    chart = told(*posts, post("d", "2013-11-02"), year=2013).parts[0].chart
    assert chart is not None
    assert chart.form is Form.COLUMNS
    drawing = draw(chart)
    for mark in drawing.marks:
        assert mark.y + mark.height == pytest.approx(drawing.ground, abs=0.02)
        assert mark.before_x >= 0
        assert mark.x + mark.width <= WIDTH
        assert mark.before_x + mark.width <= mark.x + 0.02
    assert drawing.marks[10].height == 2 * drawing.marks[2].height == 118
    edges = [(mark.before_x, mark.x + mark.width) for mark in drawing.marks]
    assert all(left[1] < right[0] for left, right in itertools.pairwise(edges))


def test_bars_are_as_long_as_their_numbers() -> None:
    """The longest bar fills the drawing; a label that has no room is cut at a word."""
    posts = [post("a", "2012-03-01", citations=("x", "x", "y"))]
    sources = {"x": SourceFacts("Nationella rådet för finansiell samordning (2013)", "")}
    chart = next(
        part for part in told(*posts, sources=sources).parts if part.name == "sources"
    ).chart
    assert chart is not None
    first, second = draw(chart).marks
    assert (first.width, second.width) == (WIDTH, WIDTH / 2)
    assert first.label == "Nationella rådet för finansiell samordning…"
    assert cut("kort") == "kort"
    assert cut("a" * 60) == "a" * 45 + "…"
