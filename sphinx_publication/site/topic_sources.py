"""The sources on a topic, on the page that an author wrote for it.

A source is on the topics that its keywords name; see `model.source_kinds`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.site.changes import changed
from sphinx_publication.site.page_parts import end_of_text, printed
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.source_desk import desk_of
from sphinx_publication.site.source_views import SourceView, view
from sphinx_publication.site.words import ngettext

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class TopicSources:
    """The sources on one topic, in the order of the style."""

    #: How many there are, in words.
    heading: str
    sources: tuple[SourceView, ...]


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note the sources on each topic; return the documents where they have changed since last."""
    if not has_source_pages(app.builder):
        return []
    desk = desk_of(env)
    found: dict[str, dict[str, SourceView]] = {}
    for key in desk.keys:
        for topic in desk.about(key).topics:
            docname = desk.topic(topic)[1]
            if docname in env.found_docs:
                found.setdefault(docname, {})[key] = view(desk, key)
    noted = {
        docname: TopicSources(_heading(len(sources)), tuple(sources.values()))
        for docname, sources in found.items()
    }
    env.publication_topic_sources = noted  # type: ignore[attr-defined]
    shown = {docname: repr(one) for docname, one in noted.items()}
    return changed(env, f"topic_sources_{app.builder.name}", shown)


def _heading(count: int) -> str:
    words = ngettext("One source on the topic", "%(count)s sources on the topic", count)
    return words % {"count": count}


def end_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End a topic's page with the sources on it."""
    noted: dict[str, TopicSources] = getattr(app.env, "publication_topic_sources", {})
    if docname not in noted or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    section: nodes.Element = next(iter(doctree.findall(nodes.section)), doctree)
    values = {"topic": noted[docname], "view": PageView(app, docname)}
    section.insert(end_of_text(section), printed(app, "publication/topic_sources.html", values))


def setup(app: Sphinx) -> None:
    """List the sources when the page is written."""
    app.connect("env-updated", note, priority=320)
    app.connect("doctree-resolved", end_document, priority=705)
