"""What an organisation wrote or published, on its page, with the posts that cite each work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.model.posts import Post
from sphinx_publication.model.works import Body, Work, Works
from sphinx_publication.site.changes import changed
from sphinx_publication.site.entities import declared
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import end_of_text, printed
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.source_desk import Desk, desk_of
from sphinx_publication.site.source_views import SourceView, view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class WorkView:
    """One work as its organisation's page shows it."""

    source: SourceView
    #: What the organisation had to do with it, in words.
    part: str
    #: The posts that cite it, newest first.
    posts: tuple[Post, ...]


def organisations(env: BuildEnvironment) -> Iterator[tuple[str, Body]]:
    """Yield the documents about an organisation: by their ``kind``, or by where they lie."""
    place = overview(env).addresses
    for entity in declared(env, place):
        lies_there = place.document(entity.docname) == f"{place.organisations}/{entity.slug}"
        if lies_there or entity.kind == "organisation":
            yield entity.docname, Body(entity.title, entity.aliases)


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note the works of each organisation; return the documents whose list has changed."""
    if not has_source_pages(app.builder):
        return []
    noted: dict[str, tuple[WorkView, ...]] = {}
    desk = desk_of(env)
    works = Works(desk.sources)
    for docname, body in organisations(env):
        if found := works.of(body):
            noted[docname] = tuple(_view(desk, found[key]) for key in desk.domain.in_order(found))
    env.publication_works = noted  # type: ignore[attr-defined]
    return changed(
        env, f"works_{app.builder.name}", {name: repr(found) for name, found in noted.items()}
    )


def _view(desk: Desk, work: Work) -> WorkView:
    words = {
        (True, True): _("wrote and published"),
        (True, False): _("wrote"),
        (False, True): _("published"),
    }
    posts = tuple(citing.post for citing in desk.cited(work.key).posts)
    return WorkView(view(desk, work.key), words[work.wrote, work.published], posts)


def end_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End an organisation's page with its works."""
    noted: dict[str, tuple[WorkView, ...]] = getattr(app.env, "publication_works", {})
    if docname not in noted or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    section: nodes.Element = next(iter(doctree.findall(nodes.section)), doctree)
    values = {"works": noted[docname], "view": PageView(app, docname)}
    section.insert(end_of_text(section), printed(app, "publication/works.html", values))


def setup(app: Sphinx) -> None:
    """List the works when the page is written."""
    app.connect("env-updated", note, priority=320)
    app.connect("doctree-resolved", end_document, priority=680)
