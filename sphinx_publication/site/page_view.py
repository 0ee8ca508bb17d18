"""What templates ask: links from the page they make, dates in its language, summaries.

One `PageView` serves one page. Every address comes from the builder, every date from
`model.dates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

from sphinx.errors import NoUri
from sphinx.util.osutil import relative_uri

from sphinx_publication.model import addresses, dates
from sphinx_publication.model.posts import Post
from sphinx_publication.model.series import Place, Series
from sphinx_publication.site.assets import script_path
from sphinx_publication.site.listing import Entry, Listing
from sphinx_publication.site.overview import Overview, overview
from sphinx_publication.site.summaries import summary
from sphinx_publication.site.word_counts import word_counts
from sphinx_publication.site.yearbook_pages import InBook, in_books

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_publication.site.author_views import AuthorView

#: Readers of Swedish manage 199 (Trauzettel-Klosinski and Dietz, 2012, on seventeen languages).
WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class PageView:
    """The publication seen from one page."""

    app: Sphinx
    #: Page name or docname of the page.
    page: str

    @property
    def overview(self) -> Overview:
        """The whole publication."""
        return overview(self.app.env)

    def url(self, target: str) -> str:
        """Return the link to a page name or docname.

        Where a builder has no such page (LaTeX has only what stands in the document), it leads to
        the site.
        """
        try:
            return self._builder.get_relative_uri(self.page, target) or "#"
        except NoUri:
            uri = addresses.from_config(self.app.config).uri(target)
            return urljoin(site_address(self.app), uri)

    def file_url(self, path: str) -> str:
        """Return the link to a file, by its path from the site's root."""
        return relative_uri(self._builder.get_target_uri(self.page), path)

    def script_url(self, name: str) -> str:
        """Return the link to one of our scripts, which changes with its content."""
        return self.file_url(script_path(name))

    def post_url(self, post: Post) -> str:
        """Return the link to a post, which may stand on another site."""
        if post.external_link:
            return post.external_link
        url = "" if post.docname == self.page and post.section else self.url(post.docname)
        return f"{url}#{post.section}" if post.section else url

    def address(self, post: Post) -> str:
        """Return the post's address from the site's root, on this site."""
        address = self._builder.get_target_uri(post.docname)
        return f"{address}#{post.section}" if post.section else address

    def feed_url(self, listing: Listing) -> str:
        """Return the link to the listing's feed; "" where it has none."""
        if not (listing.has_feed and site_address(self.app)):
            return ""
        return self.file_url(feed_path(self.app, listing))

    def connections_url(self, listing: Listing) -> str:
        """Return the link to the connections of the topic that is listed; "" for any other."""
        page_name = f"{listing.page_name}/{self.overview.addresses.connections}"
        noted = getattr(self.app.env, "publication_connections", {})
        return self.url(page_name) if page_name in noted else ""

    def author(self, listing: Listing) -> AuthorView | None:
        """Return what is known of the author whose posts are listed; None for other listings."""
        noted: dict[str, AuthorView] = getattr(self.app.env, "publication_authors", {})
        return noted.get(listing.page_name)

    def authors(self, post: Post) -> tuple[Entry, ...]:
        """Return the post's authors with their pages."""
        place = self.overview.addresses
        return self._entries(post.authors, place.author)

    def categories(self, post: Post) -> tuple[Entry, ...]:
        """Return the post's categories with their pages."""
        return self._entries(post.categories, self.overview.addresses.category)

    def topics(self, post: Post) -> tuple[Entry, ...]:
        """Return the post's topics with their pages, each once."""
        view = self.overview
        found = {topic.slug: topic for topic in map(view.topics.of, post.tags)}
        return tuple(
            Entry(topic.name, topic.docname or view.addresses.topic(slug), 0)
            for slug, topic in found.items()
        )

    def in_books(self, post: Post) -> tuple[InBook, ...]:
        """Return the post's places in the yearbooks."""
        return in_books(self.overview, post)

    def series(self, post: Post) -> Place | None:
        """Return the post's place in its series; None where it is in none."""
        return self.overview.places.get(post.key)

    def series_url(self, series: Series) -> str:
        """Return the link to the page of a series."""
        page = self.overview.addresses.one_series(series.slug)
        return self.url(self.overview.target(page))

    def locations(self, post: Post) -> tuple[Entry, ...]:
        """Return the post's places with their pages."""
        return self._entries(post.locations, self.overview.addresses.location)

    def languages(self, post: Post) -> tuple[Entry, ...]:
        """Return the post's languages with their pages."""
        return self._entries(post.languages, self.overview.addresses.language)

    def date(self, moment: datetime) -> str:
        """Return the day for lists: "17 december 2013"."""
        return dates.medium_date(moment, self.language)

    def long_date(self, moment: datetime) -> str:
        """Return the day in full: "tisdag 17 december 2013"."""
        return dates.long_date(moment, self.language)

    @property
    def is_preview(self) -> bool:
        """Whether drafts are shown, and yearbooks are not made."""
        return bool(self.app.config.publication_preview)

    def is_scheduled(self, post: Post) -> bool:
        """Tell whether the post lies in the future (only a preview has such posts)."""
        return post.date > dates.now()

    def summary(self, post: Post) -> str:
        """Return what the post is about."""
        return summary(self.app, post)

    def minutes(self, post: Post) -> int:
        """Return how many minutes the post takes to read; 0 where its words are not counted."""
        words = word_counts(self.app.env).get(post.docname, {}).get(post.section, 0)
        return max(1, round(words / WORDS_A_MINUTE)) if words else 0

    def _entries(self, names: tuple[str, ...], page: Callable[[str], str]) -> tuple[Entry, ...]:
        return tuple(Entry(name, self.overview.target(page(name)), 0) for name in names)

    @property
    def _builder(self) -> StandaloneHTMLBuilder:
        return self.app.builder  # type: ignore[return-value]

    @property
    def language(self) -> str:
        """The publication's language."""
        return self.app.config.language or "en"


def site_address(app: Sphinx) -> str:
    """Return the site's address, ending in a slash; "" where conf.py gives none."""
    address = app.config.html_baseurl or app.config.blog_baseurl or ""
    return f"{address.rstrip('/')}/" if address else ""


def page_uri(builder: Builder, page_name: str) -> str:
    """Return a page's address, relative to the site's, as a URI (RFC 3986)."""
    return _quoted(builder.get_target_uri(page_name))


def post_uri(builder: Builder, post: Post) -> str:
    """Return the address of a post, relative to the site's, as a URI."""
    address = page_uri(builder, post.docname)
    return f"{address}#{post.section}" if post.section else address


@lru_cache(maxsize=1 << 16)
def _quoted(path: str) -> str:
    return quote(unquote(path), safe="/#")


def feed_path(app: Sphinx, listing: Listing) -> str:
    """Return the path of a listing's feed from the site's root."""
    return f"{listing.page_name}/{overview(app.env).addresses.feed}"
