"""Swedish-looking sentences from the small vocabulary in words.toml; `Language` never runs out.

Words are put together as Swedish does it ("vård" + "planen"), so that a few parts make thousands of
words of natural length, which hyphenation and search meet as they meet real text.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("words.toml")
#: Words by their kind.
_WORDS: dict[str, list[str]] = {
    kind: words.split("|") for kind, words in tomllib.loads(_FILE.read_text("utf-8")).items()
}


@dataclass(frozen=True)
class Language:
    """Text made by one stream of chance."""

    chance: random.Random

    def word(self, kind: str) -> str:
        """Return a word of a kind, by its name in words.toml."""
        return self.chance.choice(_WORDS[kind])

    def noun(self, form: str = "definite") -> str:
        """Return a noun, often a compound: "indefinite", "definite" or "plural"."""
        first = self.word("first") if self.chance.random() < 0.4 else ""
        return first + self.word(form)

    def phrase(self) -> str:
        """Return a noun, with or without what describes it."""
        if self.chance.random() < 0.5:
            return f"{self.word('amounts')} {self.word('adjectives')} {self.noun('plural')}"
        return self.noun()

    def clause(self, opener: str = "") -> str:
        """Return a clause of four to twelve words, without a capital.

        After an *opener* the verb comes first, as Swedish has it.
        """
        verb = self.word("verbs")
        words = [opener, verb, self.phrase()] if opener else [self.phrase(), verb]
        words += [self.word("adverbs"), self.phrase()]
        if self.chance.random() < 0.7:
            words += [self.word("prepositions"), self.phrase()]
        return " ".join(words)

    def sentence(self) -> str:
        """Return a sentence, with its full stop."""
        text = self.clause(self.word("openers") if self.chance.random() < 0.3 else "")
        if self.chance.random() < 0.5:
            text += f", {self.word('joints')} {self.clause()}"
        return f"{_capital(text)}."

    def sentences(self, count: int) -> str:
        """Return so many sentences."""
        return " ".join(self.sentence() for _ in range(count))

    def title(self) -> str:
        """Return a heading, without a full stop."""
        return _capital(f"{self.phrase()} {self.word('prepositions')} {self.phrase()}")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
