"""Sentences: where the one around a given place begins and ends.

Made for Swedish running text: an abbreviation ("m.fl.", "t.ex.", "prop.", "s. 12") or an initial
("C. Ham") ends no sentence, and a citation after the full stop belongs to what it follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

#: Stands for a citation (or anything else without words of its own) in a text.
MARK = "\N{OBJECT REPLACEMENT CHARACTER}"

#: Abbreviations that something always follows; they never end a sentence.
_NEVER_LAST_WORDS = """
a.a. a.k.a. ang. anm. art. avd. avsn. bet. bil. bl.a. ca. cf. dir. div. dnr. dr. ds. d.v.s. dvs.
e.d. ed. eds. e.g. ekon. e.kr. enl. ev. exkl. f.d. fig. f.kr. fr. fr.o.m. följ. förf. gm. hr. i.e.
inkl. inst. int. jfr. jr. kap. kl. kungl. lic. max. med.dr. min. mr. mrs. ms. n.b. nr. no. obs. p.
p.g.a. pga. pp. prof. prop. red. ref. rskr. resp. s. s.a.s. s.k. sid. skr. st. s:t. t. tab. tel.
t.ex. tf. t.o.m. tr. uppl. utg. u.a. v. vol. vs. övers.
"""
#: Abbreviations that may well stand last: they end a sentence where a capital letter follows.
_MAYBE_LAST_WORDS = """
al. dyl. etc. ff. f. m.fl. m.m. mkr. kr. mdr. milj. mm. o.d. o.dyl. osv. o.s.v. u.å.
"""
_NEVER_LAST = frozenset(_NEVER_LAST_WORDS.split())
_MAYBE_LAST = frozenset(_MAYBE_LAST_WORDS.split())
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_OPENING = r"[\"”’»(\[–—]*"
#: A full stop, the citations that stand between it and a new sentence, and the look of that.
_STOP = re.compile(
    rf"([.!?…]+)[\"”’»)\]]*(?:\s*{MARK}(?=\s+{_OPENING}{_CAPITAL}))?(?=\s+{_OPENING}[\w{MARK}])"
)
#: What may stand before the first letter of a sentence.
_GAP = re.compile(r"[ \t\n\"”’»(\[–—]*")
#: How far back to look for an abbreviation: none is as long.
_LONGEST = 32
_WORD_BEFORE = re.compile(r"(?:\w[\w:]*\.)*(?:\w[\w:]*)?\.$")


def bounds(text: str, place: int) -> tuple[int, int]:
    """Return start and end of the sentence of *text* that holds the character at *place*.

    White space around the sentence is left out. A "sentence" of nothing but citations and
    punctuation is joined with the one before it.
    """
    return around(text, starts(text), place)


@lru_cache(maxsize=64)
def starts(text: str) -> tuple[int, ...]:
    """Return where the sentences of *text* begin, white space included.

    Citations and links that stand in one block ask for the same.
    """
    found = [0, *(stop.end() for stop in _STOP.finditer(text) if _ends(text, stop))]
    kept = [0]
    for start, end in pairwise([*found, len(text)]):
        if start and re.search(r"[^\W_]", text[start:end].replace(MARK, "")):
            kept.append(start)
    return tuple(kept)


def around(text: str, beginnings: Sequence[int], place: int) -> tuple[int, int]:
    """Return the `bounds` of one sentence of *text*, whose `starts` are known."""
    begin = max(start for start in beginnings if start <= place)
    end = min((start for start in beginnings if start > place), default=len(text))
    inner = text[begin:end]
    return begin + len(inner) - len(inner.lstrip()), begin + len(inner.rstrip())


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether the full stop found really ends a sentence."""
    gap = _GAP.match(text, stop.end())
    first = text[gap.end() : gap.end() + 1] if gap else ""
    marks, capital = MARK in stop.group(), first.isupper()
    if first.islower():
        return False
    if stop[1] != ".":
        return True
    word = _WORD_BEFORE.search(text[max(stop.end(1) - _LONGEST, 0) : stop.end(1)])
    before = word.group().lower() if word else ""
    if before in _NEVER_LAST or re.fullmatch(r"[^\W\d_]\.", before):
        return False
    return (capital and not marks) or before not in _MAYBE_LAST
