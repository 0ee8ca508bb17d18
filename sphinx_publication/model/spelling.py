"""The words that a misspelt search is compared with: the publication's own, the common ones first.

A word is kept as texts write it: in small letters where any text has it so, else as most have it
("Nilsson", "NNS"). Digits and words of one or two letters are left out. Of a large publication,
only words that at least two pages say are kept, and never more than `LIMIT`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

#: So many words at most, which makes a file of about 60 kB compressed.
LIMIT = 20_000

#: From so many pages on, a word that one page alone says is as likely a slip as a word.
LARGE = 500

#: How many pages say a word of each group but the last: at least so many.
_GROUPS = (50, 10, 3)

_WORD = re.compile(r"[^\W\d_]{3,}")


class Dictionary:
    """Collects the words of pages."""

    def __init__(self) -> None:
        """Begin without words."""
        self._pages = 0
        #: How many pages say each word, in small letters.
        self._said: Counter[str] = Counter()
        #: How many pages write each word so.
        self._written: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Take the words of one page."""
        written = set(_WORD.findall(text))
        self._pages += 1
        self._written.update(written)
        self._said.update({word.lower() for word in written})

    def groups(self) -> list[str]:
        """Return the words in groups, from common to rare, each sorted and joined by spaces."""
        least = 2 if self._pages >= LARGE else 1
        ranked = sorted(
            (-pages, word) for word, pages in self._said.items() if pages >= least
        )[:LIMIT]  # fmt: skip
        forms = self._forms(word for _pages, word in ranked)
        groups: list[list[str]] = [[] for _ in range(len(_GROUPS) + 1)]
        for pages, word in ranked:
            groups[sum(-pages < least for least in _GROUPS)].append(forms[word])
        return [" ".join(sorted(group)) for group in groups]

    def _forms(self, words: Iterable[str]) -> dict[str, str]:
        """Return how texts write each of the words."""
        wanted = set(words)
        best: dict[str, str] = {}
        for form in sorted(self._written, key=lambda form: (self._written[form], form)):
            if (word := form.lower()) in wanted:
                best[word] = form
        return {word: word if word in self._written else form for word, form in best.items()}
