"""Backlinks: which places of which pages lead to a page, and in what words.

Only links that stand in an author's text count, each with its sentence. A page's own links, and
those of a post that is not published, do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from sphinx_publication.model.citations import Piece
from sphinx_publication.model.places import Places, by_key
from sphinx_publication.model.posts import Post
from sphinx_publication.model.sentences import MARK, bounds


@dataclass(frozen=True)
class Goal:
    """What a link says that it leads to, before all pages are known."""

    #: Sphinx's domain and the type of its reference: ("doc", "myst"), ("std", "ref") …
    domain: str
    role: str
    target: str


@dataclass(frozen=True)
class LinkWords:
    """A link in a sentence."""

    #: "" where the link takes the title of what it leads to.
    words: str
    goal: Goal


#: Words, a citation, or a link between them.
Part = Piece | LinkWords


@dataclass(frozen=True)
class TextLink:
    """One link in the text of a page."""

    goal: Goal
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
    sentence: tuple[Part, ...]
    #: Where the sentence begins: the number of its block of text, and of its character there.
    begins: tuple[int, int] = (0, 0)
    #: The document that it leads to; "" while that is not known, or for none.
    key: str = ""


def sentence(parts: Sequence[Part], place: int) -> tuple[tuple[Part, ...], int]:
    """Return the parts of the sentence around the one at index *place*, and where it begins.

    A link or citation that reaches into the sentence is kept whole.
    """
    texts = [_text(part) for part in parts]
    starts = [0, *accumulate(map(len, texts))]
    begin, end = bounds("".join(texts), starts[place])
    found: list[Part] = []
    for part, text, start in zip(parts, texts, starts, strict=False):
        inside = text[max(begin - start, 0) : max(end - start, 0)]
        if inside:
            found.append(inside if isinstance(part, str) else part)
    return tuple(found), begin


def _text(part: Part) -> str:
    """Return what stands for a part while sentences are looked for."""
    if isinstance(part, str):
        return part
    return part.words or "Titel" if isinstance(part, LinkWords) else MARK


def backlinks(
    links: Iterable[TextLink],
    resolve: Callable[[Goal], str],
    posts: Iterable[Post],
    records: Mapping[str, Iterable[str]],
) -> dict[str, Places[TextLink]]:
    """Return the places that lead to each document, by its name.

    *resolve* returns the document that a goal means, or ""; *posts* and *records* are as in
    `places.by_key`.
    """
    return by_key(_from_elsewhere(links, resolve), posts, records)


def _from_elsewhere(
    links: Iterable[TextLink], resolve: Callable[[Goal], str]
) -> Iterator[TextLink]:
    for link in links:
        docname = resolve(link.goal)
        if docname and docname != link.docname:
            yield replace(link, key=docname)


def sentences(links: Iterable[TextLink]) -> tuple[TextLink, ...]:
    """Return the first of the links of each sentence, in the order of the text."""
    first: dict[tuple[str, tuple[int, int]], TextLink] = {}
    for link in links:
        first.setdefault((link.docname, link.begins), link)
    return tuple(first.values())
