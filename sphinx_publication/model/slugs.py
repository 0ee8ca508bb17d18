"""Text into slugs: the last part of an address.

A slug holds only ``a-z``, ``0-9`` and single hyphens; the same text always gives the same slug.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe", "ı": "i"}
)


@lru_cache(maxsize=1 << 15)
def slug(text: str) -> str:
    """Return the slug of *text*: å and ä become a, ö becomes o, words are joined by hyphens.

    A text without any Latin letter or digit keeps its own letters (``"統合"`` stays), so that two
    such texts do not both become the empty slug.
    """
    text = unicodedata.normalize("NFC", text).strip().lower()
    latin = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    latin = "".join(char for char in latin if not unicodedata.combining(char))
    folded = re.sub(r"[’'`]", "", latin)
    result = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    return result or re.sub(r"[\W_]+", "-", text).strip("-")


def short_slug(text: str, limit: int = 60) -> str:
    """Return the slug of *text*, cut after a word where it has more than *limit* letters.

    A first word that is longer by itself is cut where it must be.
    """
    whole = slug(text)
    if len(whole) <= limit:
        return whole
    words, _hyphen, _cut = whole[: limit + 1].rpartition("-")
    return words or whole[:limit]
