"""JSON-LD of each page: of a post, a source, an author, a term, a yearbook, and the way to it.

All of it is made from the page's record, and of what the record leaves to other features: the
source, the author, the other names of an entity, the files of a yearbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_publication.bibliography.domain import citation_domain
from sphinx_publication.bibliography.exports import csl_json
from sphinx_publication.model import structured, structured_pages
from sphinx_publication.model.entities import KINDS
from sphinx_publication.model.page_records import PageKind, PageRecord
from sphinx_publication.model.structured import Node, Profile
from sphinx_publication.site.author_pages import views as authors
from sphinx_publication.site.changes import changed
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_records import author_of, records

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Note what the pages of sources are about; return notes on sources that tell it anew."""
    found: dict[str, str] = {}
    noted = records(env)
    if noted:
        domain, target = citation_domain(env), overview(env).target
        found = {target(domain.page(key)): key for key in domain.library.sources}
    env.publication_source_pages = found  # type: ignore[attr-defined]
    shown: dict[str, str] = {}
    if noted:
        notes = (docname for docname in found if docname in noted.pages)
        shown = {docname: repr(_source(app, docname, noted.pages[docname])) for docname in notes}
        writers = (docname for docname in authors(env) if docname in noted.pages)
        shown |= {docname: repr(_author(app, docname, noted.pages[docname])) for docname in writers}
    return changed(env, f"structured_{app.builder.name}", shown)


def script(app: Sphinx, pagename: str, record: PageRecord) -> str:
    """Return the data of a page as an element of its head; "" where there are none."""
    nodes = [node for node in _nodes(app, pagename, record) if node]
    return structured.script(structured.document(nodes)) if nodes else ""


def _nodes(app: Sphinx, pagename: str, record: PageRecord) -> Iterator[Node | None]:
    noted = records(app.env)
    posts = noted.of_posts_on(pagename) if noted else ()
    if record.kind is PageKind.OTHER:
        return
    if posts:
        yield from map(structured.posting, posts)
    elif pagename in getattr(app.env, "publication_source_pages", {}):
        yield _source(app, pagename, record)
    elif pagename in authors(app.env):
        yield _author(app, pagename, record)
    elif record.kind is PageKind.START:
        yield structured_pages.publication(record)
    elif record.kind is PageKind.BOOK and record.items:
        yield structured_pages.yearbook(record)
    else:
        yield structured_pages.page(record, _other_names(app, pagename, record))
    yield structured_pages.breadcrumbs(record)


def _source(app: Sphinx, pagename: str, record: PageRecord) -> Node:
    domain = citation_domain(app.env)
    key = getattr(app.env, "publication_source_pages", {})[pagename]
    source = domain.library.sources[key]
    label = domain.library.short(key)
    return structured.work(source, csl_json(source), page=record.address, label=label)


def _author(app: Sphinx, pagename: str, record: PageRecord) -> Node:
    view = authors(app.env)[pagename]
    known = Profile(
        view.profile.role, view.profile.description, tuple(link.href for link in view.links)
    )
    return structured.profile(record, author_of(app, view.name, pagename), known)


def _other_names(app: Sphinx, pagename: str, record: PageRecord) -> tuple[str, ...]:
    """Return the other names of the entity that a page is about."""
    if record.kind not in KINDS:
        return ()
    known = entity_domain(app.env).lexicon.register.at(pagename)
    names = known.names if known else ()
    return tuple(name for name in names if name.casefold() != record.title.casefold())


def setup(app: Sphinx) -> None:
    """Note the pages of sources after the records, which are noted after all else."""
    app.connect("env-updated", note, priority=345)
