"""The alphabetical order of references: that of the language, without regard to punctuation."""

from __future__ import annotations

from sphinx_publication.model import alphabet

_IGNORED = str.maketrans("", "", "\"'’”“«»()[]{}.,:;?!")


def collation_key(text: str, language: str) -> str:
    """A string that sorts as *text* does in an index in *language*."""
    return alphabet.sort_key(text.translate(_IGNORED).strip(), language)[0]
