"""Which Swedish words of a text belong together: parts of compounds, and words of one root.

A search for "förbund" should find "samordningsförbund", and one for "samordning" should find
"samordnade". Both are told from the words of the texts alone: a compound is only taken apart where
both parts are words that the texts use by themselves, with or without a linking -s-; and a
word only belongs to another whose stem is its own without an ending. No list of words of our own.

Stems are those of the Snowball stemmer for Swedish, the one that the search index uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache

import snowballstemmer

#: A word: letters only, with hyphens left out, so that "hälso- och sjukvård" gives three.
_WORD = re.compile(r"[^\W\d_]+")

#: Letters that a part of a compound has at least; shorter ones are seldom what anyone looks for.
_PART = 4

#: What stems end with that texts also have without: a noun made of a verb (samordn-ing, forsk-ning,
#: samverk-an, samordn-ande), and definite forms that the stemmer leaves (förbund-et, hälsa-n).
_ENDINGS = ("ning", "ing", "ande", "an", "et", "n")


def words(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters, in order, repeated as they stand."""
    return (found.group().lower() for found in _WORD.finditer(text))


def distinct(text: str) -> frozenset[str]:
    """Return the distinct words of a text in small letters."""
    return frozenset({word.lower() for word in set(_WORD.findall(text))})


class Families:
    """What the words of a publication have to do with one another."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take the distinct words of all texts, in small letters."""
        self._words: Set[str] = frozenset(vocabulary)
        self._stem = cache(snowballstemmer.stemmer("swedish").stemWord)
        #: The shortest word of each stem: what stands for the stem.
        self._shortest: dict[str, str] = {}
        for word in sorted(self._words, key=lambda word: (-len(word), word)):
            self._shortest[self._stem(word)] = word
        #: The stems that come of one root.
        self._family: dict[str, set[str]] = {}
        for stem in self._shortest:
            self._family.setdefault(self._root(stem), set()).add(stem)
        self._relatives = cache(self._find)

    def relatives(self, said: Iterable[str]) -> list[str]:
        """Return the words that should find a text of these words too: sorted, one of each stem."""
        said = frozenset(said)
        found = {stem for word in said for stem in self._relatives(word)}
        return sorted(self._shortest[stem] for stem in found - {self._stem(word) for word in said})

    def _find(self, word: str) -> frozenset[str]:
        """Return the stems of the word's family, and of the families of its parts."""
        roots = {self._root(self._stem(part)) for part in (word, *self._parts(word))}
        return frozenset(stem for root in roots for stem in self._family.get(root, ()))

    def _parts(self, word: str) -> Iterator[str]:
        """Yield the parts of a compound, and their parts."""
        for cut in range(_PART, len(word) - _PART + 1):
            first, last = word[:cut], word[cut:]
            if self._root(self._stem(last)) not in self._shortest:
                continue
            for part in (first, first.removesuffix("s")):
                if len(part) >= _PART and part in self._words:
                    yield from (part, last, *self._parts(part), *self._parts(last))
                    break

    def _root(self, stem: str) -> str:
        """Return the stem of the word that this one is made of, or the stem itself."""
        for ending in _ENDINGS:
            base = stem.removesuffix(ending)
            if base == stem or len(base) < _PART:
                continue
            shorter = self._stem(base) if base in self._words else base
            if len(shorter) < len(stem) and shorter in self._shortest:
                return self._root(shorter)
        return stem
