"""Text of authors into Typst source, where it can only ever be text.

Two rules, and no third place that escapes: `text` for markup, `string` for string literals. What
neither a reader nor a PDF can hold (control characters, lone surrogates, noncharacters) is left
out; every kind of line break is a space in markup.
"""

from __future__ import annotations

import re

#: In markup a backslash before any ASCII punctuation makes it a plain character.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
#: What Typst takes for white space in markup, the no-break space not being one.
_SPACES = re.compile("[ \\t\\n\\v\\f\\r\\x85\u2028\u2029]+")
_LINE_BREAKS = re.compile("\\r\\n|[\\v\\f\\r\\x85\u2028\u2029]")
#: Controls, surrogates, the byte order mark, and Unicode's noncharacters.
_IMPOSSIBLE = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)


#: A run of characters that no line may end in: of any script but those that may break anywhere.
_UNBROKEN = re.compile("[^\\s\u200b\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]{48,}")
#: Where it may be broken: after signs that part an address, else after some letters, but not
#: before what belongs to the letter before it.
_BREAK = re.compile(
    "([/?&=_.-]{1,16}|[^/?&=_.-]{16}"
    "(?![\u0300-\u036f\u200c\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]))(?=.)"
)


def clean(value: str) -> str:
    """Return *value* without the characters that no PDF can hold."""
    return _IMPOSSIBLE.sub("", value)


def text(value: str) -> str:
    """Return Typst markup that prints *value*, its white space collapsed, and does nothing else.

    What is too long for a line may be broken: zero-width spaces are put into it.
    """
    return _PUNCTUATION.sub(r"\\\1", breakable(_SPACES.sub(" ", clean(value))))


def breakable(value: str) -> str:
    """Return *value* with zero-width spaces in words that are longer than a line may be."""
    return _UNBROKEN.sub(lambda long: _BREAK.sub("\\1\u200b", long[0]), value)


def string(value: str) -> str:
    """Return a Typst string literal, quotes included, that holds *value* with its line breaks."""
    plain = _LINE_BREAKS.sub("\n", clean(value)).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\n", "\\n").replace("\t", "\\t") + '"'
