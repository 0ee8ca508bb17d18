"""Locators: which place in a source is meant, from the words that follow a citation.

"s. 12–14, min kursivering" names pages 12–14, and says something more. Labels are CSL's ("page",
"chapter" …), written in Swedish or English; a number by itself is a page, and paragraphs of Swedish
statutes ("8 §", "3 kap. 5 §") stand as they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: CSL's name of each label, by the words that authors write, in lower case and without full stop.
LABELS = {
    word: label
    for label, words in {
        "appendix": "bil bilaga bilagan app appendix appendices",
        "book": "bok book bk",
        "chapter": "kap kapitel kapitlet ch chap chaps chapter chapters",
        "column": "kol kolumn sp spalt col cols column columns",
        "figure": "fig figur figuren figurer figs figure figures",
        "issue": "nr nummer no issue",
        "line": "rad rader line lines",
        "note": "not noten noter fotnot note notes",
        "page": "s sid sida sidan sidor sidorna p pp page pages",
        "paragraph": "st stycke stycket para paras paragraph paragraphs",
        "part": "del delen delar pt part parts",
        "section": "avsn avs avsnitt avsnittet sec secs sect section sections",
        "table": "tab tabell tabellen tabeller tbl table tables",
        "verse": "vers verser verse verses",
        "volume": "vol vols band bd volym volume volumes",
    }.items()
    for word in words.split()
}

_FOLLOWING = r"(?:\s?ff?\b\.?)?"
_NUMBER = rf"\d+(?:[.:]\d+)*[a-zA-Z]?(?!\w){_FOLLOWING}"
_FIRST = rf"(?:{_NUMBER}|[ivxlcdm]+(?!\w)|[IVXLCDM]+(?!\w)|[A-Z](?:\.?\d+)*(?!\w))"
_RANGE = rf"{_FIRST}(?:\s?[-–]\s?(?:{_NUMBER}|[ivxlcdm]+(?!\w)))?"
_MORE = rf"(?:\s*,\s*|\s+(?:och|and|&|samt)\s+){_NUMBER}(?:\s?[-–]\s?{_NUMBER})?(?!\s*(?:§|kap\b))"
_VALUE = rf"{_RANGE}(?:{_MORE})*"

_SECTION_SIGN = re.compile(
    r"(?:\d+\s?[a-z]?\s+kap\.\s*)?\d+(?:\s?[a-z])?(?:(?:\s?[-–]\s?|,\s*|\s+och\s+)\d+(?:\s?[a-z])?)*"
    r"\s?§{1,2}|\d+\s?[a-z]?\s+kap\.|§{1,2}\s*\d+(?:\s?[a-z](?!\w))?(?:\s?[-–]\s?\d+)?"
)
_LABELLED = re.compile(rf"([^\W\d_]+)(?:\.\s*|\s+)({_VALUE})")
_BARE = re.compile(rf"({_RANGE}(?:{_MORE})*)(?=\s*(?:[,;.]|$))")
_DIGIT = re.compile(r"\d")
_JOINT = re.compile(r"\s*,\s*")


@dataclass(frozen=True)
class Locator:
    """One place in a source."""

    #: CSL's label; "" for one that stands as it is written ("8 §").
    label: str
    #: "12–14".
    value: str

    @property
    def plural(self) -> bool:
        """Whether it names more than one page, figure …"""
        return bool(re.search(r"[–,&]|\s(?:och|and|samt|ff?)\b|\dff?\b", self.value))


def split(words: str) -> tuple[tuple[Locator, ...], str]:
    """Return the locators that *words* begin with, and the rest as it stands."""
    rest = " ".join(words.split())
    found: list[Locator] = []
    place = 0
    while match := _at(rest, place, first=not found):
        locator, end = match
        found.append(locator)
        place = end
        joint = _JOINT.match(rest, end)
        if joint is None or _at(rest, joint.end(), first=False) is None:
            break
        place = joint.end()
    return tuple(found), rest[place:]


def begins(words: str) -> bool:
    """Whether *words* begin with a locator."""
    return bool(split(words)[0])


def _at(words: str, place: int, first: bool) -> tuple[Locator, int] | None:
    """Return the locator at *place* and where it ends; a number alone may only come first."""
    if sign := _SECTION_SIGN.match(words, place):
        return Locator("", sign.group()), sign.end()
    labelled = _LABELLED.match(words, place)
    if labelled and (label := LABELS.get(labelled[1].lower())):
        return Locator(label, _dashed(labelled[2])), labelled.end()
    bare = _BARE.match(words, place) if first else None
    if bare and _DIGIT.match(bare[1]):
        return Locator("page", _dashed(bare[1])), bare.end()
    return None


def _dashed(value: str) -> str:
    """Return a value with the dashes that ranges have in print."""
    return re.sub(r"\s?[-–]\s?", "–", value).strip()
