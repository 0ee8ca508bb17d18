"""A book's index: from notes of what stands where to headings in order, under their letters.

Whoever makes a book notes one fact at a time: this subject is met at this mark, this name means
that subject, this subject has to do with that one. Notes of one heading become one entry. A "see"
leads only to entries that have places, and a name for something that is not in the book is left
out. Which page a mark is on is known only when the book is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sphinx_publication.model.alphabet import initial, sort_key

#: Articles that names are not sorted by.
_ARTICLE = re.compile(r"(?:the|an?|den|det|de|en|ett)\s+(?=\S)", re.IGNORECASE)
#: What names are not sorted by either: quotation marks, brackets, dashes at their beginning.
_LEADING = re.compile(r"^[\W_]+")

#: Letters at the end of a word that may differ between its forms.
_ENDING = 2
#: Letters of the longest words that have no such endings.
_SHORT = 3
#: Between the parts of an entry's name; no heading has two spaces in a row.
_BELOW = "  "


@dataclass(frozen=True)
class Note:
    """One fact for the index; of `mark`, `see` and `also` one is given."""

    #: The heading, and the headings below it.
    path: tuple[str, ...]
    #: Where in the book the subject is met.
    mark: str = ""
    #: Whether that is a main place: a whole post on the subject.
    main: bool = False
    #: The heading that says the same.
    see: str = ""
    #: A heading that has to do with it.
    also: str = ""


@dataclass(frozen=True)
class Entry:
    """One heading of the index."""

    text: str
    #: What "see" leads to it by: unique in the index.
    name: str
    #: Marks of its places, in the order of the notes, main ones and others.
    main: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    #: Headings to look under, as they are written, with their names.
    see: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Group:
    """The entries of one letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass
class _Heading:
    """A heading while its notes are gathered."""

    text: str
    marks: dict[str, bool] = field(default_factory=dict)
    see: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    below: dict[str, _Heading] = field(default_factory=dict)

    @property
    def has_places(self) -> bool:
        return bool(self.marks) or any(one.has_places for one in self.below.values())

    def take(self, note: Note) -> None:
        if note.mark:
            self.marks[note.mark] = self.marks.get(note.mark, False) or note.main
        if note.see:
            self.see.append(note.see)
        if note.also:
            self.also.append(note.also)


def book_index(notes: Iterable[Note], language: str) -> tuple[Group, ...]:
    """Return the index that *notes* make, in the order of the *language*."""
    top: dict[str, _Heading] = {}
    for note in notes:
        below, heading = top, None
        for text in filter(None, note.path):
            heading = below.setdefault(_same(text), _Heading(text))
            below = heading.below
        if heading is not None:
            heading.take(note)
    groups: dict[str, list[Entry]] = {}
    for entry in _entries(top, "", top, language):
        groups.setdefault(initial(_sorted_by(entry.text), language), []).append(entry)
    return tuple(Group(letter, tuple(entries)) for letter, entries in groups.items())


def index_key(text: str, language: str) -> tuple[bool, tuple[str, str]]:
    """Return what to sort a heading by: no article or quotation mark, figures before letters."""
    words = _sorted_by(text)
    return initial(words, language).isalpha(), sort_key(words, language)


def _sorted_by(text: str) -> str:
    plain = _LEADING.sub("", text) or text
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain


def _same(text: str) -> str:
    """Return what is equal for headings that are one."""
    return " ".join(text.casefold().split())


def _entries(
    headings: dict[str, _Heading], above: str, top: dict[str, _Heading], language: str
) -> Iterator[Entry]:
    """Yield the entries of *headings*, in order, without those that lead nowhere."""
    for key in sorted(headings, key=lambda key: index_key(headings[key].text, language)):
        heading = headings[key]
        name = f"{above}{_BELOW}{key}" if above else key
        met = heading.has_places
        see = tuple(_targets(heading.see, key, top))
        also = tuple(_targets(heading.also, key, top))
        if met:
            see, also = (), tuple(dict.fromkeys((*see, *also)))
        elif not see:
            continue
        yield Entry(
            text=heading.text,
            name=name,
            main=tuple(mark for mark, main in heading.marks.items() if main),
            places=tuple(mark for mark, main in heading.marks.items() if not main),
            see=see,
            also=tuple(sorted(also, key=lambda one: index_key(one[0], language))),
            children=tuple(_entries(heading.below, name, top, language)),
        )


def _targets(names: Iterable[str], key: str, top: dict[str, _Heading]) -> Iterator[tuple[str, str]]:
    """Yield text and name of the headings that *names* mean, each once, if they have places."""
    for name in dict.fromkeys(map(_same, names)):
        if name != key and name in top and top[name].has_places:
            yield top[name].text, name


def stands_beside(name: str, heading: str) -> bool:
    """Tell whether a name would stand near a *heading*: only endings differ as far as two words.

    Such a name ("sociala investeringen" for "sociala investeringar") needs no "see".
    """
    pairs = zip(_sorted_by(name).split()[:2], _sorted_by(heading).split()[:2], strict=False)
    return all(a.casefold() == b.casefold() or _alike(a, b) for a, b in pairs)


def _alike(one: str, other: str) -> bool:
    """Tell whether two words may be forms of one; an abbreviation is none of its word's."""
    shorter = min(len(one), len(other))
    stem = shorter - _ENDING
    return shorter > _SHORT and one[:stem].casefold() == other[:stem].casefold()
