"""Topic pages: the posts about each topic, and an index of all topics.

A tag and the page that an author wrote for a topic share one address; see `model.topics`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx.locale import get_translation

from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.topics import Topic
from sphinx_publication.site.listing import Above, Entry, Group, Listing
from sphinx_publication.site.overview import Overview

_ = get_translation("sphinx_publication")


def listings(view: Overview, language: str) -> Iterator[Listing]:
    """Yield the index of topics, and the page of each topic that has posts."""
    place = view.addresses
    found = sorted(view.topics.all, key=lambda topic: sort_key(topic.name, language))
    if not found:
        return
    index = Listing(
        place.topics, _("Topics"), _("All topics"), (Group(entries=_entries(view, found)),)
    )
    yield index
    above = Above(_("Topics"), view.target(place.topics))
    for topic in found:
        if topic.posts:
            yield Listing(
                place.topic(topic.slug),
                topic.name,
                _("Posts on this topic"),
                (Group(posts=topic.posts),),
                has_feed=True,
                parents=(above,),
            )


def link(view: Overview, tag: str) -> Entry:
    """Return the topic that a post's tag leads to."""
    return _entry(view, view.topics.of(tag))


def _entries(view: Overview, found: list[Topic]) -> tuple[Entry, ...]:
    return tuple(_entry(view, topic) for topic in found)


def _entry(view: Overview, topic: Topic) -> Entry:
    target = topic.docname or view.addresses.topic(topic.slug)
    return Entry(topic.name, target, len(topic.posts), topic.description)
