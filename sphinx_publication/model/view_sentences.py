"""What is said, on the site and in books, of how page views were counted and what is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sphinx_publication.model.number_phrases import Phrases
from sphinx_publication.model.statistics import Source


def missing(months: Sequence[int], say: Phrases) -> Iterator[str]:
    """Yield that there are months without figures; three or more in a row by first and last."""
    if months:
        named = []
        for run in _runs(months):
            names = [say.month(month) for month in run]
            named += [f"{names[0]}–{names[-1]}"] if len(names) > 2 else names
        yield say.gettext("There are no figures for %(months)s.") % {"months": say.names(named)}


def _runs(months: Sequence[int]) -> list[list[int]]:
    """Return rising months in runs of those that follow one another."""
    runs: list[list[int]] = []
    for month in months:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def how_counted(sources: Collection[Source], say: Phrases) -> Iterator[str]:
    """Yield how the figures were made, as far as they say it themselves."""
    _ = say.gettext
    words = {
        Source.LOG: _("The web server's log has been counted, without search robots."),
        Source.GOATCOUNTER: _("GoatCounter has counted the visits, without search robots."),
        Source.BLOGGER: _("Blogger has counted, and search robots may be among the figures."),
        Source.LOG_WITH_ROBOTS: _(
            "The web server's log has been counted, which does not tell search robots from readers."
        ),
    }
    said = [words[source] for source in words if source in sources]
    if len(said) > 1:
        yield _("The figures come from several places, which count in different ways.")
    yield from said
