"""JSON-LD in the head of each post's, each source's and each author's page, in any theme.

A post names the sources that it cites by the ids that their pages give them. A page is written anew
when its data change. There are none without an address of the site (``html_baseurl``), which
JSON-LD's ids are made of, and none on an ablog site, whose pages are ablog's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_publication.bibliography.domain import citation_domain, citations, has_source_pages
from sphinx_publication.bibliography.exports import csl_json
from sphinx_publication.model import structured
from sphinx_publication.model.structured import Node, Person, Site
from sphinx_publication.site.author_pages import views as authors
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.comments import count_of
from sphinx_publication.site.facts import owners, post_uri, published
from sphinx_publication.site.feeds import site_title
from sphinx_publication.site.listing_pages import changed
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView, page_uri, site_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Work out the data of each page; return the documents where they have changed since last."""
    told: dict[str, str] = {}
    builder = app.builder
    has_pages = isinstance(builder, StandaloneHTMLBuilder) and not is_ablog_site(app.config)
    if has_pages and site_address(app):
        works = _works(app) if has_source_pages(builder) else {}
        told = _of_sources(app, works) | _of_authors(app) | _of_posts(app, works)
    env.publication_structured = told  # type: ignore[attr-defined]
    return changed(env, f"structured_{builder.name}", told)


def _works(app: Sphinx) -> dict[str, Node]:
    """Return each source by its key."""
    domain, site = citation_domain(app.env), site_address(app)
    return {
        key: structured.work(
            source,
            csl_json(source),
            page=urljoin(site, page_uri(app.builder, domain.page(key))),
            label=domain.library.short(key),
        )
        for key, source in domain.library.sources.items()
    }


def _of_sources(app: Sphinx, works: Mapping[str, Node]) -> dict[str, str]:
    """Return the data of each source's page, by page name or by the author's document."""
    page, target = citation_domain(app.env).page, overview(app.env).target
    return {
        target(page(key)): structured.script(structured.document([node]))
        for key, node in works.items()
    }


def _site(app: Sphinx) -> Site:
    language = (app.config.language or "en").replace("_", "-")
    return Site(site_title(app), site_address(app), language, app.config.publication_licence_url)


def _of_authors(app: Sphinx) -> dict[str, str]:
    """Return the data of each author's page, by page name or by the author's document."""
    site, found = _site(app), {}
    for target, one in authors(app.env).items():
        person = Person(
            one.name,
            urljoin(site.url, page_uri(app.builder, target)),
            role=one.profile.role,
            description=one.profile.description,
            same_as=tuple(link.href for link in one.links),
            orcid=one.profile.orcid,
        )
        node = structured.profile(person, site)
        found[target] = structured.script(structured.document([node]))
    return found


def _of_posts(app: Sphinx, works: Mapping[str, Node]) -> dict[str, str]:
    """Return the data of each document with posts."""
    posts = tuple(published(app.env))
    site = _site(app)
    address = site.url
    cited = _cited(app.env, works)
    found: dict[str, list[Node]] = {}
    for post in posts:
        view = PageView(app, post.docname)
        node = structured.posting(
            post,
            site,
            url=urljoin(address, post_uri(app, post)),
            authors=[
                Person(one.name, urljoin(address, page_uri(app.builder, one.target)))
                for one in view.authors(post)
            ],
            keywords=[topic.name for topic in view.topics(post)],
            cited=[structured.brief(works[key]) for key in cited.get(post.key, ())],
            comments=count_of(app.env, post),
        )
        found.setdefault(post.docname, []).append(node)
    return {
        docname: structured.script(structured.document(nodes)) for docname, nodes in found.items()
    }


def _cited(env: BuildEnvironment, works: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
    """Return the sources that each post cites, by the post's key, in the style's order."""
    domain, posts = citation_domain(env), tuple(published(env))
    found = owners(env, citations(env), posts)
    keys: dict[str, set[str]] = {}
    for one in citations(env):
        post, key = found.get((one.docname, one.anchor)), domain.source_key(one.key)
        if post and key in works:
            keys.setdefault(post.key, set()).add(key)
    return {name: domain.in_order(those) for name, those in keys.items()}


def put_in(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Put a page's data into its head, where every theme prints ``metatags``."""
    told: dict[str, str] = getattr(app.env, "publication_structured", {})
    if pagename in told:
        context["metatags"] = f"{context.get('metatags', '')}\n{told[pagename]}"


def setup(app: Sphinx) -> None:
    """Note the data after everything else is known; put them in before the theme looks."""
    app.connect("env-updated", note, priority=340)
    app.connect("html-page-context", put_in)
