"""Citations in running text: sources and a form in, words out.

The forms are sphinxcontrib-bibtex's role names. Authors and years come from the library, so that
year suffixes, legal designations and "m.fl." are the same here as in the reference lists. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_publication.bibliography.library import Library
    from sphinx_publication.model.citations import InText, Piece, Target

_ = get_translation("sphinx_publication")

#: Every form, by role name; those with "s" at the end ask for all authors upstream.
PARENTHETICAL = frozenset({"p", "ps", "label", "labelpar"})
BARE = frozenset({"alp", "alps"})
NARRATIVE = frozenset({"t", "ts", "ct", "cts"})
YEAR = frozenset({"year", "yearpar"})
AUTHOR = frozenset({"author", "authors", "authorpar", "authorpars", "cauthor", "cauthors"})


@dataclass(frozen=True)
class Word:
    """Words of a citation."""

    text: str
    #: Key of the source that the words stand for; "" for what stands between.
    key: str = ""
    #: Whether the library has that source.
    known: bool = True


def in_text(library: Library, citation: InText) -> tuple[Word, ...]:
    """Return the words of *citation*; for the form "empty" there are none."""
    role, targets = citation.role, citation.targets
    if role == "empty":
        return ()
    if role in NARRATIVE:
        words = _joined([_narrative(library, target) for target in targets], _series(len(targets)))
    elif role in YEAR:
        words = _joined([_one(library, target, _year) for target in targets], [", "])
    elif role in AUTHOR:
        form = _parenthetical_author if "par" in role else _narrative_author
        between = ["; "] if "par" in role else _series(len(targets))
        words = _joined([_one(library, target, form) for target in targets], between)
    else:
        words = _author_years(library, targets)
    if role in PARENTHETICAL or role.endswith(("par", "pars")):
        words = [Word("("), *words, Word(")")]
    return tuple(_capital(words) if role.startswith("c") else words)


def plain(library: Library, pieces: Iterable[Piece]) -> str:
    """Return *pieces* of a text as plain words, each citation as readers see it.

    A tuple of them is asked for once: the sentence of a citation stands on several pages.
    """
    if not isinstance(pieces, tuple):
        return _plain(library, pieces)
    known = library.plain_words.get(id(pieces))
    if known is None:
        known = library.plain_words[id(pieces)] = pieces, _plain(library, pieces)
    return known[1]


def _plain(library: Library, pieces: Iterable[Piece]) -> str:
    texts = (
        piece if isinstance(piece, str) else "".join(word.text for word in in_text(library, piece))
        for piece in pieces
    )
    return " ".join("".join(texts).split())


def _author_years(library: Library, targets: Sequence[Target]) -> list[Word]:
    """Return "Ham & Walsh, 2013; WHO, 2013a, 2013b": an author is named once in a row."""
    words: list[Word] = []
    before: Target | None = None
    for target in targets:
        same = before is not None and _same_author(library, before, target)
        if before is not None:
            words.append(Word(", " if same else "; "))
        words += _one(library, target, _year if same or target.year_only else _author_year)
        before = target
    return words


def _same_author(library: Library, first: Target, second: Target) -> bool:
    """Whether *second*, next to *first*, can do without its author."""
    if first.after or second.before or second.after:
        return False
    if first.key not in library or second.key not in library:
        return False
    if not (library.citation_year(first.key) and library.citation_year(second.key)):
        return False
    author = library.citation_author(first.key, False)
    return author == library.citation_author(second.key, False)


def _author_year(library: Library, key: str) -> str:
    """Return "Ham & Walsh, 2013"; what has no year of its own stands alone ("SFS 2003:1210")."""
    return library.short(key)


def _year(library: Library, key: str) -> str:
    return library.citation_year(key) or library.citation_author(key, True)


def _narrative_author(library: Library, key: str) -> str:
    return library.citation_author(key, True)


def _parenthetical_author(library: Library, key: str) -> str:
    return library.citation_author(key, False)


def _one(library: Library, target: Target, form: Callable[[Library, str], str]) -> list[Word]:
    words = [Word(f"{target.before} ")] if target.before else []
    words.append(
        Word(form(library, target.key), target.key) if target.key in library else _unknown(target)
    )
    if target.after:
        words.append(Word(library.after(target.after).text))
    return words


def _narrative(library: Library, target: Target) -> list[Word]:
    """Return "Ham och Walsh (2013, s. 12)", all of it one link."""
    if target.key not in library:
        return [_unknown(target)]
    if target.year_only:
        return _one(library, target, _year)
    author, year = library.citation_author(target.key, True), library.citation_year(target.key)
    if not year:
        return _one(library, target, _narrative_author)
    before = f"{target.before} " if target.before else ""
    after = library.after(target.after).text
    return [Word(f"{author} ({before}{year}{after})", target.key)]


def _unknown(target: Target) -> Word:
    return Word(_("unknown source"), target.key, known=False)


def _series(length: int) -> list[str]:
    """Return what stands between *length* things: commas, and "and" before the last."""
    return [", "] * (length - 2) + [f" {_('and')} "]


def _joined(groups: Sequence[list[Word]], between: list[str]) -> list[Word]:
    """Join *groups* with each of *between* in turn; its last serves for the rest."""
    words = list(groups[0]) if groups else []
    for place, group in enumerate(groups[1:]):
        words += [Word(between[min(place, len(between) - 1)]), *group]
    return words


def _capital(words: list[Word]) -> list[Word]:
    if not words:
        return words
    first = words[0]
    return [Word(first.text[:1].upper() + first.text[1:], first.key, first.known), *words[1:]]
