"""What is said, on the site and in books, of how page views were counted and what is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sphinx_publication.model.number_phrases import Phrases
from sphinx_publication.model.statistics import Source


def missing(months: Collection[int], say: Phrases) -> Iterator[str]:
    """Yield that there are months without figures."""
    if months:
        yield say.gettext("There are no figures for %(months)s.") % {"months": say.months(months)}


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
