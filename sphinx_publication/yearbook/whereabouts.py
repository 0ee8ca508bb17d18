"""Where a post belongs: its topics and its series, as the environment knows them.

What the site keeps with the environment is asked for there, by name; without it, tags are topics
and there is no series.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_publication.model.slugs import slug

if TYPE_CHECKING:
    from sphinx_publication.model.posts import Post
    from sphinx_publication.model.series import Place
    from sphinx_publication.model.topics import Topics
    from sphinx_publication.yearbook.making import Making

_ = get_translation("sphinx_publication")


def topics(making: Making, post: Post) -> Iterator[tuple[str, str]]:
    """Yield each topic of a post: its name, and the address of its page ("" without a site)."""
    known: Topics | None = getattr(_overview(making), "topics", None)
    seen = set()
    for tag in post.tags:
        topic = known.by_slug.get(slug(tag)) if known is not None else None
        name, last = (topic.name, topic.slug) if topic else (tag, slug(tag))
        if last and last not in seen:
            seen.add(last)
            page = topic.docname if topic else ""
            yield name, making.book.page(page or making.press.addresses.topic(last))


def series(making: Making, post: Post) -> tuple[str, str, str] | None:
    """Return which part of a series a post is, in words; the series' name; its page's address."""
    places: dict[str, Place] = getattr(_overview(making), "places", {})
    place = places.get(post.key)
    if place is None:
        return None
    page = place.series.docname or making.press.addresses.one_series(place.series.slug)
    words = _("Part %(part)s of %(count)s in the series")
    words %= {"part": place.part, "count": place.series.count}
    return words, place.series.name, making.book.page(page)


def document_at(making: Making, page_name: str) -> str:
    """Return the document that an author wrote at the address of a page name; "" for none."""
    addresses, env = making.press.addresses, making.press.env
    wanted = addresses.page(page_name)
    return next((name for name in sorted(env.found_docs) if addresses.page(name) == wanted), "")


def _overview(making: Making) -> Any:
    return getattr(making.press.env, "publication_overview", None)
