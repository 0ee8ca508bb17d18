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
        # Patent Nr 123 -> Patent nr 123
        Rule(r"(?<=\w )Nr\b", "nr"),
        Rule(r"\(Publication\b", "(Publikation"),
        Rule(r"\bI: ", "I "),
    ),
}

#: By style and language: what the guides to that style write otherwise than the language's rules.
STYLE_RULES: Mapping[tuple[str, str], Sequence[Rule]] = {
    # Wells, J. (red.) -> Wells, J. (Red.)
    ("apa", "sv"): (Rule(r"(?<=\()red\.(?=\))", "Red."), Rule(r"(?<=, )övers\.(?=\))", "Övers.")),
    # Wells, J. (red.) (2015) -> Wells, J. (red.). (2015)
    ("umea-university-harvard", "sv"): (Rule(r"\(red\.\) (?=\()", "(red.). "),),
}


def style_family(style: str) -> str:
    """ "apa" for "apa", "apa-6th-edition" and the like; the style's own name for others."""
    return "apa" if style == "apa" or style.startswith("apa-") else style


def title(text: str, style: str) -> str:
    """*text* as a title in *style*: APA has a capital after the colon (APA 7, 6.17)."""
    if style_family(style) != "apa":
        return text
    return re.sub(r"(?<=: )[a-zåäö]", lambda letter: letter[0].upper(), text)


def apply(text: str, language: str, style: str = "") -> str:
    """*text* with the rules for *language*, and for *style* in it."""
    own = STYLE_RULES.get((style_family(style), language), ())
    for rule in (*EVERYWHERE, *RULES.get(language, ()), *own):
        text = re.sub(rule.pattern, rule.replacement, text)
    return text
