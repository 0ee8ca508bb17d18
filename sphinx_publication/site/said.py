"""What documents say that other pages tell again: a digest of it for each, and one of all.

A page of a source, or the publication as data, tells of documents their titles, what stands in
their front matter, and the sentences that cite, link or name something. Most edits leave all of
that alone, and so every such page.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.site.blog import is_ablog_site, records
from sphinx_publication.site.digests import digest
from sphinx_publication.site.document_notes import DocumentNotes
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_views import page_views
from sphinx_publication.site.text_links import noted

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.places import Place

#: What MyST adds to the front matter, and no other page tells: how long a text is.
_LENGTH = "wordcount"
#: What is known of a place, and no other page tells: where it is in the author's file, or block.
_WHERE = frozenset({"line", "block", "start", "end"})

_SAID = DocumentNotes[str]("publication_said")


def forget(env: BuildEnvironment, docname: str) -> None:
    """Look at a document anew: something else was found in it, though it was not read again."""
    _SAID.of(env).pop(docname, None)


def of_document(env: BuildEnvironment, docname: str) -> str:
    """Return the digest of what a document says; "" before it is noted."""
    return _SAID.of(env).get(docname, "")


def note(app: Sphinx, env: BuildEnvironment) -> None:
    """Note what each document says that has been read, or looked at, anew."""
    if not is_ablog_site(app.config):
        known, look = _SAID.of(env), partial(_digest, env)
        known.update({docname: look(docname) for docname in env.found_docs - known.keys()})


def _digest(env: BuildEnvironment, docname: str) -> str:
    metadata = env.metadata.get(docname, {})
    places: tuple[Iterable[Place], ...] = (
        citation_domain(env).places.get(docname, ()),
        noted(env).get(docname, ()),
        entity_domain(env).found.get(docname, ()),
    )
    return digest(
        {name: value for name, value in metadata.items() if name != _LENGTH},
        [one["section"] for one in records(env).get(docname, ())],
        [
            [
                {name: value for name, value in vars(one).items() if name not in _WHERE}
                for one in found
            ]
            for found in places
        ],
    )


def _told(title: nodes.title) -> str:
    """Return a title with all that is known of its words, such as their language."""
    is_plain = all(isinstance(one, nodes.Text) for one in title.children)
    return title.astext() if is_plain else str(title)


def keyprefixes(env: BuildEnvironment) -> list[str]:
    """Return what authors' lists put before keys: it decides which source a citation means."""
    return sorted({one.keyprefix for one in citation_domain(env).bibliographies.values()})


def said(app: Sphinx) -> str:
    """Return a digest of all that documents and posts say, and of what it is told by."""
    env, view = app.env, overview(app.env)
    standard = env.domains.standard_domain
    domain, views = citation_domain(env), page_views(env)
    return digest(
        sorted(_SAID.of(env).items()),
        sorted((docname, _told(title)) for docname, title in env.titles.items()),
        view.posts,
        [post.key for post in view.published],
        domain.library.made_of,
        keyprefixes(env),
        sorted(standard.labels.items()),
        sorted(standard.anonlabels.items()),
        views and views.views,
    )


def setup(app: Sphinx) -> None:
    """Note when all else is known."""
    _SAID.connect(app)
    app.connect("env-updated", note, priority=890)
