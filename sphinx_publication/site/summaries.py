"""What a post is about, in plain words: for lists, feeds and search.

The author's description, or else the post's beginning with its citations as readers see them.
Each is worked out once in a process, however many lists the post stands in (ablog resolves and
renders it again for each).
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from sphinx.util.logging import suppress_logging

from sphinx_publication.bibliography.bibtex import library
from sphinx_publication.bibliography.citing import plain
from sphinx_publication.bibliography.nodes import cited, is_citation
from sphinx_publication.model.posts import Post
from sphinx_publication.site.blog import records

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_LEFT_OUT = (nodes.footnote_reference, nodes.image, nodes.raw, nodes.system_message)


def summary(app: Sphinx, post: Post) -> str:
    """Return the post's description, or its beginning, as one line of plain text."""
    if post.description:
        return post.description
    known: dict[str, str] = app.env.temp_data.setdefault("publication_summaries", {})  # type: ignore[assignment]
    if post.key not in known:
        known[post.key] = _beginning(app, post)
    return known[post.key]


def unresolved(app: Sphinx, post: Post) -> str:
    """Return what the summary is made of, to see after reading whether it has changed.

    Citations are told in their words, which depend on the whole bibliography.
    """
    if post.description:
        return post.description
    return "".join(
        node.pformat() + plain(library(app.env), map(cited, node.findall(is_citation)))  # type: ignore[arg-type]
        for node in _excerpt(app, post)
    )


def _beginning(app: Sphinx, post: Post) -> str:
    """Return the text of the post's excerpt, its references resolved as on the post's page.

    What is wrong with a reference has been said when the page was written, so it is not repeated.
    """
    document = new_document(post.docname, _settings(app))
    for node in _excerpt(app, post):
        document += node.deepcopy()
    for left_out in list(document.findall(lambda node: isinstance(node, _LEFT_OUT))):
        left_out.parent.remove(left_out)
    with suppress_logging():
        app.env.resolve_references(document, post.docname, app.builder)
    return " ".join(document.astext().split())


def _excerpt(app: Sphinx, post: Post) -> list[nodes.Node]:
    for record in records(app.env).get(post.docname, ()):
        if record["order"] == post.order:
            excerpt: list[nodes.Node] = record["excerpt"]
            return excerpt
    return []


def _settings(app: Sphinx) -> Any:
    """Return docutils' settings, made once: a parser of options is slow to build."""
    kept = app.env.temp_data.get("publication_settings")
    if kept is None:
        kept = app.env.temp_data["publication_settings"] = get_default_settings(Parser)
    # A copy: transforms hang the environment on the settings, and Sphinx copies temp_data, with
    # all that hangs there, for each document that it resolves.
    return copy(kept)
