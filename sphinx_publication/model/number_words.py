"""The year in numbers as readers meet it: large numbers, sentences, charts with their tables.

What the site and the book print is made here once, so that the two say the same. Words come from
the catalogue that the caller hands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_publication.model import dates
from sphinx_publication.model import number_sentences as sentences
from sphinx_publication.model.charts import Bar, Chart, Form
from sphinx_publication.model.number_phrases import Catalogue, Phrases
from sphinx_publication.model.year_in_numbers import Ranking, YearInNumbers


@dataclass(frozen=True)
class Figure:
    """One of the large numbers."""

    value: str
    #: What it counts: "inlägg".
    unit: str
    #: The same of the year before: "2013: 4"; "" where nothing is compared.
    before: str = ""


@dataclass(frozen=True)
class Part:
    """Some sentences under a heading, with a chart where there is something to draw."""

    #: What it is about, the same in every language: "posts", "sources" …
    name: str
    heading: str
    sentences: tuple[str, ...]
    chart: Chart | None = None


@dataclass(frozen=True)
class Told:
    """A year in numbers, in words."""

    title: str
    #: What must be known before the numbers; "" for nothing.
    lead: str
    figures: tuple[Figure, ...]
    parts: tuple[Part, ...]


def tell(one: YearInNumbers, catalogue: Catalogue, language: str) -> Told:
    """Return the numbers in words."""
    say = Phrases(catalogue, language)
    return Told(
        title=title(one.years, catalogue),
        lead=_lead(one, say),
        figures=tuple(_figures(one, say)),
        parts=tuple(part for part in _parts(one, say) if part.sentences),
    )


def title(years: tuple[int, ...], catalogue: Catalogue) -> str:
    """Return the title: "Året 2013 i siffror"."""
    _ = catalogue.gettext
    one = _("The year %(years)s in numbers")
    many = _("The years %(years)s in numbers")
    return (one if len(years) == 1 else many) % {"years": sentences.label(years)}


def _lead(one: YearInNumbers, say: Phrases) -> str:
    if one.until is None:
        return ""
    words = say.gettext(
        "The year %(year)s is not over: the numbers go as far as the post of %(day)s."
    )
    return words % {"year": one.until.year, "day": dates.day_and_month(one.until, say.language)}


def _figures(one: YearInNumbers, say: Phrases) -> Iterator[Figure]:
    now, before = one.totals, one.before
    for name, unit in (
        ("posts", say.ngettext("post", "posts", now.posts)),
        ("words", say.ngettext("word", "words", now.words)),
        ("authors", say.ngettext("author", "authors", now.authors)),
        ("citations", say.ngettext("citation", "citations", now.citations)),
        ("sources", say.ngettext("cited source", "cited sources", now.sources)),
        ("comments", say.ngettext("comment", "comments", now.comments or 0)),
        ("views", say.ngettext("page view", "page views", now.views or 0)),
    ):
        value, known = getattr(now, name), getattr(before, name, None)
        if value:
            compared = "" if known is None else f"{one.year - 1}: {say.number(known)}"
            yield Figure(say.number(value), unit, compared)


def _parts(one: YearInNumbers, say: Phrases) -> Iterator[Part]:
    _ = say.gettext
    chart = _years(one, say) if one.by_year else _months(one, say)
    heading = _("Posts year by year") if one.by_year else _("Posts month by month")
    yield Part("posts", heading, tuple(sentences.posts(one, say)), chart)
    yield Part("words", _("Words"), tuple(sentences.words(one, say)))
    yield Part("authors", _("Authors"), tuple(sentences.authors(one, say)))
    cited = _ranked(one.sources, _("Most cited sources"), (_("Source"), _("Citations")), say)
    yield Part("sources", _("Sources"), tuple(sentences.sources(one, say)), cited)
    cited = _ranked(
        one.publishers, _("Most cited publishers"), (_("Publisher"), _("Citations")), say
    )
    yield Part("publishers", _("Publishers"), tuple(sentences.publishers(one, say)), cited)
    heading = _("Topics") if one.is_first else _("New topics")
    yield Part("topics", heading, tuple(sentences.topics(one, say)))
    yield Part("series", _("Series"), tuple(sentences.series(one, say)))
    yield Part("comments", _("Comments"), tuple(sentences.comments(one, say)))
    read = _ranked(one.views, _("Most read posts"), (_("Post"), _("Page views")), say)
    yield Part("views", _("Most read"), tuple(sentences.views(one, say)), read)


def _months(one: YearInNumbers, say: Phrases) -> Chart | None:
    """Return the chart of posts by month, beside those of the year before; None of one post."""
    if sum(one.months) + sum(one.months_before) < 2:
        return None
    year, last = str(one.year), str(one.year - 1)
    pair = bool(one.months_before)
    bars = []
    for month, value in enumerate(one.months, 1):
        before = one.months_before[month - 1] if pair else None
        cells = [say.month(month), say.number(value)]
        cells += [say.number(before)] if before is not None else []
        bars.append(Bar(say.short_month(month), value, say.number(value), tuple(cells), before))
    name = say.gettext("Posts by month in %(year)s") % {"year": year}
    told = [_values(name, _month_values(one.months, say), say)]
    if pair:
        told.append(_values(last, _month_values(one.months_before, say), say))
    return Chart(
        form=Form.COLUMNS,
        title=name,
        alt=" ".join(told),
        bars=tuple(bars),
        headings=(say.gettext("Month"), year, *((last,) if pair else ())),
        legend=(year, last) if pair else (),
    )


def _month_values(months: tuple[int, ...], say: Phrases) -> list[tuple[str, str]]:
    return [(say.month(month), say.number(n)) for month, n in enumerate(months, 1) if n]


def _years(one: YearInNumbers, say: Phrases) -> Chart:
    """Return the chart of posts by year; its table has the other sums, too."""
    _ = say.gettext
    columns = ("posts", "words", "authors", "citations", "sources")
    bars = []
    for year, sums in one.by_year:
        cells = (str(year), *(say.number(getattr(sums, name)) for name in columns))
        bars.append(Bar(str(year), sums.posts, say.number(sums.posts), cells))
    name = _("Posts by year, %(years)s") % {"years": sentences.label(one.years)}
    values = [(bar.label, bar.shown) for bar in bars]
    return Chart(
        form=Form.COLUMNS,
        title=name,
        alt=_values(name, values, say),
        bars=tuple(bars),
        headings=(
            _("Year"), _("Posts"), _("Words"), _("Authors"), _("Citations"), _("Sources"),
        ),
        open=True,
    )  # fmt: skip


def _ranked(ranking: Ranking, name: str, headings: tuple[str, str], say: Phrases) -> Chart | None:
    """Return the chart of a ranking; None where it has fewer than two rows."""
    if len(ranking.rows) < 2:
        return None
    within = any(row.posts for row in ranking.rows)
    bars = []
    for row in ranking.rows:
        called = f"{row.name}: {row.title}" if row.title else row.name
        cells = [called, say.number(row.count)]
        cells += [say.number(row.posts)] if within else []
        bars.append(Bar(row.name, row.count, say.number(row.count), tuple(cells), key=row.key))
    return Chart(
        form=Form.BARS,
        title=name,
        alt=_values(name, [(bar.label, bar.shown) for bar in bars], say),
        bars=tuple(bars),
        headings=(*headings, *((say.gettext("Posts"),) if within else ())),
    )


def _values(name: str, values: list[tuple[str, str]], say: Phrases) -> str:
    """Return a text alternative: "Inlägg per månad 2013. Mars: 1; maj: 3."."""
    listed = "; ".join(f"{label}: {shown}" for label, shown in values)
    return f"{name}. {listed}." if listed else f"{name}. {say.number(0)}."
