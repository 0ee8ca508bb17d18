"""What the publication knows, as records: asked of the features of the site once all has been read.

What is not published is not told, not in a preview either. Addresses are URIs relative to the
site's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx_publication.bibliography.citing import plain
from sphinx_publication.bibliography.dates import date_of, year_in
from sphinx_publication.bibliography.domain import citation_domain, citations
from sphinx_publication.bibliography.exports import csl_json
from sphinx_publication.bibliography.exports import published as without_private
from sphinx_publication.model import dates
from sphinx_publication.model.backlinks import LinkWords
from sphinx_publication.model.knowledge import (
    CitationFacts,
    EntityFacts,
    Knowledge,
    Label,
    Licence,
    LinkFacts,
    MentionFacts,
    PostFacts,
    PublicationFacts,
    SourceFacts,
)
from sphinx_publication.model.places import owned
from sphinx_publication.site.blog import post_sections, records
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.feeds import site_title
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView, page_uri, site_address
from sphinx_publication.site.page_views import page_views
from sphinx_publication.site.text_links import noted, resolver, shown_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.citations import Piece
    from sphinx_publication.model.places import Place
    from sphinx_publication.model.posts import Post
    from sphinx_publication.site.listing import Entry


#: What Sphinx calls an author that conf.py does not name.
_UNNAMED = "Author name not set"


def gather(app: Sphinx) -> Knowledge:
    """Return what the publication knows."""
    posts = tuple(published(app.env))
    return Knowledge(
        publication=_publication(app, posts),
        posts=tuple(_post(app, post) for post in posts),
        sources=tuple(_sources(app)),
        citations=tuple(_citations(app, posts)),
        entities=tuple(_entities(app, posts)),
        mentions=tuple(_mentions(app, posts)),
        links=tuple(_links(app, posts)),
    )


def published(env: BuildEnvironment) -> Iterator[Post]:
    """Yield the posts that readers may know of, newest first."""
    for post in overview(env).posts:
        if not post.draft and post.date <= dates.now():
            yield post


def post_uri(app: Sphinx, post: Post) -> str:
    """Return the address of a post, relative to the site's."""
    address = page_uri(app.builder, post.docname)
    return f"{address}#{post.section}" if post.section else address


def owners(
    env: BuildEnvironment, places: Iterable[Place], posts: Iterable[Post]
) -> Mapping[tuple[str, str], Post | None]:
    """Return the post of each place, None outside posts; a place in an unknown post is left out.

    A place is named by its document and its id there.
    """
    every = owned(places, posts, post_sections(env))
    return {(place.docname, place.anchor): post for place, post in every}


def _publication(app: Sphinx, posts: tuple[Post, ...]) -> PublicationFacts:
    config = app.config
    licence = Licence(config.publication_licence, config.publication_licence_url or None)
    newest = max((post.updated for post in posts), default=None)
    return PublicationFacts(
        title=site_title(app),
        language=(config.language or "en").replace("_", "-"),
        address=site_address(app) or None,
        author=config.author if config.author != _UNNAMED else None,
        licence=licence if licence.name else None,
        updated=newest.isoformat() if newest else None,
    )


def _post(app: Sphinx, post: Post) -> PostFacts:
    view = PageView(app, post.docname)
    return PostFacts(
        address=post_uri(app, post),
        title=post.title,
        published=post.date.isoformat(),
        updated=post.updated.isoformat(),
        authors=_labels(app, view.authors(post)),
        categories=_labels(app, view.categories(post)),
        tags=_labels(app, view.topics(post)),
        description=post.description,
        views=_views(app, post),
    )


def _views(app: Sphinx, post: Post) -> dict[str, int] | None:
    statistics = page_views(app.env)
    periods = statistics.views.get(post.key, {}) if statistics else {}
    years = sorted({period.year for period in periods if not period.until})
    if statistics is None or not years:
        return None
    return {str(year): statistics.in_year(post.key, year) or 0 for year in years}


def _labels(app: Sphinx, entries: Iterable[Entry]) -> tuple[Label, ...]:
    return tuple(Label(entry.name, page_uri(app.builder, entry.target)) for entry in entries)


def _sources(app: Sphinx) -> Iterator[SourceFacts]:
    domain = citation_domain(app.env)
    for key, source in domain.library.sources.items():
        yield SourceFacts(
            key=key,
            address=page_uri(app.builder, domain.page(key)),
            type=source.type,
            label=domain.library.short(key),
            csl=csl_json(without_private(source)),
            year=year_in(date_of(source)),
        )


def _citations(app: Sphinx, posts: tuple[Post, ...]) -> Iterator[CitationFacts]:
    env, domain = app.env, citation_domain(app.env)
    places = _Places(app, citations(env), posts)
    for one in citations(env):
        key = domain.source_key(one.key)
        if one not in places or key not in domain.library:
            continue
        yield CitationFacts(
            source=key,
            page=places.page(one.docname),
            anchor=one.anchor,
            sentence=plain(domain.library, one.sentence),
            section=one.heading,
            post=places.post(one),
            before=one.before or None,
            after=one.after or None,
            locator=one.locator or None,
        )


def _entities(app: Sphinx, posts: tuple[Post, ...]) -> Iterator[EntityFacts]:
    register, view = entity_domain(app.env).lexicon.register, overview(app.env)
    for entity in register.all:
        about = (one.docname for name in entity.about for one in register.find(name)[:1])
        others = (name for name in entity.names if name.casefold() != entity.name.casefold())
        yield EntityFacts(
            address=page_uri(app.builder, entity.docname),
            kind=entity.kind,
            name=entity.name,
            aliases=tuple(others),
            description=entity.description,
            about=tuple(page_uri(app.builder, docname) for docname in dict.fromkeys(about)),
        )
    known = {post.key for post in posts}
    for topic in view.topics.all:
        if not topic.docname and any(post.key in known for post in topic.posts):
            address = page_uri(app.builder, view.addresses.topic(topic.slug))
            yield EntityFacts(address, "topic", topic.name)


def _mentions(app: Sphinx, posts: tuple[Post, ...]) -> Iterator[MentionFacts]:
    env, domain = app.env, entity_domain(app.env)
    library = citation_domain(env).library
    every = [mention for docname in sorted(domain.found) for mention in domain.found[docname]]
    places = _Places(app, every, posts)
    for one in every:
        if one not in places:
            continue
        yield MentionFacts(
            entity=places.page(one.key),
            page=places.page(one.docname),
            anchor=one.anchor,
            words=one.words,
            sentence=plain(library, one.sentence),
            section=one.heading,
            link=one.link.value,
            post=places.post(one),
        )


def _links(app: Sphinx, posts: tuple[Post, ...]) -> Iterator[LinkFacts]:
    env, resolve = app.env, resolver(app.env)
    every = [
        (link, target)
        for docname in sorted(noted(env))
        for link in noted(env)[docname]
        if (target := resolve(link.goal)) and target != docname
    ]
    places = _Places(app, (link for link, _target in every), posts)
    library = citation_domain(env).library
    withheld = records(env).keys() - {post.docname for post in posts}
    before: Counter[object] = Counter()
    for one, target in every:
        place = (one.docname, one.begins, one.goal)
        before[place] += 1
        if one not in places or target in withheld:
            continue
        pieces: list[Piece] = []
        same = []
        for part in one.sentence:
            if not isinstance(part, LinkWords):
                pieces.append(part)
                continue
            words = shown_words(env, part, resolve(part.goal))
            pieces.append(words)
            if part.goal == one.goal:
                same.append(words)
        yield LinkFacts(
            from_=places.page(one.docname),
            anchor=one.anchor,
            to=places.page(target),
            words=same[min(before[place], len(same)) - 1],
            sentence=plain(library, pieces),
            section=one.heading,
            post=places.post(one),
        )


class _Places:
    """Where places are read, those that no published post or page has left out."""

    def __init__(self, app: Sphinx, places: Iterable[Place], posts: Iterable[Post]) -> None:
        self._owners = owners(app.env, places, posts)
        #: The address of a page; each is asked for as often as it cites and links.
        self.page: Callable[[str], str] = cache(partial(page_uri, app.builder))
        self._posts = {post.key: post_uri(app, post) for post in posts}

    def __contains__(self, place: Place) -> bool:
        return (place.docname, place.anchor) in self._owners

    def post(self, place: Place) -> str | None:
        """Return the address of the post that a place is in; None outside posts."""
        post = self._owners[place.docname, place.anchor]
        return self._posts[post.key] if post else None
