"""Rules about names that posts share: authors, categories, tags and series are spelled alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_publication.checking.documents import Document
from sphinx_publication.checking.publication import Publication
from sphinx_publication.checking.slips import slip_of
from sphinx_publication.model.problems import Kind, Problem
from sphinx_publication.model.slugs import slug


def authors(publication: Publication) -> Iterator[Problem]:
    """An author whom no one else names is not nearly one who is known."""
    pages = [
        name
        for one in publication.documents
        if one.title and publication.folder_of(one) == publication.addresses.authors
        for name in (one.title.text, *one.names("aliases"))
    ]
    said = publication.project.settings["blog_authors"]
    known = [*said, *(str(one[0]) for one in said.values() if one), *pages]
    yield from _alone(publication, "author", Kind.AUTHOR_NEAR, known)


def categories(publication: Publication) -> Iterator[Problem]:
    """A category used once is not nearly another."""
    yield from _alone(publication, "category", Kind.CATEGORY_NEAR, ())


def series(publication: Publication) -> Iterator[Problem]:
    """A series named once is not nearly another, nor nearly one that has a page."""
    pages = [
        name
        for one in publication.documents
        if one.title and publication.folder_of(one) == publication.addresses.series
        for name in (one.title.text, one.docname.rpartition("/")[2])
    ]
    yield from _alone(publication, "series", Kind.SERIES_NEAR, pages)


def tags(publication: Publication) -> Iterator[Problem]:
    """A tag used once is not nearly one used often, nor nearly the name of a topic's page."""
    names = [name for one in publication.lexicon.register.all for name in (one.name, *one.aliases)]
    yield from _alone(publication, "tags", Kind.TAG_NEAR, names)


def spelling(document: Document, publication: Publication) -> Iterator[Problem]:
    """A tag is written as most posts write it, capitals and spaces included."""
    for tag in document.names("tags") if document.is_post else ():
        if usual := usual_spelling(tag, publication):
            yield document.at(Kind.TAG_SPELLING, "tags", name=tag, usual=usual)


def usual_spelling(tag: str, publication: Publication) -> str:
    """Return how most posts write a tag that differs in case or blanks alone; "" where it is so."""
    same = {
        other: count
        for other, count in publication.tags.items()
        if other.casefold().replace(" ", "") == tag.casefold().replace(" ", "")
    }
    usual = max(same, key=lambda other: (same[other], other == tag), default=tag)
    return usual if usual != tag else ""


def _alone(
    publication: Publication, key: str, kind: Kind, known: Iterable[str]
) -> Iterator[Problem]:
    """Yield the names that one post alone has, and that look like one of others."""
    uses = publication.uses(key)
    written = {slug(name): name for name in known}
    often = written | {slug(name): name for name, posts in uses.items() if len(posts) > 1}
    counts: dict[str, int] = {}
    for name, posts in uses.items():
        counts[slug(name)] = counts.get(slug(name), 0) + len(posts)
    for name, posts in sorted(uses.items()):
        if counts[slug(name)] == 1 and slug(name) not in written:
            near = slip_of(name, often.values())
            if near:
                yield posts[0].at(kind, key, name=name, near=near)
