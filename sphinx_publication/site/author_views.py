"""What the page of an author shows besides the biography and the posts.

Who the author is, where else to read of them, what they write about and in which series, what they
cite, and where their posts stand in the yearbooks: plain records for templates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx.locale import get_translation

from sphinx_publication.model import authors
from sphinx_publication.model.authors import Profile
from sphinx_publication.model.posts import Post
from sphinx_publication.site.listing import Entry
from sphinx_publication.site.overview import Overview, overview
from sphinx_publication.site.source_views import SourceName, named
from sphinx_publication.site.words import ngettext
from sphinx_publication.site.yearbook_pages import in_volumes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.entities import Register
    from sphinx_publication.site.source_desk import Desk

_ = get_translation("sphinx_publication")

#: How many cited sources a page shows at once; the others are folded together.
SHOWN = 10


@dataclass(frozen=True)
class Link:
    """A link to a page about the author elsewhere."""

    label: str
    href: str


@dataclass(frozen=True)
class CitedView:
    """A source that the author cites."""

    source: SourceName
    #: "4 times, in 2 posts".
    words: str


@dataclass(frozen=True)
class BookPage:
    """A page of a yearbook on which a post of the author's begins."""

    number: int
    title: str


@dataclass(frozen=True)
class InBook:
    """A yearbook that holds posts of the author's."""

    name: str
    #: Page name or docname of the page about it.
    target: str
    #: Path of the edition for the screen from the site's root.
    path: str
    pages: tuple[BookPage, ...]


@dataclass(frozen=True)
class AuthorView:
    """One author."""

    name: str
    #: Page name or docname of the author's page.
    target: str
    profile: Profile
    links: tuple[Link, ...]
    #: The page about the same person as somebody who is written about; "" for none.
    person: str
    #: With the number of posts; the most first.
    topics: tuple[Entry, ...]
    series: tuple[Entry, ...]
    sources: tuple[CitedView, ...]
    books: tuple[InBook, ...]

    @property
    def first_sources(self) -> tuple[CitedView, ...]:
        """The sources to show at once."""
        return self.sources[:SHOWN]

    @property
    def more_sources(self) -> tuple[CitedView, ...]:
        """The others."""
        return self.sources[SHOWN:]


def author_view(
    env: BuildEnvironment, desk: Desk, register: Register, name: str, posts: tuple[Post, ...]
) -> AuthorView:
    """Return what the page of the author of *posts* shows."""
    seen = overview(env)
    page = seen.addresses.author(name)
    profile = seen.writers.get(page.rpartition("/")[2], Profile())
    people = (one.docname for one in register.find(name, "person"))
    target = seen.target(page)
    return AuthorView(
        name=name,
        target=target,
        profile=profile,
        links=tuple(_links(profile)),
        person=next((docname for docname in people if docname != target), ""),
        topics=_topics(seen, posts),
        series=_series(seen, posts),
        sources=tuple(_sources(desk, posts)),
        books=tuple(_books(seen, posts)),
    )


def _links(profile: Profile) -> Iterator[Link]:
    for address in profile.websites:
        yield Link((urlsplit(address).hostname or address).removeprefix("www."), address)
    if profile.orcid:
        yield Link(f"ORCID {profile.orcid}", f"https://orcid.org/{profile.orcid}")


def _topics(seen: Overview, posts: tuple[Post, ...]) -> tuple[Entry, ...]:
    found = Counter(
        slug for post in posts for slug in {seen.topics.of(tag).slug for tag in post.tags}
    )
    topics = {seen.topics.of(tag).slug: seen.topics.of(tag) for post in posts for tag in post.tags}
    order = sorted(found, key=lambda slug: (-found[slug], slug))
    return tuple(
        Entry(topics[slug].name, topics[slug].docname or seen.addresses.topic(slug), found[slug])
        for slug in order
    )


def _series(seen: Overview, posts: tuple[Post, ...]) -> tuple[Entry, ...]:
    places = [seen.places[post.key].series for post in posts if post.key in seen.places]
    found = Counter(series.slug for series in places)
    names = {series.slug: series.name for series in places}
    pages = {slug: seen.target(seen.addresses.one_series(slug)) for slug in names}
    return tuple(Entry(names[slug], pages[slug], found[slug]) for slug in sorted(names))


def _sources(desk: Desk, posts: tuple[Post, ...]) -> Iterator[CitedView]:
    for one in authors.cited(posts, desk.places, desk.rank):
        times = ngettext("once", "%(count)s times", one.places) % {"count": one.places}
        if one.posts == 1:
            words = times
        else:
            words = _("%(times)s, in %(posts)s posts") % {"times": times, "posts": one.posts}
        yield CitedView(named(desk, one.key), words)


def _books(seen: Overview, posts: tuple[Post, ...]) -> Iterator[InBook]:
    """Yield the yearbooks, the oldest first, with the pages in their order."""
    for volume, name, path, pages in in_volumes(seen):
        found = sorted((pages[post.key], post.title) for post in posts if post.key in pages)
        if found:
            target = seen.target(seen.addresses.yearbook(volume.name))
            yield InBook(name, target, path, tuple(BookPage(*page) for page in found))
