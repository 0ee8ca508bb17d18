"""A topic's connections in readers' words: its neighbourhood, drawn and listed, and its timeline.

Worked out for every topic once, from what posts are tagged with, cite and mention. A topic whose
only post stands alone has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.model.connections import Neighbourhood, Text, Tie, neighbourhood
from sphinx_publication.model.drawing import LETTERS, Drawing, Node, draw, label
from sphinx_publication.model.places import by_key
from sphinx_publication.model.posts import Post
from sphinx_publication.model.topics import Topic
from sphinx_publication.site.blog import post_sections
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.overview import overview
from sphinx_publication.site.related import shares
from sphinx_publication.site.topic_timeline import Chronicle, Timeline
from sphinx_publication.site.words import ngettext

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.entities import Entity

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class Neighbour:
    """One box of the drawing, and one line of the list that says the same."""

    node: Node
    #: The whole name, and the page name or docname that it leads to.
    name: str
    target: str
    #: What it has to do with the topic, in words: "cited in 3 posts".
    words: str


@dataclass(frozen=True)
class Group:
    """Neighbours of one kind, with a heading in the drawing and one in the list."""

    #: "topic", "source" or "organisation".
    kind: str
    short: str
    heading: str
    neighbours: tuple[Neighbour, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What is drawn."""
        return tuple(one.node for one in self.neighbours)


@dataclass(frozen=True)
class Connections:
    """What the page of one topic's connections shows."""

    topic: str
    #: Page name or docname of the topic's page.
    target: str
    page_name: str
    #: Topics, sources, organisations; any of them may be empty.
    groups: tuple[Group, ...]
    #: None where there is nothing to draw.
    drawing: Drawing | None
    timeline: Timeline


class Atlas:
    """Makes every topic's connections from what has been read."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env, self.view = env, overview(env)
        self.shares = shares(env)
        self.entities: Mapping[str, Entity] = {
            one.docname: one for one in entity_domain(env).entities
        }
        self.named = _named(env)
        self.chronicle = Chronicle(env, self.shares, self.named)

    def all(self) -> Iterator[Connections]:
        """Yield the connections of each topic that has any."""
        for topic in sorted(self.view.topics.all, key=lambda topic: topic.slug):
            near = neighbourhood(topic.slug, [self._text(post) for post in topic.posts])
            page_name = self.view.addresses.connections_of(topic.slug)
            if (near or len(topic.posts) > 1) and not self.view.document_at(page_name):
                yield self._connections(topic, page_name, near)

    def _connections(self, topic: Topic, page_name: str, near: Neighbourhood) -> Connections:
        groups = self._groups(near)
        return Connections(
            topic=topic.name,
            target=self._page(topic),
            page_name=page_name,
            groups=groups,
            drawing=draw(topic.name, *(group.nodes for group in groups)) if near else None,
            timeline=self.chronicle.timeline(topic),
        )

    def _text(self, post: Post) -> Text:
        own, named = self.shares[post.key], self.named.get(post.key, ())
        organisations = {name for name in named if self.entities[name].kind == "organisation"}
        return Text(own.topics, own.sources, organisations)

    def _groups(self, near: Neighbourhood) -> tuple[Group, Group, Group]:
        return (
            Group(
                "topic",
                _("Topics"),
                _("Topics of the same posts"),
                tuple(map(self._topic, near.topics)),
            ),
            Group(
                "source",
                _("Sources"),
                _("Sources cited most"),
                tuple(map(self._source, near.sources)),
            ),
            Group(
                "organisation",
                _("Organisations"),
                _("Organisations mentioned most"),
                tuple(map(self._organisation, near.organisations)),
            ),
        )

    def _topic(self, tie: Tie) -> Neighbour:
        topic = self.view.topics.by_slug[tie.name]
        words = ngettext("one post in common", "%(count)s posts in common", tie.count)
        return _neighbour(tie, topic.name, self._page(topic), words)

    def _source(self, tie: Tie) -> Neighbour:
        domain = citation_domain(self.env)
        author = domain.library.citation_author(tie.name, True)
        made = domain.library.citation_year(tie.name)
        words = ngettext("cited in one post", "cited in %(count)s posts", tie.count)
        name, target = domain.library.short(tie.name), domain.page(tie.name)
        return _neighbour(tie, name, target, words, Node(author, made, tie.count))

    def _organisation(self, tie: Tie) -> Neighbour:
        words = ngettext("mentioned in one post", "mentioned in %(count)s posts", tie.count)
        entity = self.entities[tie.name]
        node = Node(_short(entity), "", tie.count)
        return _neighbour(tie, entity.name, tie.name, words, node)

    def _page(self, topic: Topic) -> str:
        return topic.docname or self.view.addresses.topic(topic.slug)


def _neighbour(tie: Tie, name: str, target: str, words: str, node: Node | None = None) -> Neighbour:
    return Neighbour(node or Node(name, "", tie.count), name, target, words % {"count": tie.count})


def _short(entity: Entity) -> str:
    """Return an entity's name, or its abbreviation where the name has no room in the drawing."""
    fits = not label(Node(entity.name))[-1].endswith("…")
    abbreviations = (name for name in entity.names if name.isupper() and len(name) <= LETTERS)
    return entity.name if fits else next(abbreviations, entity.name)


def _named(env: BuildEnvironment) -> dict[str, set[str]]:
    """Return the documents of the entities that each post mentions, by its key."""
    found = entity_domain(env).found
    every = (mention for docname in sorted(found) for mention in found[docname])
    named: dict[str, set[str]] = {}
    for docname, places in by_key(every, overview(env).posts, post_sections(env)).items():
        for post, _mentions in places.posts:
            named.setdefault(post.key, set()).add(docname)
    return named
