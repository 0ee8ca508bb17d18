"""What stands around a post on its page: date, authors, topics; the posts before and after it.

Ordinary HTML parts in the resolved doctree, so that any theme shows them. They are left out of
feeds and books, which say the same in their own form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.model.posts import Post
from sphinx_publication.site import series_pages
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.changes import changed
from sphinx_publication.site.comments import count_of
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import below_title, printed, printed_beside
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.yearbook_pages import in_books

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class Surroundings:
    """A post and what its page shows around it."""

    post: Post
    older: Post | None
    newer: Post | None


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note each post's surroundings; return the documents where they have changed since last."""
    found: dict[str, list[Surroundings]] = {}
    posts = () if is_ablog_site(app.config) else overview(env).posts
    for place, post in enumerate(posts):
        newer = posts[place - 1] if place else None
        older = posts[place + 1] if place + 1 < len(posts) else None
        found.setdefault(post.docname, []).append(Surroundings(post, older, newer))
    env.publication_surroundings = found  # type: ignore[attr-defined]
    return changed(
        env,
        f"surroundings_{app.builder.name}",
        {name: _shown(env, all_) for name, all_ in found.items()},
    )


def _shown(env: BuildEnvironment, found: list[Surroundings]) -> str:
    """Return what decides how the surroundings look, as text to compare."""
    topics = overview(env).topics
    return repr(
        [
            (
                one.post,
                [(topic.name, topic.docname) for topic in map(topics.of, one.post.tags)],
                series_pages.shown(env, one.post),
                in_books(overview(env), one.post),
                [
                    (other.docname, other.section, other.title, other.external_link)
                    for other in (one.older, one.newer)
                    if other
                ],
            )
            for one in found
        ]
    )


def surround(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the header below each post's title; the neighbours end a page that is one post."""
    found = getattr(app.env, "publication_surroundings", {}).get(docname, ())
    if not found or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    view = PageView(app, docname)
    for one in found:
        section = _section(doctree, one.post)
        if section is None:
            continue
        values = {"post": one.post, "older": one.older, "newer": one.newer, "view": view}
        values["comments"] = count_of(app.env, one.post)
        section.insert(below_title(section), printed(app, "publication/post_header.html", values))
        if not one.post.section and (one.older or one.newer):
            # below footnotes, which docutils puts after the section
            doctree += printed_beside(app, docname, "publication/post_neighbours.html", values)


def place_in_series(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say on a page that is one post where it stands in its series.

    A page ends with the way to the parts before and after it, below footnotes, which docutils puts
    after the section, and above what else there is to read. In a book it is a line below the title.
    """
    if is_ablog_site(app.config):
        return
    place = overview(app.env).places.get(docname)
    section = next(iter(doctree.findall(nodes.section)), None)  # an excerpt has none
    if place is None or section is None:
        return
    if isinstance(app.builder, StandaloneHTMLBuilder):
        context = {"place": place, "view": PageView(app, docname)}
        doctree += printed_beside(app, docname, "publication/series_neighbours.html", context)
    else:
        said = _("Part %(part)s of %(count)s in the series")
        words = f"{said % {'part': place.part, 'count': place.series.count}} {place.series.name}."
        line = nodes.paragraph(words, words, classes=["post-meta__series"])
        section.insert(below_title(section), line)


def _section(doctree: nodes.document, post: Post) -> nodes.section | None:
    """Return the section that is the post."""
    for section in doctree.findall(nodes.section):
        if not post.section or post.section in section["ids"]:
            return section
    return None


def setup(app: Sphinx) -> None:
    """Note surroundings after reading; put them into the resolved doctree, after all content."""
    app.connect("env-updated", note, priority=300)
    app.connect("doctree-resolved", place_in_series, priority=600)
    app.connect("doctree-resolved", surround, priority=800)
