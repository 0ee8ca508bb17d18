"""Mentions: which place of which page names which entity, in what words, linked or not.

A page's running text is kept in blocks (paragraphs, table cells …), of the same pieces as
citations. From the blocks of a page and the lexicon of all names its mentions follow, and which
become links: the first of each entity, unless the author has linked that entity up to there, or
in the same block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from enum import Enum
from itertools import count

from sphinx_publication.model.citations import Piece, cut, joined, text_of
from sphinx_publication.model.names import Lexicon
from sphinx_publication.model.sentences import around, starts


class State(Enum):
    """What a stretch of text is, for those that are not plain words."""

    #: A link, or part of one.
    LINK = "link"
    #: Emphasised words, which mostly are a title: a name only where they are it as a whole.
    WHOLE = "whole"
    #: Code, formulas, and what the author has marked as no name.
    CLOSED = "closed"


@dataclass(frozen=True)
class Run:
    """A stretch of a block's text that is not plain words."""

    start: int
    end: int
    state: State
    #: What a link leads to: a document, or "topic:name" as a role says it; "" for anything else.
    target: str = ""

    def meets(self, start: int, end: int) -> bool:
        """Whether the run shares a character with the text from *start* to *end*."""
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Block:
    """A paragraph, table cell or the like."""

    #: Its place among the blocks of its page.
    number: int
    pieces: tuple[Piece, ...]
    runs: tuple[Run, ...]
    #: Line in the author's file; 0 when unknown.
    line: int
    #: Ids of the sections around it, outermost first.
    sections: tuple[str, ...]
    #: Title of the innermost of them; "" where that is the page's own.
    heading: str
    #: Whether names in it may become links.
    linkable: bool = True


class Link(Enum):
    """Whether a mention leads to the entity's page."""

    AUTHOR = "author"
    AUTOMATIC = "automatic"
    NONE = "none"


@dataclass(frozen=True)
class Mention:
    """One entity named at one place."""

    #: Document of the entity.
    key: str
    docname: str
    #: Id of the place in its page.
    anchor: str
    line: int
    sections: tuple[str, ...]
    heading: str
    #: The sentence around the place: up to the name, the name, what follows.
    before: tuple[Piece, ...]
    words: str
    after: tuple[Piece, ...]
    link: Link
    #: Where it stands: the block, and from which character to which.
    block: int
    start: int
    end: int

    @property
    def sentence(self) -> tuple[Piece, ...]:
        """The whole sentence."""
        return joined((*self.before, self.words, *self.after))

    @property
    def sentence_start(self) -> int:
        """Where the sentence begins in its block."""
        return self.start - len(text_of(self.before))


@dataclass(frozen=True)
class _Place:
    start: int
    end: int
    key: str
    by_author: bool
    linkable: bool


def mentions(
    blocks: Iterable[Block],
    docname: str,
    lexicon: Lexicon,
    *,
    autolink: bool = True,
    resolve: Callable[[str], str] = lambda target: target,
    taken: Set[str] = frozenset(),
) -> tuple[Mention, ...]:
    """Return the mentions on the page *docname*, in the order of its text.

    *autolink* tells whether its author wants links made; *resolve* returns the document that a
    link's target means; the ids *taken* are not given to places.
    """
    linked = {docname}
    ids = _Ids(taken)
    found = []
    for block in blocks:
        text = text_of(block.pieces)
        places = _places(block, text, docname, lexicon, resolve)
        sentences = starts(text) if places else ()
        linked |= {place.key for place in places if place.by_author}
        for place in places:
            entity = lexicon.entities[place.key]
            link = Link.AUTHOR if place.by_author else Link.NONE
            if place.linkable and autolink and entity.autolink and place.key not in linked:
                link = Link.AUTOMATIC
                linked.add(place.key)
            sentence = around(text, sentences, place.start)
            anchor = ids.free(f"mention-{entity.slug}")
            found.append(_mention(block, place, sentence, docname, anchor, link))
    return tuple(found)


def _mention(
    block: Block, place: _Place, sentence: tuple[int, int], docname: str, anchor: str, link: Link
) -> Mention:
    begin, end = sentence
    return Mention(
        key=place.key,
        docname=docname,
        anchor=anchor,
        line=block.line,
        sections=block.sections,
        heading=block.heading,
        before=cut(block.pieces, begin, place.start),
        words=text_of(cut(block.pieces, place.start, place.end)),
        after=cut(block.pieces, place.end, max(end, place.end)),
        link=link,
        block=block.number,
        start=place.start,
        end=place.end,
    )


def _places(
    block: Block, text: str, docname: str, lexicon: Lexicon, resolve: Callable[[str], str]
) -> list[_Place]:
    """Return where *block* names which entity, in the order of the text."""
    links = [
        _Place(run.start, run.end, key, by_author=True, linkable=False)
        for run in block.runs
        if run.target and (key := resolve(run.target)) in lexicon.entities and key != docname
    ]
    names = _names(block, text, lexicon, {(link.start, link.end): link.key for link in links})
    others = [place for place in names if place.key != docname]
    return sorted([*links, *others], key=lambda place: (place.start, place.end))


def _names(
    block: Block, text: str, lexicon: Lexicon, links: dict[tuple[int, int], str]
) -> Iterator[_Place]:
    """Yield the names in *block* that are not an author's link to the same entity."""
    for hit in lexicon.find(text):
        runs = [run for run in block.runs if run.meets(hit.start, hit.end)]
        if any(links.get((run.start, run.end)) == hit.docname for run in runs):
            continue
        if any(_hides(run, hit.start, hit.end) for run in runs):
            continue
        whole = all(
            run.state is State.WHOLE and (run.start, run.end) == (hit.start, hit.end)
            for run in runs
        )
        linkable = block.linkable and whole
        yield _Place(hit.start, hit.end, hit.docname, by_author=False, linkable=linkable)


def _hides(run: Run, start: int, end: int) -> bool:
    """Whether words from *start* to *end* are no name, for the *run* that they share text with."""
    if run.state is State.WHOLE:
        return run.start < start or end < run.end
    return run.state is State.CLOSED


class _Ids:
    """Gives out ids that no other place of the page has."""

    def __init__(self, taken: Set[str]) -> None:
        self._taken = set(taken)

    def free(self, plain: str) -> str:
        names = (plain if number == 1 else f"{plain}-{number}" for number in count(1))
        name = next(name for name in names if name not in self._taken)
        self._taken.add(name)
        return name
