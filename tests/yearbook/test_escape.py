"""Escaping: whatever an author writes comes out as the same text, and nothing of it is run."""

from __future__ import annotations

import json
import re
import unicodedata

import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_publication.yearbook import escape

#: Reads a content block back, and stops at anything that is not text or space.
_READER = """{
  let words(it) = {
    if type(it) == str { it }
    else if it == [ ] { " " }
    else if it.has("text") { it.text }
    else if it.has("children") { it.children.map(words).join() }
    else { panic(repr(it)) }
  }
  words([%s])
}"""

_TEXTS = st.text(
    st.one_of(
        st.sampled_from("\\#*_`$<>@=-+/~'\"[](){};:.,!?&|^% \n\t0123uå"),
        st.characters(),
    ),
    max_size=60,
)


def _typst(expression: str) -> object:
    return json.loads(typst.Compiler().eval(expression))


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(_TEXTS)
@example('#read("/etc/passwd")')
@example("@key <label> $x$ \\ // comment /* c */ https://x.se/ 1. = + - -- --- ...")
@example("~ -? `a` 'a' \"b\"")
@example("\\u{41} \\")
def test_a_string_holds_what_was_put_in(value: str) -> None:
    """A string literal gives back the text, and is one expression."""
    plain = escape._LINE_BREAKS.sub("\n", escape.clean(value))
    assert _typst(escape.string(value)) == plain


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(_TEXTS)
@example('#read("/etc/passwd")')
@example("@key <label> $x$ \\ // comment /* c */ https://x.se/ 1. = + - -- --- ...")
@example("~ -? `a` 'a' \"b\"")
@example("\\u{41} \\")
@example("/ term: x")
def test_markup_prints_what_was_put_in(value: str) -> None:
    """Escaped text in a content block is text and spaces only, and reads the same."""
    markup = escape.text(value)
    read = _typst(_READER.replace("%s", f"a{markup}a"))
    spaces = escape._SPACES.sub(" ", escape.clean(value))
    assert read == f"a{escape.breakable(spaces)}a"


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from("abcå/.-_?=\u0301\u200d统 "), max_size=200))
@example("https://prov.example/" + "a" * 300)
@example("统" * 200)
def test_what_is_too_long_for_a_line_may_be_broken(value: str) -> None:
    """No run of letters without a place to break at is longer than a line; nothing is lost."""
    shown = escape.breakable(value)
    assert shown.replace("\u200b", "") == value
    pieces = re.split("[\\s\u200b统]", shown)
    assert all(len(re.sub("[\u0301\u200d]", "", piece)) < 66 for piece in pieces)
    if not re.search("[^\\s统]{48}", value):
        assert shown == value


def test_nothing_of_a_letter_is_lost() -> None:
    """Every printable character of Latin-1 and Swedish typography stays as it is."""
    text = "".join(chr(c) for c in range(0xA0, 0x250)) + "–—”’…•½№"
    assert unicodedata.is_normalized("NFC", text)
    for start in range(0, len(text), 40):
        assert escape.text(text[start : start + 40]) == text[start : start + 40]
