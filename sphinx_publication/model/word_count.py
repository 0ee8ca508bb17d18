"""How many words a text has, as people count them.

A word is what stands between spaces and holds a letter or a digit, so a dash alone is none, and
"och/eller", "m.fl." and an address are one each. A number whose thousands are parted by no-break
spaces is one word. Chinese and Japanese write no spaces: each of their characters is a word.
"""

from __future__ import annotations

import re

#: The spaces that hold a number together.
_HOLDING = ("\u00a0", "\u2007", "\u202f")
_GROUPED = re.compile(rf"(?<=\d)[{''.join(_HOLDING)}](?=\d{{3}}(?!\d))")
#: Kana and the ideographs of the planes that texts use (Unicode, Unihan).
_IDEOGRAPH = re.compile(
    r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
)


def count(text: str) -> int:
    """Return the number of words in *text*."""
    if any(space in text for space in _HOLDING):  # most have none
        text = _GROUPED.sub("", text)
    text, alone = _IDEOGRAPH.subn(" ", text)
    words = text.split()
    # most words are nothing but letters, which is asked of all of a word at once
    others = [word for word in words if not word.isalnum()]
    signs = sum(not any(map(str.isalnum, word)) for word in others)
    return alone + len(words) - signs
