"""The page of each topic's connections, below the topic's own, which leads there.

A topic's page stays calm: it has one line more. An author's page for a topic is written anew when
that line comes or goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.model.drawing import BOX, MIDDLE, WIDTH
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import LOOKS
from sphinx_publication.site.changes import changed
from sphinx_publication.site.connections import Atlas, Connections
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note every topic's connections; return the pages whose way to them has come or gone."""
    is_site = isinstance(app.builder, StandaloneHTMLBuilder) and has_source_pages(app.builder)
    if not is_site or is_ablog_site(app.config):
        return []
    found = {one.page_name: one for one in Atlas(env).all()}
    env.publication_connections = found  # type: ignore[attr-defined]
    documents = env.found_docs
    shown = {one.target: name for name, one in found.items() if one.target in documents}
    return changed(env, f"connections_{app.builder.name}", shown)


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages."""
    noted: dict[str, Connections] = getattr(app.env, "publication_connections", {})
    for page_name, one in noted.items():
        context = {
            "title": _("Connections: %(topic)s") % {"topic": one.topic},
            "description": _("What its posts are also about, cite and mention, and when it was."),
            "publication_kind": "list",
            "connections": one,
            "boxes": (BOX, WIDTH, MIDDLE),
            "above": overview(app.env).target(overview(app.env).addresses.topics),
            "view": PageView(app, page_name),
            LOOKS: "",
        }
        yield page_name, context, "publication/connections.html"


def setup(app: Sphinx) -> None:
    """Note connections once entities and mentions are known; write them with the pages."""
    app.connect("env-updated", note, priority=340)
    app.connect("html-collect-pages", pages)
