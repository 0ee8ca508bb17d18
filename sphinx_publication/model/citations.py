"""Citations: which place of which page cites which source, and in what words.

A page's text is kept in pieces (words, and citations between them), because how a citation reads
("Goodwin m.fl., 2013a") depends on the whole bibliography and is known only when pages are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from sphinx_publication.model.addresses import leaf
from sphinx_publication.model.places import by_key
from sphinx_publication.model.posts import Post
from sphinx_publication.model.sentences import MARK, bounds


@dataclass(frozen=True)
class Target:
    """One source in a citation."""

    key: str
    #: Words before it ("se även").
    before: str = ""
    #: Words after it, mostly a locator ("s. 12").
    after: str = ""
    #: Whether its year alone is asked for, without its author.
    year_only: bool = False


@dataclass(frozen=True)
class InText:
    """A citation as it stands in a text: one or more sources in one form."""

    #: The form, by the name of sphinxcontrib-bibtex's role: "p", "t", "year" …
    role: str
    targets: tuple[Target, ...]


#: Words, or a citation between them.
Piece = str | InText


@dataclass(frozen=True)
class Citation:
    """One source cited at one place."""

    key: str
    docname: str
    #: Id of the place in its page.
    anchor: str
    #: Line in the author's file; 0 when unknown.
    line: int
    #: Ids of the sections around the place, outermost first.
    sections: tuple[str, ...]
    #: Title of the innermost of them; "" where that is the page's own.
    heading: str
    #: The sentence around the place.
    sentence: tuple[Piece, ...]
    before: str = ""
    after: str = ""
    #: The place in the source that *after* begins with, as readers see it ("s. 12"); "" for none.
    locator: str = ""
    #: Whether it asks for a place in the page's list of sources; a footnote has its own reference.
    listed: bool = True


@dataclass(frozen=True)
class CitingPost:
    """A published post with its citations of one source, in the order of the text."""

    post: Post
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class CitingPage:
    """A page that is no post, with its citations of one source."""

    docname: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Citers:
    """Who cites one source."""

    #: Newest first.
    posts: tuple[CitingPost, ...] = ()
    #: By name.
    pages: tuple[CitingPage, ...] = ()


def sentence(pieces: Iterable[Piece], place: int) -> tuple[Piece, ...]:
    """Return those of *pieces* that make the sentence around the piece at index *place*."""
    pieces = list(pieces)
    texts = [piece if isinstance(piece, str) else MARK for piece in pieces]
    starts = [0, *accumulate(len(text) for text in texts)]
    return cut(pieces, *bounds("".join(texts), starts[place]))


def text_of(pieces: Iterable[Piece]) -> str:
    """Return *pieces* as one text, each citation as `MARK`."""
    return "".join(piece if isinstance(piece, str) else MARK for piece in pieces)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return *pieces* with words that follow one another as one piece."""
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        if isinstance(piece, str) and isinstance(last, str):
            result[-1] = last + piece
        else:
            result.append(piece)
    return tuple(result)


def cut(pieces: Iterable[Piece], begin: int, end: int) -> tuple[Piece, ...]:
    """Return what stands from *begin* to *end* in the text that *pieces* make."""
    found: list[Piece] = []
    start = 0
    for piece in pieces:
        text = piece if isinstance(piece, str) else MARK
        part = text[max(begin - start, 0) : max(end - start, 0)]
        if part:
            found.append(part if isinstance(piece, str) else piece)
        start += len(text)
    return tuple(found)


def by_source(
    citations: Iterable[Citation],
    posts: Iterable[Post],
    records: Mapping[str, Iterable[str]],
) -> dict[str, Citers]:
    """Return who cites each source, by its key; a source that nobody cites has no entry.

    *posts* and *records* are as in `places.by_key`.
    """
    return {
        key: Citers(
            posts=tuple(CitingPost(post, found) for post, found in places.posts),
            pages=tuple(CitingPage(docname, found) for docname, found in places.pages),
        )
        for key, places in by_key(citations, posts, records).items()
    }


@dataclass(frozen=True)
class SlugClash:
    """Two keys that would have one address."""

    key: str
    first: str
    #: What the second is called instead.
    slug: str


def slugs(keys: Iterable[str]) -> tuple[dict[str, str], tuple[SlugClash, ...]]:
    """Return a slug of its own for each key, and the clashes that had to be numbered.

    Keys keep their plain slug in the order given; a later one gets "-2", "-3" and so on.
    """
    owners: dict[str, str] = {}
    clashes = []
    for key in dict.fromkeys(keys):
        plain = leaf(key) or "x"
        name, number = plain, 1
        while name in owners:
            number += 1
            name = f"{plain}-{number}"
        if number > 1:
            clashes.append(SlugClash(key, owners[plain], name))
        owners[name] = key
    return {key: name for name, key in owners.items()}, tuple(clashes)
