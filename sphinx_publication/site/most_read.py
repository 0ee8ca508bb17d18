"""The most read posts, on the pages of years and on that of all posts; nothing without figures.

A list says which places are shared, which months are missing, and how the figures were made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sphinx import locale
from sphinx.locale import get_translation

from sphinx_publication.model import most_read, view_sentences
from sphinx_publication.model.number_phrases import Phrases
from sphinx_publication.model.posts import Post
from sphinx_publication.model.statistics import Statistics
from sphinx_publication.site.listing import MostReadList, ReadPost
from sphinx_publication.site.words import CATALOGUE

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class Readers:
    """The posts, and what is known of their readers."""

    statistics: Statistics | None
    posts: Mapping[str, Post]
    language: str
    #: The day of the build.
    today: date

    def of_year(self, year: int) -> MostReadList | None:
        """Return the most read posts of a year."""
        if self.statistics is None:
            return None
        days = {key: post.date.date() for key, post in self.posts.items()}
        found = most_read.of_year(self.statistics, year, days, self.today)
        return self._list(found, _("Most read in %(year)s") % {"year": year})

    def of_all_time(self) -> MostReadList | None:
        """Return the posts that were read most in all."""
        if self.statistics is None:
            return None
        found = most_read.of_all_time(self.statistics, self.posts.keys())
        return self._list(found, _("Most read of all"))

    def _list(self, found: most_read.MostRead | None, heading: str) -> MostReadList | None:
        if found is None:
            return None
        say = Phrases(locale.get_translator(CATALOGUE), self.language)
        rows = tuple(
            ReadPost(
                place.number,
                self.posts[place.key],
                say.views(place.views),
                _("shared place") if place.is_shared else "",
            )
            for place in found.places
        )
        remarks = (
            *view_sentences.missing(found.missing, say),
            *view_sentences.how_counted(found.sources, say),
        )
        return MostReadList(heading, rows, " ".join(remarks))
