"""Topics: what posts are about. A tag and a topic page with its name, or an alias, are one topic.

A topic is known by the slug of its name. An author may write a page for it; the tags of the posts
lead there whatever spelling or alias they use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_publication.model.posts import Post
from sphinx_publication.model.slugs import slug


@dataclass(frozen=True)
class TopicDocument:
    """A page that an author wrote for a topic."""

    docname: str
    title: str
    #: The last part of its address.
    slug: str
    #: Other names that posts may use.
    aliases: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Topic:
    """One topic and the posts that are about it, newest first."""

    #: The name that readers see: the page's title, or the tag as it is mostly written.
    name: str
    #: The last part of its address.
    slug: str
    #: The author's page; "" where there is none.
    docname: str
    description: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Topics:
    """All topics, by name, and the way from a label to its topic."""

    #: In no particular order; writers sort them by the language's alphabet.
    all: tuple[Topic, ...]
    by_slug: Mapping[str, Topic]

    def of(self, label: str) -> Topic:
        """Return the topic that a post's tag names. Raises KeyError for a tag of no post."""
        return self.by_slug[slug(label)]


def topics(posts: Iterable[Post], documents: Iterable[TopicDocument]) -> Topics:
    """Return the topics of *posts* (newest first) and of the pages written for topics."""
    written = {document.slug: document for document in documents}
    ways = {
        name: document
        for document in written.values()
        for name in (slug(document.title), *map(slug, document.aliases))
        if name not in written
    } | written
    about: dict[str, dict[str, Post]] = {name: {} for name in written}
    spellings: dict[str, Counter[str]] = {}
    names: set[str] = set()
    for post in posts:
        for tag in post.tags:
            name = slug(tag)
            names.add(name)
            target = ways[name].slug if name in ways else name
            about.setdefault(target, {})[post.key] = post
            spellings.setdefault(target, Counter())[tag] += 1
    made = {
        target: _topic(target, written.get(target), spellings.get(target), tuple(found.values()))
        for target, found in about.items()
    }
    by_slug = made | {name: made[ways[name].slug] for name in names if name in ways}
    return Topics(tuple(made.values()), by_slug)


def _topic(
    target: str,
    document: TopicDocument | None,
    spelling: Counter[str] | None,
    posts: tuple[Post, ...],
) -> Topic:
    if document is not None:
        return Topic(document.title, target, document.docname, document.description, posts)
    assert spelling is not None
    name = min(spelling, key=lambda tag: (-spelling[tag], tag))
    return Topic(name, target, "", "", posts)
