"""Running text into the same text as a compositor has it: spaces that hold, quotation marks.

What comes out has as many characters as what goes in, and only spaces and quotation marks differ,
so places in the text stay what they were. Text that has been through once comes out unchanged. The
rules are a language's own; a language without rules keeps its text. Code and addresses are not
running text: do not send them here.

The Swedish rules are those of *Svenska skrivregler* (Språkrådet, 4th ed.): a space that holds
before units and signs, within numbers, in dates and references, and before a dash; ” and ’ on both
sides of a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

#: No-break space: as wide as other spaces.
HOLD = "\N{NO-BREAK SPACE}"
#: Narrow no-break space: between groups of digits, and within abbreviations.
NARROW = "\N{NARROW NO-BREAK SPACE}"

_SPACE = "[ \N{THIN SPACE}\N{NO-BREAK SPACE}]"
_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    "jan|febr?|apr|aug|sept?|okt|nov|dec"
)
#: What stands after a number and belongs to it.
_UNITS = (
    "procentenheter|procentenhet|procent|promille|miljoner|miljon|miljarder|miljard|tusen|"
    "kronor|krona|kr|tkr|mkr|mnkr|mdkr|öre|euro|km|m|cm|mm|m²|km²|kvm|ha|kg|hg|g|mg|ton|"
    "l|dl|cl|ml|tim|min|sek|kWh|MWh|GWh|kB|MB|GB|TB"
)
#: What stands before a number and belongs to it, with or without a full stop.
_BEFORE = (
    "s|ss|sid|sidan|sida|sidorna|kap|kapitel|nr|nummer|art|artikel|st|p|punkt|mom|avsn|avsnitt|"
    "fig|figur|tab|tabell|bil|bilaga|vol|prop|bet|rskr|skr|dir|dnr|SFS|SOU|Ds|EU|kl|ca|not"
)
#: Abbreviations of more than one word, as they are written with spaces.
_SPACED = (
    r"t\. ex|bl\. a|m\. fl|m\. m|o\. s\. v|o\. d|o\. dyl|d\. v\. s|s\. k|f\. d|p\. g\. a|"
    r"fr\. o\. m|t\. o\. m|e\. d|u\. a|e\. Kr|f\. Kr"
)

_DIGIT_GROUPS = re.compile(rf"(?<![\d.,:/-])\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d:/-])")
_ABBREVIATIONS = re.compile(
    rf"(?<!\w)(?:{_SPACED})\.".replace(" ", _SPACE),
    re.IGNORECASE,
)
_HOLDING = tuple(
    re.compile(pattern.replace("_", _SPACE))
    for pattern in (
        rf"(?<=\d)_(?=(?:{_UNITS})\b)",
        r"(?<=\d)_(?=[%‰°§×])",
        r"(?<=\d)_(?=[a-z]_§)",
        r"(?<=[a-z])_(?=§)",
        r"(?<=§)_(?=\d)",
        rf"(?<=\d)_(?=(?:{_MONTHS})\b)",
        r"(?<=\d)_(?=kap\.)",
        r"(?<=\bkap\.)_(?=\d+(?:_[a-z])?_§)",
        # An initial and the name after it.
        r"(?<=\b[A-ZÅÄÖÉ]\.)_(?=[A-ZÅÄÖÉ])",
        # Neither a dash nor three dots begin a line, and a line of speech keeps its dash.
        r"(?<=\S)_(?=–_)",
        r"(?<=^–)_(?=\S)",
        r"(?<=\w)_(?=…)",
    )
)
_REFERENCES = re.compile(rf"(?<!\w)({_BEFORE}|[Ff]igur|[Tt]abell|[Kk]apitel)(\.?){_SPACE}(?=\d)")
_QUOTES = str.maketrans({"“": "”", "‟": "”", '"': "”", "‘": "’", "‛": "’", "'": "’"})


def set_text(text: str, language: str) -> str:
    """Return running *text* of a *language* ("sv", "sv-SE"), ready to be set in type or shown.

    It has the same number of characters; only spaces and quotation marks may differ.
    """
    rules = _RULES.get(language.replace("_", "-").partition("-")[0].lower())
    return rules(text) if rules is not None else text


def _swedish(text: str) -> str:
    text = text.translate(_QUOTES)
    if not (" " in text or "\N{THIN SPACE}" in text):
        return text
    for pattern in (_DIGIT_GROUPS, _ABBREVIATIONS):
        text = pattern.sub(_narrowed, text)
    for pattern in _HOLDING:
        text = pattern.sub(HOLD, text)
    return _REFERENCES.sub(rf"\1\2{HOLD}", text)


def _narrowed(match: re.Match[str]) -> str:
    return re.sub(_SPACE, NARROW, match.group())


_RULES: Mapping[str, Callable[[str], str]] = {"sv": _swedish}
