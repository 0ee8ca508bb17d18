"""``llms.txt`` at the site's root (`model.llms`), in the publication's own words.

It names what there is, not every post: the newest, the lists of each year, the topics with most
posts, the yearbooks, pages that stand, and data. Links lead to the Markdown of pages where there is
any. It comes with that: ``publication_markdown = False`` leaves it out, and a preview has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx.locale import get_translation

from sphinx_publication.bibliography.domain import citation_domain, has_source_pages
from sphinx_publication.model import llms
from sphinx_publication.model.alphabet import sort_key
from sphinx_publication.model.llms import Link, Section
from sphinx_publication.model.page_records import PageKind
from sphinx_publication.site import colophon, markdown_pages
from sphinx_publication.site.feeds import json_path
from sphinx_publication.site.files import write_file
from sphinx_publication.site.listing_pages import listings
from sphinx_publication.site.overview import overview
from sphinx_publication.site.page_records import records
from sphinx_publication.site.page_view import PageView, page_uri, post_uri
from sphinx_publication.site.source_views import posts_words

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_publication.site.page_records import Records

_ = get_translation("sphinx_publication")

#: How many posts, and how many topics, are named.
POSTS, TOPICS = 20, 40


def write(app: Sphinx) -> list[object]:
    """Write the file; there are no pages to add."""
    noted = records(app.env)
    if noted and markdown_pages.is_on(app):
        about = colophon.about(app.env)
        text = llms.text(noted.publication.name, about, _details(noted), _sections(app, noted))
        write_file(app.builder, llms.NAME, text)
    return []


def _details(noted: Records) -> Iterator[str]:
    publication = noted.publication
    yield _(
        "Each page has its text as Markdown beside it: its address with %(name)s at the end."
    ) % {"name": markdown_pages.name_of("")}
    if publication.licence:
        where = f" ({publication.licence_url})" if publication.licence_url else ""
        yield _("The texts may be used under %(licence)s.") % {
            "licence": f"{publication.licence}{where}"
        }


def _sections(app: Sphinx, noted: Records) -> Iterator[Section]:
    yield Section(_("Latest posts"), tuple(_posts(app, noted)))
    yield Section(_("Posts by year"), tuple(_years(app, noted)))
    yield Section(_("Topics"), tuple(_topics(app, noted)))
    yield Section(_("Yearbooks"), tuple(_books(app, noted)))
    yield Section(_("About the publication"), tuple(_standing(noted)))
    yield Section(_("Sources and data"), tuple(_data(app, noted)))


def _posts(app: Sphinx, noted: Records) -> Iterator[Link]:
    newest = overview(app.env).published[:POSTS]
    for post in newest:
        summary = PageView(app, post.docname).summary(post)
        yield Link(post.title, _whole(noted, post_uri(app.builder, post)), summary)


def _years(app: Sphinx, noted: Records) -> Iterator[Link]:
    view = overview(app.env)
    counts: dict[int, int] = {}
    for post in overview(app.env).published:
        counts[post.date.year] = counts.get(post.date.year, 0) + 1
    for year, count in sorted(counts.items(), reverse=True):
        target = page_uri(app.builder, view.target(view.addresses.year(year)))
        yield Link(str(year), _whole(noted, target), posts_words(count))


def _topics(app: Sphinx, noted: Records) -> Iterator[Link]:
    view, language = overview(app.env), app.config.language or "en"
    most = sorted(view.topics.all, key=lambda one: (-len(one.posts), one.slug))[:TOPICS]
    for topic in sorted(most, key=lambda one: sort_key(one.name, language)):
        target = topic.docname or view.addresses.topic(topic.slug)
        address = _whole(noted, page_uri(app.builder, target))
        yield Link(topic.name, address, topic.description)
    if len(most) < len(view.topics.all):
        target = view.target(view.addresses.topics)
        yield Link(_("All topics"), _whole(noted, page_uri(app.builder, target)))


def _books(app: Sphinx, noted: Records) -> Iterator[Link]:
    view = overview(app.env)
    pages = {view.addresses.yearbook(volume.name) for volume in view.volumes}
    for listing in listings(app.env):
        if listing.page_name in pages:
            target = page_uri(app.builder, view.target(listing.page_name))
            files = ", ".join(dict.fromkeys(one.format for one in listing.books[0].files))
            yield Link(listing.title, _whole(noted, target), files)


def _standing(noted: Records) -> Iterable[Link]:
    """Yield the pages that a person wrote, and that are about nothing in particular."""
    found = (one for one in noted.pages.values() if one.kind is PageKind.PAGE and not one.above)
    for record in sorted(found, key=lambda one: one.address):
        address = markdown_pages.name_of(record.address)
        yield Link(record.title, address, record.description)


def _data(app: Sphinx, noted: Records) -> Iterator[Link]:
    view, site = overview(app.env), noted.publication.address
    place = view.addresses
    if has_source_pages(app.builder) and citation_domain(app.env).library.sources:
        target = page_uri(app.builder, view.target(place.sources))
        yield Link(_("Sources"), _whole(noted, target))
    yield Link(
        _("All that the publication knows, as JSON"),
        urljoin(site, f"{place.data}.json"),
        _("posts, sources, citations, topics and links"),
    )
    yield Link("JSON Feed", urljoin(site, json_path(place.main_feed)))
    yield Link("Atom", urljoin(site, place.main_feed))


def _whole(noted: Records, uri: str) -> str:
    """Return the address of a page's Markdown; of one of several posts, that of its page."""
    page = uri.partition("#")[0]
    return urljoin(noted.publication.address, markdown_pages.name_of(page))


def setup(app: Sphinx) -> None:
    """Write the file with the pages."""
    app.connect("html-collect-pages", write)
