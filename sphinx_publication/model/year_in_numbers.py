"""The year in numbers: how much was published, by whom, on what, and what it was built on.

Takes plain facts of every published post and counts those of one year, or of a volume, beside the
year before. Nothing here is in words; `number_words` says it. Ties are kept as ties: a ranking is
never cut between two that have the same number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.most_read import cut
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.statistics import Source, Statistics
from sphinx_publication.model.yearbooks import Volume

#: How many a ranking shows; it grows to `MOST` rather than part two that have the same number.
USUAL, MOST = 5, 8


@dataclass(frozen=True)
class PostFacts:
    """What is counted of one published post."""

    key: str
    title: str
    #: The day it was published, in the publication's time zone.
    day: date
    #: The names of its authors.
    authors: tuple[str, ...] = ()
    words: int = 0
    #: The key of the source at each place that cites one, in the order of the text.
    citations: tuple[str, ...] = ()
    #: The slugs of its topics, each once.
    topics: tuple[str, ...] = ()
    #: Slug of its series; "" for none.
    series: str = ""
    #: The year of each published comment; None where the publication keeps no comments.
    comments: tuple[int, ...] | None = None


@dataclass(frozen=True)
class SourceFacts:
    """What is told of a source."""

    #: "Ham & Walsh, 2013".
    short: str
    title: str
    #: The names of those who published it.
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """All that is known of the publication, from which each year is counted."""

    #: Every published post.
    posts: tuple[PostFacts, ...]
    #: By key.
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
    #: Names of topics by slug.
    topics: Mapping[str, str] = field(default_factory=dict)
    #: Names of series by slug.
    series: Mapping[str, str] = field(default_factory=dict)
    #: Page views; None where there is no file of them.
    statistics: Statistics | None = None
    #: The language that names are sorted in.
    language: str = "en"
    #: The day of the build, in the publication's time zone: is the year over?
    today: date = date.max


@dataclass(frozen=True)
class Row:
    """One line of a ranking."""

    #: What it stands for: the key of a source or post, the slug of a topic, a name.
    key: str
    name: str
    count: int
    #: In how many posts; 0 where that says nothing.
    posts: int = 0
    #: Its whole title, where the name is a short one.
    title: str = ""


@dataclass(frozen=True)
class Ranking:
    """The most of something, in falling order; of equals by name."""

    rows: tuple[Row, ...] = ()
    #: How many there are in all.
    all: int = 0
    #: How many have the number that comes next, where they were too many to show; else 0.
    tied: int = 0
    #: That number.
    tied_at: int = 0

    @property
    def leaders(self) -> tuple[Row, ...]:
        """Those that share the first place; empty where they are too many to name."""
        return tuple(row for row in self.rows if row.count == self.rows[0].count)


@dataclass(frozen=True)
class Totals:
    """The sums of some posts."""

    posts: int
    words: int
    authors: int
    #: Places in the posts that cite a source.
    citations: int
    #: Different sources among them.
    sources: int
    #: None where the publication keeps no comments.
    comments: int | None = None
    #: None where no figures are known.
    views: int | None = None


@dataclass(frozen=True)
class YearInNumbers:
    """A year, or the years of a volume, counted."""

    #: The years in order; one, or those of a volume.
    years: tuple[int, ...]
    totals: Totals
    #: Whether these are all posts of their years: only then are they compared.
    whole: bool = True
    #: The last day that a post came out, where the last year is not over; else None.
    until: date | None = None
    #: Whether no post is older than these.
    is_first: bool = False
    #: The sums of the year before; None where it had no post, or there are several years.
    before: Totals | None = None
    #: Posts by month, of one year: twelve numbers.
    months: tuple[int, ...] = ()
    #: Those of the year before; empty where there is none.
    months_before: tuple[int, ...] = ()
    #: The months that can be told of: from the first post of all, to the last of an open year.
    span: tuple[int, int] = (1, 12)
    #: The sums of each of several years, those without posts included.
    by_year: tuple[tuple[int, Totals], ...] = ()
    authors: Ranking = Ranking()
    #: The posts by their words.
    longest: Ranking = Ranking()
    sources: Ranking = Ranking()
    publishers: Ranking = Ranking()
    #: The topics that no older post has, those of most posts first.
    new_topics: tuple[Row, ...] = ()
    #: Series by the parts that came out.
    series: Ranking = Ranking()
    #: Posts, of any year, by their page views.
    views: Ranking = Ranking()
    #: Months without a figure of page views, of one year.
    views_missing: tuple[int, ...] = ()
    #: How the figures of page views were made.
    views_sources: frozenset[Source] = frozenset()

    @property
    def year(self) -> int:
        """The year, or the last of several."""
        return self.years[-1]


def of_volume(facts: Facts, volume: Volume) -> YearInNumbers | None:
    """Return a volume in numbers; None where nothing is known of its posts."""
    keys = {post.key for post in volume.posts}
    return of_posts(facts, keys, whole=not volume.topics)


def of_year(facts: Facts, year: int) -> YearInNumbers | None:
    """Return a year in numbers; None where no post came out."""
    return of_posts(facts, {post.key for post in facts.posts if post.day.year == year})


def of_posts(facts: Facts, keys: Iterable[str], *, whole: bool = True) -> YearInNumbers | None:
    """Return the numbers of the posts with these *keys*; None where there is none.

    Posts of several years are counted year by year. *whole* tells that they are all posts of their
    years: only then can one be compared with the year before, and page views be told.
    """
    wanted = frozenset(keys)
    posts = sorted(
        (post for post in facts.posts if post.key in wanted), key=lambda one: (one.day, one.key)
    )
    if not posts:
        return None
    first, last = posts[0].day.year, posts[-1].day.year
    years = tuple(range(first, last + 1))
    one = first == last
    before = [post for post in facts.posts if post.day.year == first - 1] if one and whole else []
    oldest = min(post.day for post in facts.posts)
    until = posts[-1].day if last == facts.today.year else None
    span = (oldest.month if oldest.year == first else 1, until.month if until else 12)
    views = _views(facts, years) if whole else None
    return YearInNumbers(
        years=years,
        totals=_totals(facts, posts, years if whole else ()),
        whole=whole,
        until=until,
        is_first=oldest.year >= first,
        before=_totals(facts, before, (first - 1,)) if before else None,
        months=_months(posts) if one else (),
        months_before=_months(before) if before else (),
        span=span,
        by_year=() if one else _by_year(facts, posts, years, whole),
        authors=_ranked(facts, _each(posts, "authors")),
        longest=_longest(facts, posts),
        sources=_sources(facts, posts),
        publishers=_publishers(facts, posts),
        new_topics=_new_topics(facts, posts),
        series=_series(facts, posts),
        views=_viewed(facts, views) if views else Ranking(),
        views_missing=facts.statistics.missing_months(first, *span)
        if views and one and facts.statistics
        else (),
        views_sources=frozenset().union(*(facts.statistics.sources_of(year) for year in years))
        if views and facts.statistics
        else frozenset(),
    )


def _totals(facts: Facts, posts: list[PostFacts], years: tuple[int, ...]) -> Totals:
    citations = [key for post in posts for key in post.citations]
    views = _views(facts, years)
    kept = [post.comments for post in facts.posts if post.comments is not None]
    return Totals(
        posts=len(posts),
        words=sum(post.words for post in posts),
        authors=len({name for post in posts for name in post.authors}),
        citations=len(citations),
        sources=len(set(citations)),
        comments=sum(year in years for one in kept for year in one) if kept and years else None,
        views=sum(views.values()) if views else None,
    )


def _views(facts: Facts, years: tuple[int, ...]) -> dict[str, int]:
    """Return the page views of the years by post; empty where nothing is known."""
    found: Counter[str] = Counter()
    for year in years if facts.statistics else ():
        assert facts.statistics is not None
        found.update(facts.statistics.of_year(year))
    return dict(found)


def _months(posts: Iterable[PostFacts]) -> tuple[int, ...]:
    found = Counter(post.day.month for post in posts)
    return tuple(found[month] for month in range(1, 13))


def _by_year(
    facts: Facts, posts: list[PostFacts], years: tuple[int, ...], whole: bool
) -> tuple[tuple[int, Totals], ...]:
    def of(year: int) -> Totals:
        chosen = [post for post in posts if post.day.year == year]
        return _totals(facts, chosen, (year,) if whole else ())

    return tuple((year, of(year)) for year in years)


def _each(posts: Iterable[PostFacts], what: str) -> Counter[str]:
    return Counter(name for post in posts for name in getattr(post, what))


def _ranked(
    facts: Facts,
    counted: Mapping[str, int],
    names: Mapping[str, str] | None = None,
    posts: Mapping[str, int] | None = None,
) -> Ranking:
    """Return the most of what is *counted*, without parting equals."""
    called = names or {}
    order = _order(facts, counted, called)
    shown = cut([counted[key] for key in order], USUAL, MOST)
    rest = [counted[key] for key in order[shown:]]
    within = posts or {}
    return Ranking(
        rows=tuple(
            Row(key, called.get(key, key), counted[key], within.get(key, 0))
            for key in order[:shown]
        ),
        all=len(order),
        tied=rest.count(rest[0]) if rest and shown < USUAL else 0,
        tied_at=rest[0] if rest and shown < USUAL else 0,
    )


def _order(facts: Facts, counted: Mapping[str, int], names: Mapping[str, str]) -> list[str]:
    """Return what is counted more than nought: the most first, equals by name."""

    def place(key: str) -> tuple[int, tuple[str, str], str]:
        return -counted[key], sort_key(names.get(key, key), facts.language), key

    return [key for key in sorted(counted, key=place) if counted[key] > 0]


def _longest(facts: Facts, posts: list[PostFacts]) -> Ranking:
    titles = {post.key: post.title for post in posts}
    return _ranked(facts, {post.key: post.words for post in posts}, titles)


def _sources(facts: Facts, posts: list[PostFacts]) -> Ranking:
    counted = _each(posts, "citations")
    citing = Counter(key for post in posts for key in set(post.citations))
    names = {key: facts.sources[key].short for key in counted if key in facts.sources}
    ranking = _ranked(facts, counted, names, citing)
    titles = {key: one.title for key, one in facts.sources.items()}
    rows = tuple(replace(row, title=titles.get(row.key, "")) for row in ranking.rows)
    return replace(ranking, rows=rows)


def _publishers(facts: Facts, posts: list[PostFacts]) -> Ranking:
    """Rank publishers by the citations of their sources; a name is known by its slug."""
    counted: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = {}
    for key, times in _each(posts, "citations").items():
        source = facts.sources.get(key)
        for name in source.publishers if source else ():
            counted[slug(name)] += times
            spelled.setdefault(slug(name), Counter())[name] += times
    names = {
        one: min(found, key=lambda name: (-found[name], name)) for one, found in spelled.items()
    }
    return _ranked(facts, counted, names)


def _new_topics(facts: Facts, posts: list[PostFacts]) -> tuple[Row, ...]:
    first = posts[0].day.year
    older = {name for post in facts.posts if post.day.year < first for name in post.topics}
    counted = {name: n for name, n in _each(posts, "topics").items() if name not in older}
    return tuple(
        Row(name, facts.topics.get(name, name), counted[name])
        for name in _order(facts, counted, facts.topics)
    )


def _series(facts: Facts, posts: list[PostFacts]) -> Ranking:
    counted = Counter(post.series for post in posts if post.series)
    return _ranked(facts, counted, facts.series)


def _viewed(facts: Facts, views: Mapping[str, int]) -> Ranking:
    return _ranked(facts, views, {post.key: post.title for post in facts.posts})
