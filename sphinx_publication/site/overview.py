"""The whole publication as the site sees it: its posts, topics, documents and addresses.

Worked out once when every document has been read, in the main process, and kept with the
environment, so that each process that writes has it at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_publication.model import addresses, authors, dates
from sphinx_publication.model.addresses import Addresses
from sphinx_publication.model.authors import Profile
from sphinx_publication.model.posts import Post, published
from sphinx_publication.model.series import (
    Place,
    Series,
    SeriesDocument,
    memberships,
    places,
    series,
)
from sphinx_publication.model.topics import TopicDocument, Topics, topics
from sphinx_publication.model.volume_records import VolumeRecord, read_records
from sphinx_publication.model.yearbooks import Volume, plans, volumes
from sphinx_publication.site.blog import records
from sphinx_publication.site.entities import declared

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Overview:
    """What writers of pages ask."""

    #: Newest first.
    posts: tuple[Post, ...]
    topics: Topics
    addresses: Addresses
    #: Each author's document by its address ("amnen/finsam/").
    documents: Mapping[str, str]
    #: By slug.
    series: tuple[Series, ...] = ()
    #: Where posts stand in their series, by the posts' keys.
    places: Mapping[str, Place] = field(default_factory=dict)
    #: The yearbooks, of the years and of what conf.py asks for.
    volumes: tuple[Volume, ...] = ()
    #: What became of those that have been made, by name; their pages are those of the posts.
    records: Mapping[str, VolumeRecord] = field(default_factory=dict)
    #: What authors' pages say, by their slugs.
    writers: Mapping[str, Profile] = field(default_factory=dict)

    @property
    def published(self) -> tuple[Post, ...]:
        """The posts that readers may know of: not those that only a preview shows."""
        return tuple(post for post in self.posts if not post.draft and post.date <= dates.now())

    def document_at(self, page_name: str) -> str:
        """Return the document that stands at the address of a page name; "" for none."""
        return self.documents.get(self.addresses.page(page_name), "")

    def target(self, page_name: str) -> str:
        """Return what to link to for a page name: the author's document or the page itself."""
        return self.document_at(page_name) or page_name


def overview(env: BuildEnvironment) -> Overview:
    """Return the overview of a publication whose documents have been read."""
    noted: Overview = env.publication_overview  # type: ignore[attr-defined]
    return noted


def look_over(app: Sphinx, env: BuildEnvironment) -> None:
    """Work out the overview; the first thing to happen after reading."""
    config = app.config
    known = config.blog_authors
    default = config.blog_default_author or ()
    default = (default,) if isinstance(default, str) else tuple(default)
    posts = published(
        records(env),
        zone=config.publication_timezone,
        now=dates.now(),
        metadata=env.metadata,
        default_authors=tuple(known[name][0] if name in known else name for name in default),
        preview=config.publication_preview,
    )
    place = addresses.from_config(config)
    writers = authors.profiles(env, place)
    posts = authors.named(posts, writers)
    documents = {place.page(docname): docname for docname in sorted(env.found_docs)}
    found = series(memberships(posts, env.metadata), series_documents(env, place))
    env.publication_overview = Overview(  # type: ignore[attr-defined]
        posts,
        topics(posts, _topic_documents(env, place)),
        place,
        documents,
        found,
        places(found),
        volumes(
            posts,
            config.project,
            plans(config.publication_yearbooks),
            print_word=place.print_edition,
        ),
        _records(config.publication_yearbook_folder, posts),
        writers,
    )


def _records(folder: str, posts: tuple[Post, ...]) -> dict[str, VolumeRecord]:
    """Return what became of the yearbooks, with the pages of the posts alone."""
    keys = {post.key for post in posts}
    return {
        name: replace(record, pages={key: at for key, at in record.pages.items() if key in keys})
        for name, record in (read_records(Path(folder)) if folder else {}).items()
    }


def _topic_documents(env: BuildEnvironment, place: Addresses) -> list[TopicDocument]:
    """Return the documents that tags may lead to: of any kind, in the folder of topics."""
    return [
        TopicDocument(one.docname, one.title, one.slug, one.aliases, one.description)
        for one in declared(env, place)
        if place.document(one.docname) == f"{place.topics}/{one.slug}"
    ]


def series_documents(env: BuildEnvironment, place: Addresses) -> list[SeriesDocument]:
    """Return the documents that are about a series, by where they lie."""
    found = []
    for docname in sorted(env.found_docs):
        address = PurePosixPath(place.page(docname))
        if address.parent == PurePosixPath(place.series):
            title = env.titles[docname].astext() if docname in env.titles else address.name
            description = " ".join(str(env.metadata[docname].get("description", "")).split())
            found.append(SeriesDocument(docname, title, address.name, description))
    return found


def setup(app: Sphinx) -> None:
    """Look over the publication before any other handler of ``env-updated``."""
    app.connect("env-updated", look_over, priority=100)
