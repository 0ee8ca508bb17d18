"""Where a language writes a reference otherwise than CSL's styles do, which think in English.

Each rule works on a whole reference as citeproc-py gives it. Titles and addresses are opaque tokens
there, so no rule can touch what an author wrote in a title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: A token that stands for a title or an address.
TOKEN = "[\U0010f100-\U0010fffd]"

_MONTH = "(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"


@dataclass(frozen=True)
class Rule:
    """What to look for, and what to write instead, as `re.sub` has them."""

    pattern: str
    replacement: str


#: Mends for citeproc-py, which prints a group's fixed words although its variables are empty.
EVERYWHERE = (
    Rule(r" \(Publication\)", ""),
    Rule(r"(?<=[.)]) (?:Edition|Upplaga)\.", ""),
    Rule(rf"\b(?:Retrieved|Hämtad) (?={TOKEN})", ""),
)

RULES: Mapping[str, Sequence[Rule]] = {
    "sv": (
        # (2013, juni 26) -> (2013, 26 juni)
        Rule(rf"\b({_MONTH}) (\d\d?(?:–\d\d?)?)(?!\d)", r"\2 \1"),
        # Hämtad 3 maj 2020, från -> Hämtad 3 maj 2020 från
        Rule(r"(Hämtad [^,()]*\d{4}), från", r"\1 från"),
        # Patent Nr 123 -> Patent nr 123
        Rule(r"(?<=\w )Nr\b", "nr"),
        Rule(r"\(Publication\b", "(Publikation"),
        Rule(r"\bI: ", "I "),
    ),
}


def apply(text: str, language: str) -> str:
    """*text* with the rules for *language*."""
    for rule in (*EVERYWHERE, *RULES.get(language, ())):
        text = re.sub(rule.pattern, rule.replacement, text)
    return text
