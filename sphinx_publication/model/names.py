"""Names in texts: where which entity is called by name.

A `Lexicon` is made once of all names and their inflected forms, as a trie of words; a text is then
read word by word, so that cost grows with the text, not with text times names. A name is found as
whole words only, the longest wins, and a capital in the name must be one in the text. What two
entities claim is found for neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sphinx_publication.model.entities import Entity, Register
from sphinx_publication.model.inflection import forms

#: A word, with the hyphens, colons and apostrophes inside it: "NNS:s", "King’s", "NP-Samverkan".
_WORD = re.compile(r"\w+(?:[-\u2010\u2011:'’\u00ad]\w+)*")
_UNUSUAL = re.compile("[’\u2010\u2011\u00ad\u2013\u2014\u00a0]")
_PLAIN = str.maketrans(
    {"’": "'", "\u2010": "-", "\u2011": "-", "\u00ad": "", "\u2013": "-", "\u2014": "-"}
)
#: What a word goes on with on the other side of it: a hanging hyphen, an accent, a joiner.
_JOINED = frozenset("-_\u2010\u2011\u00ad\u200c\u200d\u2060")
#: Parts of a web or mail address look like words and are none.
_ADDRESS = re.compile(r"@|://|www\.|\w\.\w")
#: Where an entity stands in the trie, among the words.
_END = ""


@dataclass(frozen=True)
class Claim:
    """A form that one entity has as its own."""

    #: The entity's document; "" for a form that several claim.
    docname: str
    #: The form, by whose capitals a text is judged.
    form: str


@dataclass(frozen=True)
class Hit:
    """A name in a text."""

    start: int
    end: int
    #: The document of the entity that has the name.
    docname: str


@dataclass(frozen=True)
class Ambiguity:
    """A name that two entities claim; each of more than two is named with the first."""

    name: str
    first: Entity
    second: Entity


class Lexicon:
    """All names of the entities, ready to be found."""

    def __init__(self, entities: Iterable[Entity], language: str) -> None:
        self.register = Register(entities)
        #: By their documents.
        self.entities: Mapping[str, Entity] = {one.docname: one for one in self.register.all}
        claims, self.ambiguities = _claims(self.entities.values(), language)
        self._root: dict[str, Any] = {}
        for words, claim in claims.items():
            node = self._root
            for word in words:
                node = node.setdefault(word, {})
            node[_END] = claim
        #: What the lexicon finds, as text to compare.
        self.signature = repr(sorted((words, claim.docname) for words, claim in claims.items()))

    def lookup(self, kind: str, name: str) -> list[Entity]:
        """Return the entities that a name, an alias or a form of them can mean ("" is any kind)."""
        known = self.register.find(name, kind)
        if known:
            return known
        hits = [hit for hit in self.find(name) if hit.end - hit.start == len(name)]
        meant = (self.entities[hit.docname] for hit in hits)
        return [entity for entity in meant if kind in ("", entity.kind)]

    def may_find(self, text: str) -> bool:
        """Whether a name could begin with a word of *text*, which is told sooner than all names."""
        return not self._root.keys().isdisjoint(map(_folding(text), _WORD.findall(text)))

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names in *text*, in its order; no two overlap."""
        fold = _folding(text)
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            node = self._root.get(fold(words[place][0]))
            last, claim = self._longest(text, words, place, node, fold) if node else (place, None)
            if claim is not None and claim.docname:
                yield Hit(words[place].start(), words[last].end(), claim.docname)
            place = last + 1

    def _longest(
        self,
        text: str,
        words: list[re.Match[str]],
        first: int,
        node: dict[str, Any] | None,
        fold: Callable[[str], str],
    ) -> tuple[int, Claim | None]:
        """Return the longest name that begins with the word at *first*, and its last word."""
        last, found, place = first, None, first
        while node is not None:
            claim: Claim | None = node.get(_END)
            if claim is not None and _fits(text, words[first].start(), words[place].end(), claim):
                last, found = place, claim
            place += 1
            if place == len(words):
                break
            between = text[words[place - 1].end() : words[place].start()]
            node = node.get(_gap(between) + fold(words[place][0]))
        return last, found


def _claims(
    entities: Iterable[Entity], language: str
) -> tuple[dict[tuple[str, ...], Claim], tuple[Ambiguity, ...]]:
    """Return who owns each form, and the names that more than one would own.

    A name that is written somewhere goes before one that is only an inflected form.
    """
    written: dict[tuple[str, ...], dict[str, tuple[Entity, str]]] = {}
    derived: dict[tuple[str, ...], dict[str, tuple[Entity, str]]] = {}
    for entity in entities:
        for name in entity.names:
            written.setdefault(_key(name), {}).setdefault(entity.docname, (entity, name))
            for form in sorted(forms(name, language)):
                derived.setdefault(_key(form), {}).setdefault(entity.docname, (entity, form))
    owners = written | {words: found for words, found in derived.items() if words not in written}
    owners.pop((), None)
    claims, clashes = {}, []
    for words, found in owners.items():
        if len(found) == 1:
            entity, form = next(iter(found.values()))
            claims[words] = Claim(entity.docname, form)
            continue
        (first, form), *others = found.values()
        claims[words] = Claim("", form.lower())
        clashes += [Ambiguity(form, first, other) for other, _form in others]
    once = {(one.first.docname, one.second.docname): one for one in reversed(clashes)}
    return claims, tuple(once[pair] for pair in sorted(once))


def _key(name: str) -> tuple[str, ...]:
    """Return a name as the trie has it: its words, each with what stands before it."""
    words = list(_WORD.finditer(name))
    gaps = ["", *(_gap(name[a.end() : b.start()]) for a, b in pairwise(words))]
    return tuple(gap + _fold(word[0]) for gap, word in zip(gaps, words, strict=False))


def _folding(text: str) -> Callable[[str], str]:
    """Return how the words of *text* are folded: most texts need no more than small letters."""
    usual = not _UNUSUAL.search(text) and unicodedata.is_normalized("NFC", text)
    return str.lower if usual else _fold


def _plain(text: str) -> str:
    """Return *text* with composed letters, plain hyphens and apostrophes, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())


def _fold(word: str) -> str:
    return _plain(word).lower()


def _gap(between: str) -> str:
    """Return what stands between two words, all white space as one; a space alone as such."""
    return re.sub(r"\s+", " ", between.translate(_PLAIN))


def _fits(text: str, start: int, end: int, claim: Claim) -> bool:
    """Whether the words really are the name: capitals, whole words, no part of an address."""
    shown, form = _plain(text[start:end]), _plain(claim.form)
    if any(a.isupper() and a != b for a, b in zip(form, shown, strict=False)):
        return False
    if _goes_on(text[start - 1 : start]) or _goes_on(text[end : end + 1]):
        return False
    before = re.split(r"[\s(]", text[max(start - 200, 0) : start])[-1]
    after = re.split(r"[\s)]", text[end : end + 200], maxsplit=1)[0]
    around = f"{before}{shown}{after}"
    return not _ADDRESS.search(around) or bool(_ADDRESS.search(claim.form))


def _goes_on(neighbour: str) -> bool:
    return bool(neighbour) and (
        neighbour in _JOINED or neighbour.isalnum() or unicodedata.category(neighbour)[0] == "M"
    )
