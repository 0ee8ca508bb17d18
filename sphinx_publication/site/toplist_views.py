"""What pages of ranked lists show, and what their templates ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.posts import Post
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.toplists import Entry as Ranked
from sphinx_publication.model.toplists import Ranking, Row, Toplist
from sphinx_publication.site.listing import Entry, Group, Listing
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class ToplistPage:
    """What one page shows of a ranked list."""

    page_name: str
    title: str
    ranking: Ranking
    #: The list of one year; None on the page of all years.
    toplist: Toplist | None
    #: Names of the pages above this one, the nearest last.
    parents: tuple[Entry, ...]
    #: Names of what places are about, by the document or page name of its page.
    subjects: Mapping[str, str]

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts that the list of the year is put together from, oldest first."""
        sources = self.toplist.sources if self.toplist else ()
        return tuple({s.post.key: s.post for s in sources if s.post}.values())


class ToplistView(PageView):
    """What templates of ranked lists ask, besides what every page asks."""

    def place_url(self, entry: Ranked) -> str:
        """Return the link to the very place in its post."""
        return f"{self.url(entry.source.part.docname)}#{entry.place.anchor}"

    def toplist_url(self, toplist: Toplist) -> str:
        """Return the link to the page of one year's list."""
        page = self.overview.addresses.toplist(toplist.name, toplist.year)
        return self.url(self.overview.target(page))

    def numbers(self, row: Row) -> str:
        """Return the number of a row, or the two of a stretch: "5–1"."""
        return str(row.first) if row.first == row.last else f"{row.first}–{row.last}"

    def missing(self, toplist: Toplist) -> str:
        """Return what stands for places that no part names."""
        return toplist.missing or _("coming")

    def subject(self, page: ToplistPage, subject: str, entry: Ranked) -> Entry:
        """Return the name of what a place is about, and its page where it has one."""
        if subject in page.subjects:
            return Entry(page.subjects[subject], subject, 0)
        labels = [label for label in entry.place.topics if slug(label) == subject]
        return Entry(labels[0] if labels else entry.place.title, "", 0)

    def topics_of(self, page: ToplistPage, entry: Ranked) -> tuple[Entry, ...]:
        """Return what a place is about, as far as it has pages."""
        return tuple(
            self.subject(page, one, entry) for one in entry.subjects if one in page.subjects
        )

    def rows(self, ranking: Ranking) -> tuple[int, ...]:
        """Return the places to compare, in the order of the newest list."""
        numbers = tuple(range(1, ranking.length + 1))
        return numbers[::-1] if ranking.years[0].is_countdown else numbers


def pages_of(env: BuildEnvironment) -> tuple[ToplistPage, ...]:
    """Return every page of a ranked list."""
    found: tuple[ToplistPage, ...] = getattr(env, "publication_toplist_pages", ())
    return found


def listings(env: BuildEnvironment, language: str) -> Iterator[Listing]:
    """Yield the index of ranked lists, each with the number of its years."""
    view = overview(env)
    whole = [page for page in pages_of(env) if page.toplist is None]
    whole.sort(key=lambda page: sort_key(page.title, language))
    entries = tuple(
        Entry(page.title, view.target(page.page_name), len(page.ranking.years)) for page in whole
    )
    if entries:
        title = _("Ranked lists")
        yield Listing(view.addresses.toplists, title, _("All lists"), (Group(entries=entries),))
