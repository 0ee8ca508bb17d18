"""What pages show of a source: plain records for templates, each made from the `Desk`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx.locale import get_translation

from sphinx_publication.bibliography.dates import date_of, year_in
from sphinx_publication.model import dates
from sphinx_publication.model.companions import by_year
from sphinx_publication.model.identifiers import safe_address
from sphinx_publication.site.citations import Passage, passages
from sphinx_publication.site.downloads import Download, in_each_format
from sphinx_publication.site.said import of_document
from sphinx_publication.site.source_facts import Fact, day, facts
from sphinx_publication.site.source_words import kind_of_source

if TYPE_CHECKING:
    from sphinx_publication.bibliography.formatting import Run
    from sphinx_publication.model.citations import Citers, CitingPage, CitingPost
    from sphinx_publication.model.sources import Source
    from sphinx_publication.site.source_desk import Desk

_ = get_translation("sphinx_publication")


@dataclass(frozen=True)
class SourceName:
    """What a source is called where it is one of several.

    Not how often it is cited: what shows that has to be made again when anybody cites it.
    """

    key: str
    page_name: str
    #: "Ham & Walsh, 2013".
    short: str
    title: str
    #: Language of the title, where it is not the publication's own.
    lang: str
    #: What it is, in words: "Rapport".
    kind: str


@dataclass(frozen=True)
class SourceView(SourceName):
    """One source as lists show it that say how often it is cited."""

    #: How many published posts cite it.
    count: int
    #: The same in words.
    count_words: str


@dataclass(frozen=True)
class Copy:
    """An archived copy of what stood at an address."""

    href: str
    #: "2019-05-03"; "" where nobody wrote it down.
    machine_date: str
    label: str


@dataclass(frozen=True)
class Address:
    """Where a source can be read, now and in an archive."""

    href: str
    label: str
    copy: Copy | None = None
    #: When somebody read it there: "Hämtad 3 maj 2019"; "" for unknown.
    visited: str = ""
    #: The same as "2019-05-03".
    machine_date: str = ""


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
    #: Language of the title, where it is not the publication's own.
    lang: str = ""


@dataclass(frozen=True)
class Beside:
    """A source that is cited in the same posts."""

    source: SourceName
    #: In how many posts, in words.
    count_words: str


@dataclass(frozen=True)
class SourcePage:
    """All that the page of a source shows."""

    source: SourceView
    reference: tuple[Run, ...]
    facts: tuple[Fact, ...]
    address: Address | None
    #: "2013: 1, 2026: 3"; "" where no post cites it.
    years: str
    citing_posts: tuple[CitingEntry, ...]
    citing_pages: tuple[CitingEntry, ...]
    beside: tuple[Beside, ...]
    downloads: tuple[Download, ...]


def named(desk: Desk, key: str) -> SourceName:
    """Return what a source is called; made once, for one source stands in many lists."""
    if key not in desk.names:
        source = desk.sources[key]
        desk.names[key] = SourceName(
            key=key,
            page_name=desk.domain.page(key),
            short=desk.library.short(key),
            title=source.title,
            lang=desk.foreign(key),
            kind=kind_of_source(source),
        )
    return desk.names[key]


def view(desk: Desk, key: str) -> SourceView:
    """Return a source as lists show it that say how often it is cited; made once, too."""
    if key not in desk.views:
        count = len(desk.cited(key).posts)
        words = count_words(count)
        desk.views[key] = SourceView(**vars(named(desk, key)), count=count, count_words=words)
    return desk.views[key]


def page(desk: Desk, key: str) -> SourcePage:
    """Return what the page of a source shows."""
    source, found = desk.sources[key], desk.cited(key)
    return SourcePage(
        source=view(desk, key),
        reference=desk.library.reference(key),
        facts=tuple(facts(desk, key)),
        address=address(source, desk.language),
        years=", ".join(f"{year.year}: {year.count}" for year in by_year(found)),
        citing_posts=tuple(_citing_posts(desk, found)),
        citing_pages=tuple(_citing_pages(desk, found)),
        beside=tuple(
            Beside(named(desk, one.key), posts_words(one.count)) for one in desk.beside(key)
        ),
        downloads=tuple(downloads(desk, key)),
    )


def made_of(desk: Desk, key: str) -> tuple[object, ...]:
    """Return all that `page` rests on besides the configuration: much less work than the page.

    A post or page that cites the source tells its sentences, whose citations the library words.
    """
    env, found = desk.env, desk.cited(key)
    return (
        desk.library.made_of,
        desk.library.reference(key),
        [desk.topic(name) for name in desk.about(key).topics],
        [(one.post, of_document(env, one.post.docname), _places(one)) for one in found.posts],
        [
            (one.docname, _title(desk, one.docname), of_document(env, one.docname), _places(one))
            for one in found.pages
        ],
        [(one.key, one.count) for one in desk.beside(key)],
    )


def count_words(count: int) -> str:
    """Return in words how many posts cite a source."""
    if count == 0:
        return _("Not cited in any post")
    if count == 1:
        return _("Cited in one post")
    return _("Cited in %(count)s posts") % {"count": count}


def posts_words(count: int) -> str:
    """Return a number of posts in words."""
    return _("1 post") if count == 1 else _("%(count)s posts") % {"count": count}


def year(source: Source) -> int:
    """Return the year of a source; 0 where it has none."""
    return year_in(date_of(source)) or 0


def downloads(desk: Desk, key: str) -> Iterator[Download]:
    """Yield a source in each format, in a file beside its page."""
    page_name = desk.domain.page(key)
    name = page_name.rpartition("/")[2]
    return in_each_format(lambda suffix: f"{page_name}/{name}{suffix}", desk.sources[key])


def address(source: Source, language: str) -> Address | None:
    """Return where a source can be read on the web; None where that is not a web address."""
    href, copy = safe_address(source.get("url")), _copy(source, language)
    if not href:
        return Address(copy.href, copy.label) if copy else None
    label = _("Read the source at %(host)s") % {"host": _host(href)}
    visited = source.get("urldate")
    words = _("read on %(day)s") % {"day": day(visited, language)} if visited else ""
    return Address(href, label, copy, words, visited)


def _copy(source: Source, language: str) -> Copy | None:
    href = safe_address(source.get("archiveurl"))
    if not href:
        return None
    saved = source.get("archivedate")
    label = _("Archived copy at %(host)s") % {"host": _host(href)}
    if saved:
        label = _("Archived copy of %(day)s") % {"day": day(saved, language)}
    return Copy(href, saved, label)


def _host(href: str) -> str:
    return (urlsplit(href).hostname or "").removeprefix("www.")


def _citing_posts(desk: Desk, found: Citers) -> Iterator[CitingEntry]:
    for citing in found.posts:
        post = citing.post
        yield CitingEntry(
            docname=post.docname,
            fragment=f"#{post.section}" if post.section else "",
            title=post.title,
            passages=tuple(passages(desk.env, citing.citations)),
            machine_date=post.date.isoformat(),
            date=dates.long_date(post.date, desk.language),
        )


def _citing_pages(desk: Desk, found: Citers) -> Iterator[CitingEntry]:
    for citing in found.pages:
        title, lang = _title(desk, citing.docname)
        yield CitingEntry(
            docname=citing.docname,
            fragment="",
            title=title,
            lang=lang,
            passages=tuple(passages(desk.env, citing.citations)),
        )


def _title(desk: Desk, docname: str) -> tuple[str, str]:
    """Return a document's title, and its language where it is not the publication's own."""
    return desk.env.titles[docname].astext(), desk.title_languages.get(docname, "")


def _places(citing: CitingPost | CitingPage) -> list[str]:
    """Return the ids of the places that cite a source."""
    return [citation.anchor for citation in citing.citations]
