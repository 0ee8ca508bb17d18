"""The sentences of the year in numbers, a function for each thing that is counted.

A sentence is said only where it is true and worth saying: no average of one post, no winner among
equals, no comparison with a year that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_publication.model import view_sentences
from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.number_phrases import Phrases
from sphinx_publication.model.year_in_numbers import Ranking, YearInNumbers

#: New topics that are named; of more, those that most posts are about.
TOPICS = 12


def label(years: tuple[int, ...]) -> str:
    """Return the years as a title has them: "2013", "2010–2014"."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def posts(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield how many posts came out, and when."""
    count = one.totals.posts
    if one.until:
        words = say.ngettext(
            "So far one post has come out in %(years)s.",
            "So far %(count)s posts have come out in %(years)s.",
            count,
        )
    else:
        words = say.ngettext(
            "One post came out in %(years)s.", "%(count)s posts came out in %(years)s.", count
        )
    yield words % {"years": label(one.years)}
    comparable = one.whole and len(one.years) == 1
    if comparable:
        yield from _posts_before(one, say)
    yield from _most_posts(one, say)
    yield from _empty_months(one, say)
    if comparable and one.before is None and not one.is_first:
        yield say.gettext("No post came out in %(before)s.") % {"before": str(one.year - 1)}


def _posts_before(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    _ = say.gettext
    year = {"before": str(one.year - 1)}
    if one.is_first:
        yield _("It is the publication's first year.")
    elif one.before is not None and one.until:
        words = say.ngettext(
            "In the whole of %(before)s it was one.",
            "In the whole of %(before)s it was %(count)s.",
            one.before.posts,
        )
        yield words % year
    elif one.before is not None:
        change = one.totals.posts - one.before.posts
        if change > 0:
            words = say.ngettext(
                "That is one more than in %(before)s.",
                "That is %(count)s more than in %(before)s.",
                change,
            )
        elif change < 0:
            words = say.ngettext(
                "That is one fewer than in %(before)s.",
                "That is %(count)s fewer than in %(before)s.",
                -change,
            )
        else:
            words = _("That is as many as in %(before)s.")
        yield words % year


def _most_posts(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    _ = say.gettext
    most = max(one.months, default=0)
    leaders = [month for month, count in enumerate(one.months, 1) if count == most]
    if not most or (len(leaders) > 3 and len(leaders) < sum(map(bool, one.months))):
        return
    values = {"months": say.months(leaders), "count": say.number(most)}
    if most == one.totals.posts:
        words = say.ngettext("It came in %(months)s.", "All came in %(months)s.", most)
    elif most == 1:
        words = _("They came in %(months)s, one in each month.")
    elif len(leaders) == 1:
        words = _("Most came in %(months)s: %(count)s.")
    else:
        words = _("Most came in %(months)s: %(count)s in each.")
    yield words % values


def _empty_months(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    first, last = one.span
    empty = sum(not count for count in one.months[first - 1 : last])
    if empty and one.totals.posts > 1:
        yield say.ngettext("One month had no post.", "%(count)s months had no post.", empty)


def words(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield how long the posts are."""
    _, totals = say.gettext, one.totals
    if totals.posts == 1:
        yield _("It has %(words)s.") % {"words": say.words(totals.words)}
    else:
        values = {
            "words": say.words(totals.words),
            "mean": say.number(round(totals.words / totals.posts)),
        }
        yield _("Together the posts have %(words)s, on average %(mean)s each.") % values
    yield from _words_before(one, say)
    leaders = one.longest.leaders
    if totals.posts > 1 and 0 < len(leaders) < totals.posts:
        values = {"titles": say.titles(leaders), "words": say.words(leaders[0].count)}
        if len(leaders) == 1:
            yield _("The longest is %(titles)s, with %(words)s.") % values
        else:
            yield _("The longest are %(titles)s, with %(words)s each.") % values


def _words_before(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    if one.before is None:
        return
    year = {"before": str(one.year - 1)}
    change = one.totals.words - one.before.words
    if one.until:
        whole = say.gettext("The posts of the whole of %(before)s had %(words)s.")
        yield whole % {**year, "words": say.words(one.before.words)}
    elif change > 0:
        more = say.ngettext(
            "That is one word more than in %(before)s.",
            "That is %(count)s words more than in %(before)s.",
            change,
        )
        yield more % year
    elif change < 0:
        fewer = say.ngettext(
            "That is one word fewer than in %(before)s.",
            "That is %(count)s words fewer than in %(before)s.",
            -change,
        )
        yield fewer % year
    else:
        yield say.gettext("That is as many words as in %(before)s.") % year


def authors(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield who wrote the posts."""
    _, ranking = say.gettext, one.authors
    if not ranking.all:
        return
    if ranking.all == 1:
        row = ranking.rows[0]
        values = {"names": row.name, "posts": say.posts(row.count)}
        if row.count == one.totals.posts:
            said = say.ngettext(
                "%(names)s has written the post.",
                "%(names)s has written all posts.",
                one.totals.posts,
            )
        else:
            said = _("%(names)s has written %(posts)s.")
        yield said % values
        return
    yield say.ngettext("One author has written.", "%(count)s authors have written.", ranking.all)
    leaders = ranking.leaders
    if len(leaders) in (0, ranking.all):
        count = leaders[0].count if leaders else ranking.tied_at
        yield _("Each has written %(posts)s.") % {"posts": say.posts(count)}
        return
    values = {
        "names": say.names(row.name for row in leaders),
        "posts": say.posts(leaders[0].count),
    }
    if len(leaders) == 1:
        yield _("Most posts are by %(names)s: %(posts)s.") % values
    else:
        yield _("Most posts are by %(names)s: %(posts)s each.") % values


def sources(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield what the posts cite most."""
    _, ranking, totals = say.gettext, one.sources, one.totals
    if not totals.citations:
        yield say.ngettext("The post cites no source.", "The posts cite no source.", totals.posts)
        return
    values = {"times": say.times(totals.citations), "sources": say.sources(totals.sources)}
    cite = say.ngettext(
        "The post cites %(sources)s, %(times)s in all.",
        "The posts cite %(sources)s, %(times)s in all.",
        totals.posts,
    )
    yield cite % values
    leaders = ranking.leaders
    if ranking.all < 2:
        return
    if not leaders or len(leaders) == ranking.all:
        count = ranking.tied_at if not leaders else leaders[0].count
        yield _("Each is cited %(times)s.") % {"times": say.times(count)}
        return
    values = {
        "sources": say.names(row.name for row in leaders),
        "times": say.times(leaders[0].count),
        "posts": say.posts(leaders[0].posts),
    }
    if len(leaders) > 1:
        yield _("Most cited are %(sources)s: %(times)s each.") % values
    elif totals.posts > 1:
        yield _("Most cited is %(sources)s: %(times)s, in %(posts)s.") % values
    else:
        yield _("Most cited is %(sources)s: %(times)s.") % values
    if ranking.tied:
        rest = {"sources": say.sources(ranking.tied), "times": say.times(ranking.tied_at)}
        yield _("Another %(sources)s are cited %(times)s each.") % rest


def publishers(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield whose publications the posts cite most."""
    _, ranking = say.gettext, one.publishers
    if not ranking.all:
        return
    yield say.ngettext(
        "The cited sources have one publisher that is known.",
        "The cited sources have %(count)s publishers that are known.",
        ranking.all,
    )
    leaders = ranking.leaders
    if leaders and (ranking.all == 1 or len(leaders) < ranking.all):
        values = {
            "names": say.names(row.name for row in leaders),
            "citations": say.citations(leaders[0].count),
        }
        if ranking.all == 1:
            yield _("It is %(names)s: %(citations)s.") % values
        elif len(leaders) == 1:
            yield _("Most citations lead to %(names)s: %(citations)s.") % values
        else:
            yield _("Most citations lead to %(names)s: %(citations)s each.") % values


def topics(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield what nobody had written about before."""
    found = one.new_topics
    if not found:
        return
    named = sorted(
        (row.name for row in found[:TOPICS]), key=lambda name: sort_key(name, say.language)
    )
    count, values = len(found), {"topics": say.names(named)}
    if count > TOPICS and one.is_first:
        said = say.gettext("The posts are about %(topics)s and more.")
    elif one.is_first:
        said = say.ngettext(
            "The post is about %(topics)s.", "The posts are about %(topics)s.", one.totals.posts
        )
    elif count > TOPICS:
        said = say.gettext("%(count)s topics are new, among them %(topics)s.")
        values["count"] = say.number(count)
    else:
        said = say.ngettext(
            "One topic is new: %(topics)s.", "%(count)s topics are new: %(topics)s.", count
        )
    yield said % values


def series(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield which series went on the longest."""
    _, leaders = say.gettext, one.series.leaders
    if not leaders:
        return
    values = {
        "names": say.names(row.name for row in leaders),
        "parts": say.parts(leaders[0].count),
    }
    if one.series.all == 1:
        yield _("The series %(names)s grew by %(parts)s.") % values
    elif len(leaders) == 1:
        yield _("The series that grew most is %(names)s, by %(parts)s.") % values
    else:
        yield _("The series that grew most are %(names)s, by %(parts)s each.") % values


def comments(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield how much readers wrote; nothing where no comments are kept."""
    count = one.totals.comments
    if count is None:
        return
    if not count:
        yield say.gettext("Readers wrote no comments.")
        return
    yield say.ngettext("Readers wrote one comment.", "Readers wrote %(count)s comments.", count)
    if one.before is not None and one.before.comments is not None:
        yield _it_was(one, say, one.before.comments)


def views(one: YearInNumbers, say: Phrases) -> Iterator[str]:
    """Yield what was read most; nothing where it is not known."""
    ranking, count = one.views, one.totals.views
    if count is None:
        return
    yield say.ngettext(
        "The posts' pages were viewed once.", "The posts' pages were viewed %(count)s times.", count
    )
    if one.before is not None and one.before.views is not None:
        yield _it_was(one, say, one.before.views)
    yield from _most_viewed(ranking, say)
    yield from view_sentences.missing(one.views_missing, say)
    yield from view_sentences.how_counted(one.views_sources, say)


def _most_viewed(ranking: Ranking, say: Phrases) -> Iterator[str]:
    _, leaders = say.gettext, ranking.leaders
    if leaders and ranking.all > 1:
        values = {"titles": say.titles(leaders), "views": say.views(leaders[0].count)}
        if len(leaders) == 1:
            yield _("Most read is %(titles)s: %(views)s.") % values
        else:
            yield _("Most read are %(titles)s: %(views)s each.") % values


def _it_was(one: YearInNumbers, say: Phrases, before: int) -> str:
    words = say.gettext("In %(before)s it was %(number)s.")
    return words % {"before": str(one.year - 1), "number": say.number(before)}
