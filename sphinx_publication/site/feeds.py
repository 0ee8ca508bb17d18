"""Atom feeds (RFC 4287): of the whole publication, and of each topic, category and author.

Each feed's id is its own address, each entry's id the post's. A feed is as new as its newest
entry, so the same posts always give the same bytes. ablog's feeds share one id, carry the time of
the build, keep one of several authors, and link relative to nothing; they are not written.

Feeds need an address for the site (``html_baseurl``); without one there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.model.posts import Post
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.bodies import body
from sphinx_publication.site.feed_content import content
from sphinx_publication.site.files import write_file
from sphinx_publication.site.listing_pages import listing_of, listings
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView, feed_path, site_address
from sphinx_publication.site.theming import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_ = get_translation("sphinx_publication")

#: How many posts a feed holds, where ``blog_feed_length`` does not say.
LENGTH = 20

_ATOM = "application/atom+xml"


@dataclass(frozen=True)
class Feed:
    """One feed."""

    #: Its path from the site's root.
    path: str
    title: str
    #: Page name of the page it goes with; "" for the start page.
    page_name: str
    #: Newest first.
    posts: tuple[Post, ...]


def feeds(app: Sphinx) -> Iterator[Feed]:
    """Yield the feed of the whole publication and those of listings; none without an address."""
    if not site_address(app) or is_ablog_site(app.config):
        return
    view = overview(app.env)
    length = app.config.blog_feed_length or LENGTH
    title = site_title(app)
    posts = tuple(post for post in view.posts if not post.draft)
    yield Feed(view.addresses.main_feed, title, "", posts[:length])
    for listing in listings(app.env):
        if listing.has_feed:
            newest = tuple(post for post in listing.posts if not post.draft)[:length]
            yield Feed(
                feed_path(app, listing), f"{title}: {listing.title}", listing.page_name, newest
            )


def site_title(app: Sphinx) -> str:
    """Return the publication's name: ``blog_title`` where conf.py sets it, else ``project``."""
    title = app.config.blog_title
    return str(app.config.project if title == "Blog" else title)


def write(app: Sphinx) -> list[object]:
    """Write every feed, each post's entry made once."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return []
    entries: dict[str, FeedEntry] = {}
    for feed in feeds(app):
        generator = _generator(app, feed)
        for post in feed.posts:
            if post.key not in entries:
                entries[post.key] = _entry(app, post)
            generator.add_entry(entries[post.key], order="append")
        write_file(builder, feed.path, generator.atom_str(pretty=True).decode())
    return []


def _generator(app: Sphinx, feed: Feed) -> FeedGenerator:
    site = site_address(app)
    address = urljoin(site, feed.path)
    page = urljoin(site, app.builder.get_target_uri(feed.page_name)) if feed.page_name else site
    generator = FeedGenerator()
    generator.id(address)
    generator.title(feed.title)
    if app.config.blog_feed_subtitle:
        generator.subtitle(app.config.blog_feed_subtitle)
    generator.link(href=page, rel="alternate", type="text/html")
    generator.link(href=address, rel="self", type=_ATOM)
    generator.language((app.config.language or "en").replace("_", "-"))
    generator.generator("sphinx-publication")
    # RFC 4287, 4.1.1: the feed has an author unless every entry has one.
    generator.author({"name": app.config.author or site_title(app)})
    newest = max((post.updated for post in feed.posts), default=None)
    generator.updated(newest or "1970-01-01T00:00:00Z")
    return generator


def _entry(app: Sphinx, post: Post) -> FeedEntry:
    site = site_address(app)
    view = PageView(app, post.docname)
    address = urljoin(site, view.address(post))
    entry = FeedEntry()
    entry.id(address)
    entry.title(post.title)
    entry.link(href=post.external_link or address, rel="alternate", type="text/html")
    entry.published(post.date)
    entry.updated(post.updated)
    for author in view.authors(post):
        uri = urljoin(site, app.builder.get_target_uri(author.target))
        entry.author({"name": author.name, "uri": uri})
    for name in dict.fromkeys((*post.categories, *(topic.name for topic in view.topics(post)))):
        entry.category({"term": name, "label": name})
    about = view.summary(post)
    if about:
        entry.summary(about)
    text = content(
        body(app, post.docname),
        post.section,
        address.partition("#")[0],
        with_comments=app.config.publication_feed_comments,
    )
    if text:
        entry.content(text, type="html")
    return entry


def announce(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Name the publication's feed, and the page's own, in the page's head.

    Our theme prints ``feeds``; others print the ``metatags`` that Sphinx gives them.
    """
    if not isinstance(app.builder, StandaloneHTMLBuilder) or is_ablog_site(app.config):
        return
    if not site_address(app) or not hasattr(app.env, "publication_overview"):
        return
    view = PageView(app, pagename)
    title = site_title(app)
    main = view.file_url(view.overview.addresses.main_feed)
    context["feeds"] = [{"title": title, "href": main}]
    listing = context.get("listing") or listing_of(app.env, pagename)
    if listing and listing.has_feed:
        own = {"title": f"{title}: {listing.title}", "href": view.feed_url(listing)}
        context["feeds"].append(own)
    if app.config.html_theme != THEME:
        context["metatags"] = context.get("metatags", "") + "".join(
            f'\n<link rel="alternate" type="{_ATOM}"'
            f' title="{escape(feed["title"])}" href="{escape(feed["href"])}">'
            for feed in context["feeds"]
        )


def setup(app: Sphinx) -> None:
    """Write feeds when all pages have been written."""
    app.connect("html-collect-pages", write)
    app.connect("html-page-context", announce)
