"""The page that lists the yearbooks, a page for each, and where a post stands in them.

The books are another builder's work, and made before the site. What became of them stands in their
records (`model.volume_records`); without one, a page links to the files by their names, which are
known, and says no more of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from babel.numbers import format_decimal
from sphinx.locale import get_translation

from sphinx_publication.model.posts import Post
from sphinx_publication.model.volume_records import BookFile
from sphinx_publication.model.yearbooks import PDF_EDITIONS, Edition, Volume
from sphinx_publication.site.listing import Above, Book, BookPart, Entry, File, Group, Listing
from sphinx_publication.site.overview import Overview

_ = get_translation("sphinx_publication")

_MEDIA_TYPES = {
    Edition.SCREEN: ("PDF", "application/pdf"),
    Edition.PRINT: ("PDF", "application/pdf"),
    Edition.EPUB: ("EPUB", "application/epub+zip"),
}


@dataclass(frozen=True)
class InBook:
    """Where a post stands in a yearbook."""

    #: "yearbook 2013".
    book: str
    page: int
    #: Path of the book from the site's root.
    path: str


def listings(view: Overview, language: str) -> Iterator[Listing]:
    """Yield the list of yearbooks, and each volume's page with its editions and its contents."""
    place = view.addresses
    if not view.volumes:
        return
    books = tuple(_book(view, volume, language) for volume in view.volumes)
    yield Listing(
        place.yearbooks,
        _("Yearbooks"),
        _("All yearbooks"),
        (),
        lead=_("The posts of each year, gathered in a book to read, print and keep."),
        books=tuple(replace(book, parts=()) for book in books),
    )
    above = Above(_("Yearbooks"), view.target(place.yearbooks))
    for volume, book in zip(view.volumes, books, strict=True):
        numbers = view.target(place.numbers_of(volume.name))
        yield Listing(
            place.yearbook(volume.name),
            book.name,
            _("In the book"),
            (Group(posts=volume.posts),),
            books=(replace(book, page="", numbers=numbers),),
            parents=(above,),
        )


def newest(view: Overview, language: str) -> Book | None:
    """Return the yearbook of the latest year; None where there is none."""
    latest = _latest(view)
    return replace(_book(view, latest, language), parts=()) if latest else None


def list_entry(view: Overview) -> Entry | None:
    """Return the list of yearbooks, as every page names it; None where there is none."""
    if not view.volumes:
        return None
    return Entry(_("Yearbooks"), view.target(view.addresses.yearbooks), 0)


def _latest(view: Overview) -> Volume | None:
    volumes = [volume for volume in view.volumes if volume.year]
    return max(volumes, key=lambda volume: volume.year or 0, default=None)


def in_books(view: Overview, post: Post) -> tuple[InBook, ...]:
    """Return the places of *post* in the yearbooks that have been made, its year's own first."""
    found = []
    for volume in view.volumes:
        record = view.records.get(volume.name)
        page = record.page_of(post.key) if record and post in volume.posts else 0
        if record and page and (file := record.file(Edition.SCREEN)):
            name = volume.title or _("yearbook %(year)s") % {"year": volume.label}
            found.append(InBook(name, page, f"{view.addresses.yearbooks}/{file.name}"))
    return tuple(found)


def in_volumes(view: Overview) -> Iterator[tuple[Volume, str, str, dict[str, int]]]:
    """Yield each yearbook that has been made, the oldest first.

    With it come its name ("Yearbook 2013"), the path of its edition for the screen from the site's
    root, and the page there on which each of its posts begins, by the post's key.
    """
    for volume in sorted(view.volumes, key=lambda one: one.name):
        record = view.records.get(volume.name)
        file = record.file(Edition.SCREEN) if record else None
        if record and file:
            pages = {post.key: record.page_of(post.key) for post in volume.posts}
            path = f"{view.addresses.yearbooks}/{file.name}"
            yield volume, name_of(volume), path, {key: at for key, at in pages.items() if at}


def name_of(volume: Volume) -> str:
    """Return what the site calls a volume: "Yearbook 2013", or its own title."""
    return volume.title or _("Yearbook %(year)s") % {"year": volume.label}


def _book(view: Overview, volume: Volume, language: str) -> Book:
    folder = view.addresses.yearbooks
    record = view.records.get(volume.name)
    if record is None:
        files = tuple(BookFile(one, volume.file_name(one), 0, "") for one in PDF_EDITIONS[:1])
    else:
        files = record.files
    screen = next((file for file in files if file.edition is Edition.SCREEN), files[0])
    posts = {post.key: post for post in volume.posts}
    return Book(
        name=name_of(volume),
        page=view.target(view.addresses.yearbook(volume.name)),
        files=tuple(_file(folder, file, language) for file in files),
        cover=f"{folder}/{record.cover}" if record and record.cover else "",
        summary=_summary(volume, language),
        parts=tuple(
            BookPart(line.title, line.page, f"{folder}/{screen.name}", posts.get(line.post))
            for line in (record.contents if record else ())
        ),
    )


def _summary(volume: Volume, language: str) -> str:
    count = len(volume.posts)
    if volume.title:
        words = _("One post, %(years)s") if count == 1 else _("%(count)s posts, %(years)s")
    else:
        words = _("One post") if count == 1 else _("%(count)s posts")
    return words % {"count": format_decimal(count, locale=language), "years": volume.label}


def _file(folder: str, file: BookFile, language: str) -> File:
    names = {
        Edition.SCREEN: _("For the screen"),
        Edition.PRINT: _("For print"),
        Edition.EPUB: _("For e-readers"),
    }
    kind, media_type = _MEDIA_TYPES[file.edition]
    facts = []
    if file.pages:
        pages = _("One page") if file.pages == 1 else _("%(count)s pages")
        facts.append(pages % {"count": format_decimal(file.pages, locale=language)})
    if file.size:
        facts.append(size(file.size, language))
    return File(
        names[file.edition], f"{folder}/{file.name}", kind, media_type, tuple(facts), file.sha256
    )


def size(count: int, language: str) -> str:
    """Return a number of bytes in words: "1,2 MB" (of a million, as browsers count)."""
    unit, divisor = ("MB", 1_000_000) if count >= 1_000_000 else ("kB", 1_000)
    pattern = "#,##0.0" if unit == "MB" else "#,##0"
    number = format_decimal(max(count / divisor, 1), pattern, locale=language)
    return f"{number}\u00a0{unit}"
