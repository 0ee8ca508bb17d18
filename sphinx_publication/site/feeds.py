"""Feeds of the whole publication, and of each topic, category and author, in two forms.

They are Atom (RFC 4287) and, in ``feed.json`` beside it, JSON Feed 1.1 (`model.json_feed`). Each
feed's id is its own address, each entry's id the post's. A feed is as new as its newest entry, so
the same posts always give the same bytes. ablog's feeds share one id, carry the time of the build,
keep one of several authors, and link relative to nothing; they are not written.

Feeds need an address for the site (``html_baseurl``); without one there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.model import json_feed
from sphinx_publication.model.fingerprints import code
from sphinx_publication.model.json_feed import Author, Channel, Item
from sphinx_publication.model.posts import Post
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.digests import Digests, digest
from sphinx_publication.site.feed_archives import ALONE, Chain, archives, join
from sphinx_publication.site.files import keep_file, write_file
from sphinx_publication.site.listing_pages import listing_of, listings
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_view import PageView, feed_path, site_address
from sphinx_publication.site.post_texts import Texts
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
    #: The feeds with the posts that this one does not hold.
    chain: Chain = ALONE


def feeds(app: Sphinx) -> Iterator[Feed]:
    """Yield the feed of the whole publication and those of listings; none without an address.

    What the first does not hold stands in archives by year.
    """
    if not site_address(app) or is_ablog_site(app.config):
        return
    view = overview(app.env)
    length = app.config.blog_feed_length or LENGTH
    title = site_title(app)
    posts = tuple(post for post in view.posts if not post.draft)
    main, year = view.addresses.main_feed, view.addresses.year
    years = list(archives(posts, main, lambda one: f"{year(one)}/{view.addresses.feed}"))
    years = years if len(posts) > length else []
    yield Feed(main, title, "", posts[:length], Chain(older=years[0].path) if years else ALONE)
    for one in years:
        yield Feed(one.path, f"{title}: {one.year}", year(one.year), one.posts, one.chain)
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
    """Write every feed in both forms, each post's entry made once."""
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return []
    texts = Texts(app)
    every: dict[str, _Told] = {}
    digests = Digests(Path(app.doctreedir, f"feeds-{builder.name}.json"))
    digests.begin()
    for feed in feeds(app):
        posts = [every.setdefault(one.key, _Told(app, texts, one)) for one in feed.posts]
        channels = {path: _channel(app, feed, path) for path in (feed.path, json_path(feed.path))}
        made_of = (
            code(),
            str(builder.outdir),
            feed,
            channels,
            [post.made_of for post in posts],
        )
        are_there = [keep_file(builder, path) for path in channels]
        if digests.is_same(feed.path, *made_of) and all(are_there):
            continue
        (path, channel), (beside, told) = channels.items()
        generator = _generator(channel, feed)
        join(generator, feed.chain, site_address(app), _ATOM)
        for post in posts:
            generator.add_entry(post.entry, order="append")
        write_file(builder, path, generator.atom_str(pretty=True).decode())
        write_file(builder, beside, json_feed.text(told, (post.item for post in posts)))
    digests.end()
    return []


class _Told:
    """What feeds hold of one post, each part made once."""

    def __init__(self, app: Sphinx, texts: Texts, post: Post) -> None:
        self._app, self._texts, self._post = app, texts, post

    @cached_property
    def made_of(self) -> str:
        """A digest of all that feeds tell of the post."""
        return digest(self._without_text, self._texts.version(self._post))

    @cached_property
    def item(self) -> Item:
        """The post as feeds tell of it."""
        return replace(self._without_text, content=self._texts.body(self._post))

    @cached_property
    def entry(self) -> FeedEntry:
        """The same for Atom."""
        return _entry(self.item)

    @cached_property
    def _without_text(self) -> Item:
        return _item(self._app, self._post)


def json_path(path: str) -> str:
    """Return the path of the JSON Feed beside the Atom feed at *path*."""
    return PurePosixPath(path).with_name(json_feed.NAME).as_posix()


def _channel(app: Sphinx, feed: Feed, path: str) -> Channel:
    """Return what the form of *feed* at *path* says of itself."""
    site = site_address(app)
    page = urljoin(site, app.builder.get_target_uri(feed.page_name)) if feed.page_name else site
    return Channel(
        title=feed.title,
        address=urljoin(site, path),
        page=page,
        language=(app.config.language or "en").replace("_", "-"),
        author=app.config.author or site_title(app),
        description=app.config.blog_feed_subtitle or "",
        older=urljoin(site, json_path(feed.chain.older)) if feed.chain.older else "",
    )


def _generator(channel: Channel, feed: Feed) -> FeedGenerator:
    generator = FeedGenerator()
    generator.id(channel.address)
    generator.title(channel.title)
    if channel.description:
        generator.subtitle(channel.description)
    generator.link(href=channel.page, rel="alternate", type="text/html")
    generator.link(href=channel.address, rel="self", type=_ATOM)
    generator.language(channel.language)
    generator.generator("sphinx-publication")
    # RFC 4287, 4.1.1: the feed has an author unless every entry has one.
    generator.author({"name": channel.author})
    newest = max((post.updated for post in feed.posts), default=None)
    generator.updated(newest or "1970-01-01T00:00:00Z")
    return generator


def _item(app: Sphinx, post: Post) -> Item:
    """Return what a feed tells of a post, but for its text."""
    site = site_address(app)
    view = PageView(app, post.docname)
    address = urljoin(site, view.address(post))
    labels = (*post.categories, *(topic.name for topic in view.topics(post)))
    return Item(
        id=address,
        title=post.title,
        url=post.external_link or address,
        published=post.date,
        updated=post.updated,
        authors=tuple(
            Author(one.name, urljoin(site, app.builder.get_target_uri(one.target)))
            for one in view.authors(post)
        ),
        tags=tuple(dict.fromkeys(labels)),
        summary=view.summary(post) or "",
        content="",
    )


def _entry(item: Item) -> FeedEntry:
    entry = FeedEntry()
    entry.id(item.id)
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate", type="text/html")
    entry.published(item.published)
    entry.updated(item.updated)
    for author in item.authors:
        entry.author({"name": author.name, "uri": author.url})
    for name in item.tags:
        entry.category({"term": name, "label": name})
    if item.summary:
        entry.summary(item.summary)
    if item.content:
        entry.content(item.content, type="html")
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
    context["feeds"] = _forms(title, main)
    listing = context.get("listing") or listing_of(app.env, pagename)
    if listing and listing.has_feed:
        context["feeds"] += _forms(f"{title}: {listing.title}", view.feed_url(listing))
    if app.config.html_theme != THEME:
        context["metatags"] = context.get("metatags", "") + "".join(
            f'\n<link rel="alternate" type="{feed["type"]}"'
            f' title="{escape(feed["title"])}" href="{escape(feed["href"])}">'
            for feed in context["feeds"]
        )


def _forms(title: str, href: str) -> list[dict[str, str]]:
    """Return a feed's two forms, as pages name them; *href* leads to the Atom feed."""
    beside = f"{href.rpartition('/')[0]}/{json_feed.NAME}".removeprefix("/")
    return [
        {"title": title, "href": href, "type": _ATOM},
        {"title": title, "href": beside, "type": json_feed.MEDIA_TYPE},
    ]


def setup(app: Sphinx) -> None:
    """Write feeds when all pages have been written."""
    app.connect("html-collect-pages", write)
    app.connect("html-page-context", announce)
