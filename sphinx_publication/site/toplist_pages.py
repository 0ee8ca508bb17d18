"""Pages of ranked lists: one for each list and year, and one that compares the years.

Each page stands at its own address, or ends the document that an author wrote there. A post that
holds a part leads to the whole list, and every place of the whole to the very place in its post.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_publication.bibliography.domain import has_source_pages
from sphinx_publication.model.problems import report
from sphinx_publication.model.slugs import slug
from sphinx_publication.model.toplists import Ranking, mistakes, rankings
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import LOOKS
from sphinx_publication.site.changes import changed
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.listing import Entry
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_parts import end_of_text, printed
from sphinx_publication.site.page_view import PageView
from sphinx_publication.site.summaries import unresolved
from sphinx_publication.site.toplist_views import ToplistPage, ToplistView, pages_of
from sphinx_publication.site.toplists import noted, toplists_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)
_ = get_translation("sphinx_publication")


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Put the lists together; return the documents that show them and have to be written anew."""
    view = overview(env)
    parts = tuple(chain.from_iterable(noted(env)[name] for name in sorted(noted(env))))
    if is_ablog_site(app.config):
        parts = ()
    for mistake in mistakes(parts, view.posts):
        report(logger, mistake)
    domain = entity_domain(env)
    whole = rankings(parts, view.posts, lambda name: domain.target("", name) or slug(name))
    found = tuple(_pages(env, whole))
    env.publication_toplist_pages = found  # type: ignore[attr-defined]
    ended = {docname: page for page in found if (docname := view.document_at(page.page_name))}
    env.publication_toplist_ends = ended  # type: ignore[attr-defined]
    shown = {docname: [_looks(app, page)] for docname, page in ended.items()}
    for page in found:
        for source in page.toplist.sources if page.toplist else ():
            link = repr((source.part.line, page.title, view.target(page.page_name)))
            shown.setdefault(source.part.docname, []).append(link)
    return changed(
        env, f"toplists_{app.builder.name}", {name: repr(looks) for name, looks in shown.items()}
    )


def _pages(env: BuildEnvironment, found: tuple[Ranking, ...]) -> Iterator[ToplistPage]:
    view = overview(env)
    place = view.addresses
    above = Entry(_("Ranked lists"), view.target(place.toplists), 0)
    for ranking in found:
        subjects = _subjects(env, ranking)
        page_name = place.toplist(ranking.name)
        docname = view.document_at(page_name)
        name = env.titles[docname].astext() if docname in env.titles else ranking.name
        yield ToplistPage(page_name, name, ranking, None, (above,), subjects)
        parents = (above, Entry(name, view.target(page_name), 0))
        for toplist in ranking.years:
            title = _("%(list)s %(year)s") % {"list": toplist.name, "year": toplist.year}
            page_name = place.toplist(toplist.name, toplist.year)
            yield ToplistPage(page_name, title, ranking, toplist, parents, subjects)


def _subjects(env: BuildEnvironment, ranking: Ranking) -> dict[str, str]:
    """Return the names of the pages about what is on the list."""
    view = overview(env)
    names = {
        topic.docname or f"{view.addresses.topics}/{topic.slug}": topic.name
        for topic in view.topics.all
    }
    names |= {entity.docname: entity.name for entity in entity_domain(env).entities}
    keys = {
        subject
        for year in ranking.years
        for row in year.rows
        for entry in row.entries
        for subject in entry.subjects
    }
    return {key: names[key] for key in sorted(keys & names.keys())}


def _looks(app: Sphinx, page: ToplistPage) -> str:
    """Return all that decides how a page looks, as text to compare."""
    view = overview(app.env)
    targets = [
        view.target(view.addresses.toplist(one.name, one.year)) for one in page.ranking.years
    ]
    return repr((page, targets, [unresolved(app, post) for post in page.posts]))


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages that no author's document stands for, and the index."""
    for page in pages_of(app.env):
        if not overview(app.env).document_at(page.page_name):
            context = {
                "title": page.title,
                "publication_kind": "list",
                "page": page,
                "view": ToplistView(app, page.page_name),
                LOOKS: [unresolved(app, post) for post in page.posts],
            }
            yield page.page_name, context, "publication/toplist.html"


def end_document(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """End an author's document with the list that has its address; lead from parts to the whole."""
    builder = app.builder
    if not (isinstance(builder, StandaloneHTMLBuilder) and has_source_pages(builder)):
        return
    page = getattr(app.env, "publication_toplist_ends", {}).get(docname)
    section = next(iter(doctree.findall(nodes.section)), None)
    if page is not None and section is not None:
        context = {"page": page, "view": ToplistView(app, docname)}
        section.insert(end_of_text(section), printed(app, "publication/toplist_end.html", context))
    wholes = {
        source.part: page
        for page in pages_of(app.env)
        for source in (page.toplist.sources if page.toplist else ())
    }
    for made in toplists_in(doctree):
        part = noted(app.env)[made["docname"]][made["part"]]
        if part in wholes:
            made.parent.insert(made.parent.index(made) + 1, _lead(app, docname, wholes[part]))


def _lead(app: Sphinx, docname: str, page: ToplistPage) -> nodes.paragraph:
    """Return the line that leads from a part to the whole list."""
    url = PageView(app, docname).url(overview(app.env).target(page.page_name))
    link = nodes.reference("", page.title, internal=True, refuri=url)
    words = nodes.Text(_("The whole list:") + " ")
    return nodes.paragraph("", "", words, link, classes=["toplist-lead"])


def setup(app: Sphinx) -> None:
    """Put lists together before `listing_pages` asks for their index; write them with the pages."""
    app.connect("env-updated", note, priority=250)
    app.connect("html-collect-pages", pages)
    app.connect("doctree-resolved", end_document, priority=700)
