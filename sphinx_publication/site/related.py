"""Below each post, what to read on: posts that share sources and topics with it, and which.

A post's page is written anew when its list changes, whatever post or source made it change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.model.fingerprints import code
from sphinx_publication.model.kept_values import keep, kept
from sphinx_publication.model.posts import Post
from sphinx_publication.model.related import Readings, Related, Shares, related
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.changes import changed
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import printed_beside
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.source_desk import desk_of
from sphinx_publication.site.words import ngettext

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")

#: How many sources, or topics, are named as a reason; of others the number is told.
NAMED = 3


@dataclass(frozen=True)
class Reading:
    """A post to read on, and why in words."""

    post: Post
    reasons: tuple[str, ...]


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what each post leads on to; return the documents where it has changed since last."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return []
    found: dict[str, dict[str, tuple[Reading, ...]]] = {}
    posts = overview(env).posts
    by_key = {post.key: post for post in posts}
    leads = _leads(app, posts, shares(env))
    for post in posts:
        if post.key in leads:
            read_on = tuple(_reading(env, by_key[one.key], one) for one in leads[post.key])
            found.setdefault(post.docname, {})[post.section] = read_on
    env.publication_related = found  # type: ignore[attr-defined]
    shown = {docname: repr(by_section) for docname, by_section in found.items()}
    return changed(env, f"related_{app.builder.name}", shown)


def shares(env: BuildEnvironment) -> dict[str, Shares]:
    """Return the sources and topics of each post, by its key."""
    view, cites = overview(env), desk_of(env).cites
    return {
        post.key: Shares(
            sources=frozenset(cites.get(post.key, ())),
            topics=frozenset(view.topics.of(tag).slug for tag in post.tags),
        )
        for post in view.posts
    }


def _leads(
    app: Sphinx, posts: tuple[Post, ...], shared: dict[str, Shares]
) -> Mapping[str, tuple[Related, ...]]:
    """Return what each post leads on to, which an edit changes for few."""
    path = Path(app.doctreedir, "related.pickle")
    before: Readings | None = kept(path, code())
    found = related(posts, shared, before)
    if found is not before:
        keep(path, code(), found)
    return found.leads


def _reading(env: BuildEnvironment, post: Post, found: Related) -> Reading:
    return Reading(post, tuple(_reasons(env, found)))


def _reasons(env: BuildEnvironment, found: Related) -> Iterator[str]:
    """Yield in words what two posts share."""
    if found.sources:
        names = _named(library(env).short(key) for key in found.sources)
        count = len(found.sources)
        words = ngettext(
            "Shares one source: %(names)s", "Shares %(count)s sources: %(names)s", count
        )
        yield words % {"count": count, "names": names}
    if found.topics:
        topics = overview(env).topics
        names = _named(topics.by_slug[slug].name for slug in found.topics)
        words = ngettext("Same topic: %(names)s", "Same topics: %(names)s", len(found.topics))
        yield words % {"names": names}


def _named(names: Iterable[str]) -> str:
    """Return names as a list in words; a source's has commas of its own."""
    named: Sequence[str] = tuple(names)
    text, rest = "; ".join(named[:NAMED]), len(named) - NAMED
    return _("%(names)s and %(count)s more") % {"names": text, "count": rest} if rest > 0 else text


def read_on(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End each post of a page with what to read on."""
    found: dict[str, tuple[Reading, ...]] = getattr(app.env, "publication_related", {}).get(
        docname, {}
    )
    if not found or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    view = PageView(app, docname)
    sections = list(doctree.findall(nodes.section))
    by_name = {name: section for section in sections for name in section["ids"]}
    for name, readings in found.items():
        section = by_name.get(name) if name else next(iter(sections), None)
        if section is None:
            continue
        values = {"readings": readings, "level": depth_of(section) + 1, "view": view}
        # a page that is one post may have footnotes, which docutils puts below its section
        end: nodes.Element = section if name else doctree
        end += printed_beside(app, docname, "publication/related.html", values)


def depth_of(section: nodes.Node | None) -> int:
    """Return how many sections there are down to and including *section*."""
    depth = 0
    while section is not None:
        depth += isinstance(section, nodes.section)
        section = section.parent
    return depth


def setup(app: Sphinx) -> None:
    """Note readings once listings are known; put them in before the posts next in time."""
    app.connect("env-updated", note, priority=320)
    app.connect("doctree-resolved", read_on, priority=790)
