"""The order of names for readers: by the letters of their language, capitals or not.

Swedish puts å, ä and ö after z, and takes other accents off; every other language is ordered by
its base letters, which is what the Unicode collation does first.
"""

from __future__ import annotations

import unicodedata

#: Letters of their own, after z. U+00E6 and U+00F8 are sorted as ä and ö, as Swedish lists do.
_LAST = {"sv": str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})}


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Return what to sort *text* by in *language* (a code such as "sv" or "sv_SE")."""
    lower = unicodedata.normalize("NFC", text).lower()
    moved = lower.translate(_LAST.get(language[:2], {}))
    folded = unicodedata.normalize("NFKD", moved)
    return "".join(char for char in folded if not unicodedata.combining(char)), text


def initial(text: str, language: str) -> str:
    """Return the letter that *text* is sorted under, as a capital: "Å", "E" for "é".

    What begins with no letter is under "0–9",.
    """
    first = sort_key(text, language)[0][:1]
    letters = {ord(char): letter for letter, char in zip("ÅÄÖ", "{|}", strict=True)}
    if language[:2] in _LAST and first in "{|}":
        first = first.translate(letters)
    return first.upper() if first.isalpha() else "0–9"
