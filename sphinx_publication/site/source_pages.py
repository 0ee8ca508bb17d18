"""A page for every source, with each passage that cites it, and an index of all sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import citation_domain, has_source_pages
from sphinx_publication.model import dates
from sphinx_publication.model.citations import Citers
from sphinx_publication.site.citations import Passage, citers, passages
from sphinx_publication.site.overview import overview
from sphinx_publication.site.source_words import kind_of_source

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.bibliography.formatting import Run
    from sphinx_publication.bibliography.library import Library
    from sphinx_publication.model.sources import Source

    #: Page name, context, template.
    Page = tuple[str, dict[str, Any], str]

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class Link:
    """Where a source can be read."""

    href: str
    label: str


@dataclass(frozen=True)
class CitingEntry:
    """One post or page that cites a source, with the sentences that do."""

    docname: str
    #: Fragment of the post in its document, "#" included; "" for the whole document.
    fragment: str
    title: str
    passages: tuple[Passage, ...]
    #: For ``datetime``; "" for a page that is no post.
    machine_date: str = ""
    date: str = ""


@dataclass(frozen=True)
class SourceView:
    """One source as its page and the index show it."""

    key: str
    page_name: str
    #: "Ham & Walsh, 2013".
    short: str
    title: str
    #: Language of the title, where it is not the publication's own.
    lang: str
    kind: str
    reference: tuple[Run, ...]
    links: tuple[Link, ...]
    #: How many published posts cite it.
    count: int
    #: The same in words.
    count_words: str


def pages(app: Sphinx) -> Iterator[Page]:
    """Yield the page of each source and their index."""
    env = app.env
    domain = citation_domain(env)
    if not has_source_pages(app.builder) or not domain.library.sources:
        return
    cited = citers(env)
    keys = domain.in_order(domain.library.sources)
    views = [_view(env, key, cited.get(key, Citers())) for key in keys]
    index = domain.addresses.sources
    for view in views:
        if not overview(env).document_at(view.page_name):
            yield _source_page(app, view, cited.get(view.key, Citers()))
    if not overview(env).document_at(index):
        context = {"title": _("Sources"), "sources": views, "publication_kind": "list"}
        context["description"] = _("All sources of the publication, and how many posts cite each.")
        yield index, context, "publication/source_index.html"


def count_words(count: int) -> str:
    """Return in words how many posts cite a source."""
    if count == 0:
        return _("Not cited in any post")
    if count == 1:
        return _("Cited in one post")
    return _("Cited in %(count)s posts") % {"count": count}


def _source_page(app: Sphinx, view: SourceView, found: Citers) -> Page:
    env = app.env
    index = citation_domain(env).addresses.sources
    language = app.config.language or "en"
    posts = tuple(
        CitingEntry(
            docname=citing.post.docname,
            fragment=f"#{citing.post.section}" if citing.post.section else "",
            title=citing.post.title,
            passages=tuple(passages(env, citing.citations)),
            machine_date=citing.post.date.isoformat(),
            date=dates.long_date(citing.post.date, language),
        )
        for citing in found.posts
    )
    others = tuple(
        CitingEntry(
            docname=citing.docname,
            fragment="",
            title=env.titles[citing.docname].astext(),
            passages=tuple(passages(env, citing.citations)),
        )
        for citing in found.pages
    )
    up = app.builder.get_relative_uri(view.page_name, index)
    context = {
        "title": view.title or view.short,
        "description": "".join(run.text for run in view.reference),
        "publication_kind": "source",
        "parents": [{"link": up, "title": _("Sources")}],
        "source": view,
        "citing_posts": posts,
        "citing_pages": others,
    }
    return view.page_name, context, "publication/source.html"


def _view(env: BuildEnvironment, key: str, found: Citers) -> SourceView:
    domain = citation_domain(env)
    library: Library = domain.library
    source = library.sources[key]
    reference = library.reference(key)
    language = (env.config.language or "en").replace("_", "-").partition("-")[0]
    lang = next((run.lang for run in reference if run.lang), "")
    return SourceView(
        key=key,
        page_name=domain.page(key),
        short=library.short(key),
        title=source.title,
        lang="" if lang == language else lang,
        kind=kind_of_source(source),
        reference=reference,
        links=tuple(_links(source)),
        count=len(found.posts),
        count_words=count_words(len(found.posts)),
    )


def _links(source: Source) -> Iterator[Link]:
    """Yield where a source can be read; addresses that are no web addresses are left out."""
    doi, url = source.get("doi"), source.get("url")
    if doi and "doi.org/" not in url:
        bare = doi.removeprefix("https://doi.org/")
        yield Link(f"https://doi.org/{bare}", f"doi:{bare}")
    host = urlsplit(url).hostname if url.startswith(("https://", "http://")) else ""
    if host:
        label = _("Read the source at %(host)s") % {"host": host.removeprefix("www.")}
        yield Link(url, label)


def setup(app: Sphinx) -> None:
    """Write the pages with the site."""
    app.connect("html-collect-pages", pages)
