"""An independent reader: what the books say of themselves is what stands on their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sphinx.testing.util import SphinxTestApp
from yearbook.reading import squashed
from yearbook.truth import Volume, heading, swedish, volumes
from yearbook.validating import faults


@pytest.fixture(scope="module")
def books(publication: SphinxTestApp) -> tuple[Volume, ...]:
    """The real publication's books, both editions."""
    found = tuple(volumes(publication, "samordningsbloggen"))
    assert len(found) >= 6
    return found


def wrong_contents(volume: Volume) -> Iterator[str]:
    """Yield what is wrong with the contents: each line's page opens with its title."""
    book, met = volume.book, set()
    for number in book.part("Innehåll"):
        for (page, _top), words in book[number].linked().items():
            told = re.search(r"(\d+)\s*$", words)
            if told is None or int(told[1]) != page:
                yield f"{words!r} leads to page {page}"
            title = squashed(book[page].title)
            met.add((page, title))
            if not title or not squashed(words).startswith(title):
                yield f"{words!r}, but page {page} opens with {book[page].title!r}"
    for _docname, _section, title, _labels in volume.posts():
        if not any(opened == squashed(title) for _page, opened in met):
            yield f"{title!r} is not in the contents"


def wrong_bookmarks(volume: Volume) -> Iterator[str]:
    """Yield bookmarks whose page does not hold their words."""
    for _level, title, page in volume.book.bookmarks:
        if squashed(title) not in squashed(volume.book[page].text):
            yield f"bookmark {title!r} on page {page}"


def wrong_folios(volume: Volume) -> Iterator[str]:
    """Yield pages that print another number than their own at their foot."""
    for page in volume.book.pages:
        foot = min(page.runs, key=lambda run: run.y, default=None)
        shown = foot.text.strip() if foot else ""
        if shown.isdigit() and int(shown) != page.number:
            yield f"page {page.number} says that it is page {shown}"


def wrong_links(volume: Volume) -> Iterator[str]:
    """Yield links to nowhere, and page numbers that lead to another page."""
    for page in volume.book.pages:
        for link in page.links:  # a destination that does not exist is a KeyError
            if not link.address and not 1 <= link.page <= len(volume.book.pages):
                yield f"page {page.number}: a link leads to page {link.page}"
    for part in ("Källor", "Register"):
        if part in [title for _level, title, _page in volume.book.bookmarks]:
            for number in volume.book.part(part):
                yield from _wrong_numbers(volume, number)


def _wrong_numbers(volume: Volume, number: int) -> Iterator[str]:
    page = volume.book[number]
    for run in page.runs:
        for link in page.links:
            is_number = run.text.strip().isdigit() and link.page and link.covers(run)
            if is_number and int(run.text) != link.page:
                yield f"page {number}: {run.text} leads to page {link.page}"


def wrong_sources(volume: Volume) -> Iterator[str]:
    """Yield sources that the book lacks or has in vain, and wrong pages of citations."""
    places: dict[str, list[set[int]]] = {}
    for chapter in volume.chapters:
        for key, node in volume.citations(chapter):
            places.setdefault(key, []).append(volume.where_cited(chapter, node))
    if missing := places.keys() - volume.cited.keys():
        yield f"not in the list of sources: {sorted(missing)}"
    for key, pages in volume.cited.items():
        if len(set(pages)) < len(pages):
            yield f"{key}: {pages}"
        for found in places.get(key, ()):
            if not found.intersection(pages):
                yield f"{key} is cited on one of {found}, not on {pages}"
        for page in pages:
            if not any(page in found for found in places.get(key, ())):
                yield f"{key}: page {page} does not cite it"


def _evidence(volume: Volume) -> dict[str, list[set[int]]]:
    """Return the pages that each of the places of a heading may stand on."""
    names = {one.docname: heading(one) for one in volume.entities()}
    own = {
        name.lower(): names[one.docname]
        for one in volume.entities()
        for name in (*one.names, one.title)
    }
    found: dict[str, list[set[int]]] = {}

    def note(name: str, pages: set[int]) -> None:
        found.setdefault(squashed(own.get(name.lower(), name)).lower(), []).append(pages)

    for chapter in volume.chapters:
        for mention in volume.mentions(chapter):
            note(names[mention.key], volume.where_mentioned(chapter, mention))
        for label in chapter.labels:
            note(label, {chapter.pages.start})
        for name, node in volume.noted(chapter):
            note(name, volume.where_noted(chapter, node))
    return found


def wrong_words(volume: Volume) -> Iterator[str]:
    """Yield mentions whose words are not on the pages where they should be."""
    for chapter in volume.chapters:
        for mention in volume.mentions(chapter):
            pages = sorted(volume.where_mentioned(chapter, mention))
            text = "".join(squashed(volume.book[page].text) for page in pages)
            if squashed(mention.words) not in text:
                yield f"{mention.words!r} in {chapter.docname} is on no page of {pages}"


def wrong_index(volume: Volume) -> Iterator[str]:
    """Yield entries that the index lacks or has in vain, and wrong pages of mentions and labels."""
    lines = {squashed(line.text).lower(): line for line in volume.index}
    evidence = _evidence(volume)
    for name, places in evidence.items():
        pages = lines[name].pages if name in lines else ()
        for found in places:
            if not found.intersection(pages):
                yield f"{name!r} is on one of {found}, the index has {pages}"
        for page in pages:
            if not any(page in found for found in places):
                yield f"{name!r} is not on page {page}"
    for name, line in lines.items():
        if line.pages and name not in evidence:
            yield f"{name!r} has pages for nothing: {line.pages}"
        if not line.pages and not line.see:
            yield f"{name!r} leads nowhere"
        for target in (*line.see, *line.also):
            there = lines.get(squashed(target).lower())
            if there is None or not there.pages:
                yield f"{name!r} leads to {target!r}, which is not there"


def unsorted_index(volume: Volume) -> Iterator[str]:
    """Yield the first entry that stands in the wrong place."""
    texts = [line.text for line in volume.index]
    for text, right in zip(texts, sorted(texts, key=swedish), strict=True):
        if swedish(text) != swedish(right):
            yield f"{text!r} stands where {right!r} should"
            return


#: The heading of a law that is named on every page of a long post.
LAW = "lagenomfinansiellsamordning"
CHECKS = [
    wrong_contents,
    wrong_bookmarks,
    wrong_folios,
    wrong_links,
    wrong_sources,
    wrong_words,
    wrong_index,
    unsorted_index,
]


@pytest.mark.parametrize("check", CHECKS)
def test_the_real_books_tell_the_truth(books, check) -> None:  # type: ignore[no-untyped-def]
    """Contents, bookmarks, links, sources and index of each edition agree with its pages."""
    wrong = [f"{one.book.file.name}: {words}" for one in books for words in check(one)]
    assert wrong == []


def test_the_real_books_settle(publication: SphinxTestApp) -> None:
    """Typst reaches a layout in which every page number is that of the page."""
    said = publication.status.getvalue()
    assert "build succeeded" in said
    assert "did not converge" not in said


def test_the_real_books_have_an_index_and_sources(books: tuple[Volume, ...]) -> None:
    """The reader finds something to read: entries with pages, citations with pages."""
    for volume in books:
        assert sum(bool(line.pages) for line in volume.index) > 10
        assert all(volume.cited.values())


@pytest.fixture
def small(app: SphinxTestApp) -> tuple[Volume, ...]:
    """The books of a small publication with everything that an index can hold."""
    app.build()
    found = tuple(volumes(app, "registerbladet"))
    assert len(found) == 2
    return found


@pytest.mark.sphinx("yearbook", testroot="book-index")
def test_small_books_tell_the_truth(small: tuple[Volume, ...]) -> None:
    """The same holds where names open pages, and citations stand in notes, tables and headings."""
    wrong = [
        f"{one.book.file.name}: {check.__name__}: {words}"
        for one in small
        for check in CHECKS
        for words in check(one)
    ]
    assert wrong == []


@pytest.mark.sphinx("yearbook", testroot="book-index")
def test_the_index_is_valid(small: tuple[Volume, ...]) -> None:
    """Lists in columns, headings of letters and links of pages are PDF/UA-1 and PDF/A-3a."""
    for volume in small:
        assert faults(volume.book.file) == []


@pytest.mark.sphinx("yearbook", testroot="book-index")
def test_neighbouring_pages_are_a_range(small: tuple[Volume, ...]) -> None:
    """What is met on every page of a post has one range, and each number stands once."""
    for volume in small:
        pages = {chapter.title: chapter.pages for chapter in volume.chapters}
        text = next(
            text
            for text in volume.book.entries(volume.book.part("Register"))
            if text.startswith("lagen om finansiell")
        )
        long = sorted({page for found in _evidence(volume)[LAW] for page in found})
        assert long == list(range(long[0], long[-1] + 1))
        assert len(long) >= 3
        assert text.endswith(f", {long[0]}–{long[-1]}")
        assert volume.cited["alfa2013"] == (pages["Ett kort inlägg"].start,)


@pytest.mark.sphinx("yearbook", testroot="book-index")
def test_see_and_see_also(small: tuple[Volume, ...]) -> None:
    """Other names lead to the entry, related entries to each other, and nothing to what is not."""
    for volume in small:
        lines = {line.text: line for line in volume.index}
        assert lines["FK"].see == ("Försäkringskassan",)
        assert lines["förtroende"].see == ("tillit",)
        assert lines["samarbete"].see == ("samverkan",)
        assert lines["tillit"].also == ("samverkan",)
        assert len(lines["samverkan"].also) == 2
        assert "Ham, Chris" in lines
        assert lines["rättsregel"].see == ("lagen om finansiell samordning",)
        # A form that would stand beside its entry, and names of what the book does not hold.
        assert not lines.keys() & {
            "samverkans form",
            "oläst namn",
            "misstro",
            "Chris Ham",
            "rättsregeln",
        }
        assert [line.text for line in volume.index][-4:] == [
            "zoner",
            "åldrande",
            "ärende",
            "öppenhet",
        ]
