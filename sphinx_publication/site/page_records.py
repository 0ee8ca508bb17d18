"""The record of every page, worked out once: all metadata of a page are made from it.

Records of documents and posts are noted when all has been read, and a document is written anew when
its record has changed. The record of a generated page is made with the page. There are none without
an address of the site (``html_baseurl``), nor on an ablog site, whose pages are ablog's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import get_translation

from sphinx_publication.bibliography import citable
from sphinx_publication.bibliography.domain import citation_domain, has_source_pages
from sphinx_publication.bibliography.exports import FORMATS, csl_json
from sphinx_publication.model.companion_files import PICTURE, PUBLICATION_PICTURE, companion
from sphinx_publication.model.entities import KINDS
from sphinx_publication.model.page_records import (
    Author,
    Cited,
    File,
    Named,
    PageKind,
    PageRecord,
    Picture,
    Publication,
)
from sphinx_publication.site.blog import is_ablog_site
from sphinx_publication.site.builder import NOT_FOUND, PublicationBuilder
from sphinx_publication.site.changes import changed
from sphinx_publication.site.comments import count_of
from sphinx_publication.site.entities import is_untitled, kind_of
from sphinx_publication.site.entity_domain import entity_domain
from sphinx_publication.site.feeds import site_title
from sphinx_publication.site.link_pictures.drawing import HEIGHT, WIDTH
from sphinx_publication.site.link_pictures.setting import is_settable
from sphinx_publication.site.listing_pages import listing_of, listings
from sphinx_publication.site.overview import Overview, overview
from sphinx_publication.site.page_view import PageView, page_uri, post_uri, site_address
from sphinx_publication.site.retelling import original_of
from sphinx_publication.site.source_desk import desk_of
from sphinx_publication.site.summaries import summary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_publication.model.posts import Post
    from sphinx_publication.site.listing import Entry, Listing

_ = get_translation("sphinx_publication")
#: How many things on a list its description names.
_NAMED = 4


@dataclass(frozen=True)
class Records:
    """The records of a publication's documents and posts."""

    publication: Publication
    #: Of each document that is a page, by docname; a document that is one post has the post's.
    pages: Mapping[str, PageRecord]
    #: Of each published post, by the post's key.
    posts: Mapping[str, PageRecord]
    #: The posts on each document, newest first.
    on_page: Mapping[str, tuple[Post, ...]]
    #: What the pages are called that others may stand below, by page address ("amnen/").
    titles: Mapping[str, str] = field(repr=False)
    #: Of the pages that this process has come to, by name: each is asked for by several.
    made: dict[str, PageRecord] = field(default_factory=dict, repr=False, compare=False)

    def of_posts_on(self, docname: str) -> tuple[PageRecord, ...]:
        """Return the records of a document's posts, newest first."""
        return tuple(self.posts[post.key] for post in self.on_page.get(docname, ()))


def records(env: BuildEnvironment) -> Records | None:
    """Return the records; None where the publication has none."""
    noted: Records | None = getattr(env, "publication_page_records", None)
    return noted


def note(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Work out the records; return the documents whose own have changed since last."""
    is_site = isinstance(app.builder, StandaloneHTMLBuilder) and has_source_pages(app.builder)
    is_ours = is_site and not is_ablog_site(app.config)
    found = _Maker(app).records() if is_ours and site_address(app) else None
    env.publication_page_records = found  # type: ignore[attr-defined]
    shown: dict[str, str] = {}
    if found:
        shown = {docname: repr(found.of_posts_on(docname)) for docname in found.on_page}
        for docname in found.pages.keys() - found.on_page.keys():
            shown[docname] = repr(found.pages[docname])
    return changed(env, f"page_records_{app.builder.name}", shown)


def page_record(app: Sphinx, pagename: str, context: Mapping[str, Any]) -> PageRecord | None:
    """Return the record of a page that is being written; None where there are none."""
    noted = records(app.env)
    if noted is None:
        return None
    if pagename not in noted.made:
        noted.made[pagename] = _of_page(app, noted, pagename, context)
    return noted.made[pagename]


def _prepare(app: Sphinx, docnames: Sequence[str]) -> None:
    """Make the records of documents that are about to be written."""
    if noted := records(app.env):  # pages of no document have theirs of their contexts
        for docname in filter(noted.pages.__contains__, docnames):
            page_record(app, docname, {})


def _of_page(app: Sphinx, noted: Records, pagename: str, context: Mapping[str, Any]) -> PageRecord:
    record = noted.pages.get(pagename)
    if record is None:
        return _generated(app, noted, pagename, context)
    if not record.description and record.kind is PageKind.POST:
        return replace(record, description=summary(app, noted.on_page[pagename][0]))
    return record


def _generated(
    app: Sphinx, noted: Records, pagename: str, context: Mapping[str, Any]
) -> PageRecord:
    """Return the record of a page that no document is."""
    publication = noted.publication
    address = f"{publication.address}{page_uri(app.builder, pagename)}"
    listing: Listing | None = context.get("listing")
    return PageRecord(
        kind=_kind_of_generated(overview(app.env), pagename),
        address=address,
        title=Markup(context.get("title") or "").striptags(),
        publication=publication,
        canonical=address,
        language=publication.language,
        description=_line(context.get("description")) or _of_listing(listing),
        items=_items(listing, publication.address),
        picture=picture_of(publication),
        above=pages_above(app, pagename),
    )


def pages_above(app: Sphinx, pagename: str) -> tuple[Named, ...]:
    """Return the pages that the record of a generated page names as above it."""
    noted = records(app.env)
    if noted is None:
        return ()
    address = overview(app.env).addresses.page(pagename)
    return _above(address, noted.titles, noted.publication.address)


def _kind_of_generated(view: Overview, pagename: str) -> PageKind:
    place = view.addresses
    folder = pagename.rpartition("/")[0]
    kinds = {
        place.authors: PageKind.AUTHOR,
        place.sources: PageKind.SOURCE,
        place.series: PageKind.SERIES,
        place.topics: PageKind.TOPIC,
        place.yearbooks: PageKind.BOOK,
    }
    if pagename == place.search:
        return PageKind.SEARCH
    if pagename == NOT_FOUND:
        return PageKind.OTHER
    return kinds.get(folder, PageKind.LIST)


def _above(address: str, titles: Mapping[str, str], site: str) -> tuple[Named, ...]:
    """Return the pages in whose folders an *address* lies, as far as there are any."""
    steps = address.split("/")[:-1] if not address.endswith("/") else address.split("/")[:-2]
    folders = (f"{'/'.join(steps[:count])}/" for count in range(1, len(steps) + 1))
    return tuple(Named(titles[one], f"{site}{one}") for one in folders if one in titles)


def _of_listing(listing: Listing | None) -> str:
    """Return what a list says of itself, or else the first things on it."""
    if listing is None or listing.lead:
        return listing.lead if listing else ""
    names = [post.title for post in listing.posts[:_NAMED]]
    names += [entry.name for group in listing.groups for entry in group.entries[:_NAMED]]
    return " · ".join(names[:_NAMED])


def _items(listing: Listing | None, site: str) -> tuple[File, ...]:
    """Return the files of the one yearbook that a page is about."""
    books = listing.books if listing else ()
    if len(books) != 1 or books[0].page:
        return ()
    return tuple(File(f"{site}{file.path}", file.media_type) for file in books[0].files)


def _line(text: object) -> str:
    return " ".join(str(text or "").split())


class _Maker:
    """Makes the records of documents and posts."""

    def __init__(self, app: Sphinx) -> None:
        self.app = app
        self.env = app.env
        self.view = overview(app.env)
        self.publication = _publication(app)
        self.cited = _cited_sources(app, self.publication.address)
        self.people: dict[tuple[str, str], Author] = {}
        self.titles = self._titles()
        self.publication_picture = picture_of(self.publication)

    def records(self) -> Records:
        """Return all records."""
        posts = self.view.published
        desk = desk_of(self.env)
        keys = {post.key: desk.domain.in_order(desk.cites.get(post.key, ())) for post in posts}
        told = {post.key: self._post(post, keys[post.key]) for post in posts}
        whole = {post.docname: told[post.key] for post in posts if not post.section}
        withheld = {post.docname for post in self.view.posts} - {post.docname for post in posts}
        others = sorted(self.env.found_docs - withheld - whole.keys())
        pages = {docname: self._page(docname) for docname in others} | whole
        on_page: dict[str, tuple[Post, ...]] = {}
        for post in posts:
            on_page[post.docname] = (*on_page.get(post.docname, ()), post)
        return Records(self.publication, pages, told, on_page, self.titles)

    def _address(self, page_name: str) -> str:
        return f"{self.publication.address}{page_uri(self.app.builder, page_name)}"

    def _titles(self) -> dict[str, str]:
        """Return the titles of pages by address; generated ones are called as their lists are."""
        place = self.view.addresses
        found = {f"{place.sources}/": str(_("Sources"))}
        found |= {place.page(one.page_name): one.title for one in listings(self.env)}
        for docname in self.env.found_docs:
            if not is_untitled(self.env, docname):
                found[place.page(docname)] = self.env.titles[docname].astext()
        return found

    def _page(self, docname: str) -> PageRecord:
        address = self._address(docname)
        front, listing = self.env.metadata[docname], listing_of(self.env, docname)
        path = self.view.addresses.page(docname)
        return PageRecord(
            kind=self._kind(docname),
            address=address,
            title=self.titles.get(path, ""),
            publication=self.publication,
            canonical=address,
            language=self.publication.language,
            description=_line(front.get("description")) or _of_listing(listing),
            items=_items(listing, self.publication.address),
            picture=self.publication_picture,
            above=_above(path, self.titles, self.publication.address),
        )

    def _kind(self, docname: str) -> PageKind:
        place = self.view.addresses
        if docname == self.app.config.root_doc:
            return PageKind.START
        if (kind := kind_of(self.env, place, docname)) in {*KINDS, PageKind.SOURCE}:
            return PageKind(kind)
        path = PurePosixPath(place.page(docname))
        kinds = {
            place.authors: PageKind.AUTHOR,
            place.series: PageKind.SERIES,
            place.yearbooks: PageKind.BOOK,
        }
        usual = PageKind.LIST if listing_of(self.env, docname) else PageKind.PAGE
        return kinds.get(str(path.parent), usual)

    def _post(self, post: Post, keys: tuple[str, ...]) -> PageRecord:
        view = PageView(self.app, post.docname)
        address = f"{self.publication.address}{post_uri(self.app.builder, post)}"
        path = self.view.addresses.page(post.docname)
        series = self.view.places.get(post.key)
        original = original_of(self.env.metadata.get(post.docname, {}))
        return PageRecord(
            kind=PageKind.POST,
            address=address,
            title=post.title,
            publication=self.publication,
            canonical=post.external_link or post.canonical_link or address,
            language=self.publication.language,
            description=post.description,
            authors=tuple(self._author(one) for one in view.authors(post)),
            published=post.date,
            changed=post.updated,
            topics=tuple(self._named(view.topics(post))),
            categories=tuple(self._named(view.categories(post))),
            series=self._series(series.series.name, series.series.slug) if series else None,
            part=series.part if series else None,
            cites=tuple(self.cited[key] for key in keys),
            original=self.cited.get(citation_domain(self.env).source_key(original)),
            comments=count_of(self.env, post),
            picture=self._picture(post, address),
            described_by=self._described_by(address),
            above=_above(path, self.titles, self.publication.address),
        )

    def _described_by(self, address: str) -> tuple[File, ...]:
        """Return the files to cite a post by, which a preview and other builders do not make."""
        if (
            not isinstance(self.app.builder, PublicationBuilder)
            or self.app.config.publication_preview
        ):
            return ()
        return tuple(File(companion(address, form.suffix), form.media_type) for form in FORMATS)

    def _picture(self, post: Post, address: str) -> Picture | None:
        """Return the post's own picture, or the publication's, for want of a font or a page."""
        if post.section or not is_settable(post.title):
            return self.publication_picture
        return Picture(companion(address, PICTURE), WIDTH, HEIGHT, post.title)

    def _named(self, entries: Iterable[Entry]) -> Iterator[Named]:
        for entry in entries:
            yield Named(entry.name, self._address(entry.target))

    def _series(self, name: str, slug: str) -> Named:
        return Named(name, self._address(self.view.target(self.view.addresses.one_series(slug))))

    def _author(self, entry: Entry) -> Author:
        place = (entry.name, entry.target)
        if place not in self.people:
            self.people[place] = author_of(self.app, entry.name, entry.target)
        return self.people[place]


def author_of(app: Sphinx, signature: str, target: str) -> Author:
    """Return who signs posts with a name; *target* is the page name or docname of the page."""
    view, register = overview(app.env), entity_domain(app.env).lexicon.register
    profile = view.writers.get(view.addresses.author(signature).rpartition("/")[2])
    orcid = profile.orcid if profile else ""
    is_body = " " not in signature or bool(register.find(signature, "organisation"))
    address = f"{site_address(app)}{page_uri(app.builder, target)}"
    author = Author(signature, address, is_body and not orcid, orcid)
    parts = citable.name(author)
    return replace(author, family=parts.surname, given=parts.given) if parts.given else author


def _publication(app: Sphinx) -> Publication:
    config = app.config
    return Publication(
        name=site_title(app),
        address=site_address(app),
        language=(config.language or "en").replace("_", "-"),
        description=_line(app.env.metadata[config.root_doc].get("description")),
        licence=config.publication_licence,
        licence_url=config.publication_licence_url,
        publisher=config.publication_publisher,
        issn=config.publication_issn,
    )


def picture_of(publication: Publication) -> Picture | None:
    """Return the publication's picture; None for want of a font."""
    if not is_settable(publication.name):
        return None
    address = f"{publication.address}{PUBLICATION_PICTURE}"
    return Picture(address, WIDTH, HEIGHT, publication.name)


def _cited_sources(app: Sphinx, site: str) -> dict[str, Cited]:
    """Return every source as posts cite it, by key."""
    domain = citation_domain(app.env)
    found = {}
    for key, source in domain.library.sources.items():
        item = csl_json(source)
        address = f"{site}{page_uri(app.builder, domain.page(key))}"
        title = item.get("title") or domain.library.short(key)
        found[key] = Cited(key, address, title, item["type"])
    return found


def _begin(app: Sphinx) -> None:
    if isinstance(app.builder, PublicationBuilder):
        app.builder.before_part.append(lambda docnames: _prepare(app, docnames))


def setup(app: Sphinx) -> None:
    """Note the records after everything else is known."""
    app.connect("builder-inited", _begin)
    app.connect("env-updated", note, priority=340)
