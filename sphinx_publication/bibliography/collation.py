"""Swedish alphabetical order: å, ä and ö after z, other accents passed over, case too."""

from __future__ import annotations

import unicodedata

# "{", "|" and "}" follow "z" in ASCII.
_SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "ß": "ss"})
_IGNORED = str.maketrans("", "", "\"'’”“«»()[]{}.,:;?!")


def swedish_key(text: str) -> str:
    """A string that sorts as *text* does in a Swedish index."""
    composed = unicodedata.normalize("NFC", text).casefold().translate(_IGNORED)
    decomposed = unicodedata.normalize("NFD", composed.translate(_SWEDISH))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()
