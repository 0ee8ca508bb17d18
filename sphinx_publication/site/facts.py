"""What the publication knows, as records: asked of the features of the site once all has been read.

What is not published is not told, not in a preview either. Addresses are URIs relative to the
site's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sphinx_publication.bibliography.dates import date_of, year_in
from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.bibliography.exports import csl_json
from sphinx_publication.bibliography.exports import published as without_private
from sphinx_publication.model.knowledge import (
    EntityFacts,
    Knowledge,
    Label,
    Licence,
    PostFacts,
    PublicationFacts,
    SourceFacts,
)
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.feeds import site_title
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_facts import page_facts
from sphinx_publication.site.page_view import PageView, page_uri, post_uri, site_address
from sphinx_publication.site.page_views import page_views

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_publication.model.posts import Post
    from sphinx_publication.site.listing import Entry


#: What Sphinx calls an author that conf.py does not name.
_UNNAMED = "Author name not set"


def gather(app: Sphinx) -> Knowledge:
    """Return what the publication knows."""
    posts = overview(app.env).published
    return Knowledge(
        publication=_publication(app, posts),
        posts=tuple(_post(app, post) for post in posts),
        sources=tuple(_sources(app)),
        entities=tuple(_entities(app, posts)),
        pages=page_facts(app),
    )


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
        address=post_uri(app.builder, post),
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
