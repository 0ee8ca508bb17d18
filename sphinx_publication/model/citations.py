"""Citations: which place of which page cites which source, and in what words.

A page's text is kept in pieces (words, and citations between them), because how a citation reads
("Goodwin m.fl., 2013a") depends on the whole bibliography and is known only when pages are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from sphinx_publication.model.posts import Post
from sphinx_publication.model.sentences import MARK, bounds
from sphinx_publication.model.slugs import slug


@dataclass(frozen=True)
class Target:
    """One source in a citation."""

    key: str
    #: Words before it ("se även").
    before: str = ""
    #: Words after it, mostly a locator ("s. 12").
    after: str = ""


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
    begin, end = bounds("".join(texts), starts[place])
    found: list[Piece] = []
    for piece, text, start in zip(pieces, texts, starts, strict=False):
        part = text[max(begin - start, 0) : max(end - start, 0)]
        if part:
            found.append(part if isinstance(piece, str) else piece)
    return tuple(found)


def by_source(
    citations: Iterable[Citation],
    posts: Iterable[Post],
    records: Mapping[str, Iterable[str]],
) -> dict[str, Citers]:
    """Return who cites each source, by its key; a source that nobody cites has no entry.

    *posts* are the published ones, newest first; *records* names, for each document with posts,
    the sections of all of its posts ("" for the whole document), published or not. A citation in a
    post that is not published counts nowhere; one outside any post belongs to its page.
    """
    posts = tuple(posts)
    order = {post.key: place for place, post in enumerate(posts)}
    in_posts: dict[str, dict[int, list[Citation]]] = {}
    in_pages: dict[str, dict[str, list[Citation]]] = {}
    for citation in citations:
        section = _section(citation, records.get(citation.docname, ()))
        if section is None:
            in_pages.setdefault(citation.key, {}).setdefault(citation.docname, []).append(citation)
            continue
        place = order.get(f"{citation.docname}#{section}" if section else citation.docname)
        if place is not None:
            in_posts.setdefault(citation.key, {}).setdefault(place, []).append(citation)
    return {
        key: Citers(
            posts=tuple(
                CitingPost(posts[place], tuple(found))
                for place, found in sorted(in_posts.get(key, {}).items())
            ),
            pages=tuple(
                CitingPage(docname, tuple(found))
                for docname, found in sorted(in_pages.get(key, {}).items())
            ),
        )
        for key in sorted({*in_posts, *in_pages})
    }


def _section(citation: Citation, sections: Iterable[str]) -> str | None:
    """Return the section of the innermost post around a citation; None outside any post."""
    sections = set(sections)
    inner = [section for section in citation.sections if section in sections]
    if inner:
        return inner[-1]
    return "" if "" in sections else None


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
        plain = slug(key) or "x"
        name, number = plain, 1
        while name in owners:
            number += 1
            name = f"{plain}-{number}"
        if number > 1:
            clashes.append(SlugClash(key, owners[plain], name))
        owners[name] = key
    return {key: name for name, key in owners.items()}, tuple(clashes)
