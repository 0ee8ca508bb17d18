"""Pages of authors: who they are, and what they have written, cited and contributed to.

The list of posts is a listing (`labels`). Around it stands what `author_views` tells: below the
title of the page, and after the list. An author without a document has all of it, too. The page of
an author and the one about the same person (``kind: person``) lead to one another. Below a guest's
post stands a line about who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.bibliography.nodes import is_citation
from sphinx_publication.model import authors, sentences
from sphinx_publication.model.posts import Post
from sphinx_publication.model.problems import Problem, report
from sphinx_publication.site.author_views import AuthorView, author_view
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.changes import changed
from sphinx_publication.site.entities import where
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import below_title, end_of_text, printed, printed_beside
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.source_desk import desk_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Introduction:
    """Who wrote a guest's post, in a line."""

    name: str
    #: Page name or docname of the author's page.
    target: str
    role: str
    #: The first sentence of the biography, or the page's description; "" for neither.
    sentence: str


def views(env: BuildEnvironment) -> dict[str, AuthorView]:
    """Return the authors by the page name or docname of their pages."""
    noted: dict[str, AuthorView] = getattr(env, "publication_authors", {})
    return noted


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note every author; return the documents that show something else than last time."""
    if not has_source_pages(app.builder) or is_ablog_site(app.config):
        return []
    found = {one.target: one for one in _views(env)}
    env.publication_authors = found  # type: ignore[attr-defined]
    people = {one.person: one for one in found.values() if one.person}
    env.publication_people = people  # type: ignore[attr-defined]
    guests = dict(_guests(env, found))
    env.publication_guests = guests  # type: ignore[attr-defined]
    pages = {name: repr(one) for name, one in found.items() if name in env.found_docs}
    # Pages of no document are written whenever any is.
    others = repr([one for name, one in found.items() if name not in env.found_docs])
    return [
        *changed(env, f"authors_{app.builder.name}", pages),
        *changed(env, f"other_authors_{app.builder.name}", {app.config.root_doc: others}),
        *changed(
            env,
            f"people_{app.builder.name}",
            {name: repr((one.name, one.target)) for name, one in people.items()},
        ),
        *changed(
            env, f"guests_{app.builder.name}", {name: repr(one) for name, one in guests.items()}
        ),
    ]


def _views(env: BuildEnvironment) -> Iterator[AuthorView]:
    seen, desk = overview(env), desk_of(env)
    register = entity_domain(env).lexicon.register
    signed: dict[str, str] = {}
    posts: dict[str, dict[str, Post]] = {}
    for post in seen.posts:
        for name in post.authors:
            page = seen.addresses.author(name)
            signed.setdefault(page, name)
            posts.setdefault(page, {}).setdefault(post.key, post)
    for page, name in signed.items():
        yield author_view(env, desk, register, name, tuple(posts[page].values()))


def _guests(
    env: BuildEnvironment, found: dict[str, AuthorView]
) -> Iterator[tuple[str, tuple[Introduction, ...]]]:
    """Yield the introductions of those who wrote each page that is one post, guests alone."""
    seen, config = overview(env), env.config
    default = config.blog_default_author or ()
    known = (config.author, *((default,) if isinstance(default, str) else default))
    at_home = {seen.addresses.author(config.blog_authors.get(name, (name,))[0]) for name in known}
    introduced = {
        page: _introduction(env, one)
        for one in found.values()
        if (page := seen.addresses.author(one.name)) not in at_home and one.profile.docname
    }
    for post in seen.posts:
        pages = map(seen.addresses.author, post.authors)
        lines = tuple(introduced[page] for page in pages if page in introduced)
        if lines and not post.section:
            yield post.docname, lines


def _introduction(env: BuildEnvironment, one: AuthorView) -> Introduction:
    sentence = one.profile.description
    if not sentence:
        text = _biography(env, one.profile.docname)
        begin, end = sentences.bounds(text, 0) if text else (0, 0)
        sentence = text[begin:end]
    return Introduction(one.name, one.target, one.profile.role, sentence)


def _biography(env: BuildEnvironment, docname: str) -> str:
    """Return the first words of an author's biography, a paragraph as plain text; "" for none."""
    tree = env.get_doctree(docname)
    section = next(iter(tree.findall(nodes.section)), tree)
    body = takewhile(lambda node: not isinstance(node, nodes.section), section.children)
    texts = (_plain(node) for node in body if isinstance(node, nodes.paragraph))
    return next(filter(None, texts), "")


def _plain(paragraph: nodes.paragraph) -> str:
    """Return a paragraph's words, without pictures and citations."""
    copy = paragraph.deepcopy()
    for node in list(copy.findall(lambda one: is_citation(one) or isinstance(one, nodes.image))):
        node.parent.remove(node)
    return re.sub(r"\s+(?=[.,;:!?])", "", " ".join(copy.astext().split()))


def report_mistakes(app: Sphinx, env: BuildEnvironment) -> None:
    """Report what cannot be used of the front matter of authors' documents."""
    for one in overview(env).writers.values():
        for mistake in authors.mistakes(env.metadata.get(one.docname, {})):
            place = where(env, one.docname, mistake.key)
            report(logger, Problem(mistake.kind, *place, {"value": mistake.value}))


def frame(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put what is known of an author around the document that is the author's page."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    section: nodes.Element = next(iter(doctree.findall(nodes.section)), doctree)
    people: dict[str, AuthorView] = getattr(app.env, "publication_people", {})
    if author := views(app.env).get(docname):
        values = {"author": author, "view": PageView(app, docname)}
        section.insert(end_of_text(section), printed(app, "publication/author_end.html", values))
        section.insert(below_title(section), printed(app, "publication/author_start.html", values))
    elif docname in people:
        values = {"author": people[docname], "view": PageView(app, docname)}
        section.insert(end_of_text(section), printed(app, "publication/author_link.html", values))


def introduce(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say below a guest's post who wrote it."""
    guests: dict[str, tuple[Introduction, ...]] = getattr(app.env, "publication_guests", {})
    if docname not in guests or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    if next(iter(doctree.findall(nodes.section)), None) is None:
        return  # an excerpt
    values = {"guests": guests[docname], "view": PageView(app, docname)}
    doctree += printed_beside(app, docname, "publication/guests.html", values)


def setup(app: Sphinx) -> None:
    """Note authors once citations are known; show them with the pages."""
    app.connect("env-updated", note, priority=330)
    app.connect("env-check-consistency", report_mistakes)
    app.connect("doctree-resolved", introduce, priority=590)
    app.connect("doctree-resolved", frame, priority=710)
