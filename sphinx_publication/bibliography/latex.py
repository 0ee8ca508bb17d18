r"""LaTeX in .bib values to plain text: ``{\"O}versikt`` becomes ``Översikt``.

Accents and symbols are decoded, commands for looks leave their argument, braces go, and no letter
changes its case. What pylatexenc cannot read stays as it was written, without its braces.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)
from pylatexenc.latexwalker import LatexWalker
from pylatexenc.latexwalker import get_default_latex_context_db as walker_context_db
from pylatexenc.macrospec import MacroSpec

_LIGATURES = (
    ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\N{NO-BREAK SPACE}"),
)  # fmt: skip
#: What TeX needs a backslash before, even in an address.
VERBATIM_SPECIALS = "_%&#$~"
_VERBATIM_ESCAPE = re.compile(rf"\{{\\([{VERBATIM_SPECIALS}])\}}|\\([{VERBATIM_SPECIALS}])")
_URL_COMMAND = re.compile(r"^\\(?:url|path|nolinkurl)\{(.*)\}$", re.DOTALL)
_FORMULA = re.compile(r"\$[^$]*\\[^$]*\$|\$[^$\s]*[_^{][^$]*\$|\$[a-zA-Z]\$")

#: Commands that leave their argument, and how (pylatexenc drops or garbles it).
_LEAVES = {
    "cite": "%(1)s", "enquote": "“%(1)s”", "footnote": " (%(1)s)", "mkbibparens": "(%(1)s)",
    "mkbibquote": "“%(1)s”", "texttt": "%(1)s",
}  # fmt: skip
#: Commands that are a sign.
_SIGNS = {
    "hyphen": "-", "slash": "/", "textasciicircum": "^", "textbraceleft": "{",
    "textbraceright": "}",
}  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n]+")


def plain(value: str) -> str:
    """*value* as a reader shall see it."""
    text = _decode(value) if "\\" in value or "$" in value else _ligatures(value)
    return _SPACES.sub(" ", text).strip(" ")


def verbatim(value: str) -> str:
    """*value* of a field that biblatex reads as it stands (url, doi), without TeX's escapes."""
    text = value.strip()
    if command := _URL_COMMAND.match(text):
        text = command[1]
    text = _VERBATIM_ESCAPE.sub(r"\1\2", text)
    text = _SPACES.sub("", text)
    while in_braces(text):
        text = text[1:-1]
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def in_braces(written: str) -> bool:
    """Whether one pair of braces holds all of *written*."""
    if not (written.startswith("{") and written.endswith("}")):
        return False
    depth = 0
    for position, letter in enumerate(written):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return position == len(written) - 1
    return False


def _ligatures(value: str) -> str:
    text = value
    for written, read in _LIGATURES:
        text = text.replace(written, read)
    return text.replace("{", "").replace("}", "")


@lru_cache(maxsize=4096)
def _decode(value: str) -> str:
    text = re.sub(r"(?<!\\)([&%])", r"\\\1", value)
    if not _FORMULA.search(text):
        text = re.sub(r"(?<!\\)\$", r"\\$", text)
    try:
        nodes, _, _ = LatexWalker(text, latex_context=_walker_context()).get_latex_nodes()
        return str(_reader().nodelist_to_text(nodes))
    except (LookupError, ValueError):  # a command without its argument
        return _ligatures(value)


@cache
def _walker_context() -> object:
    """What each command takes: pylatexenc's knowledge, with what biblatex adds."""
    db = walker_context_db()
    db.add_context_category(
        "biblatex",
        prepend=True,
        macros=[
            MacroSpec("href", "{{"),
            MacroSpec("noopsort", "{"),
            MacroSpec("S", ""),
            *(MacroSpec(name, "{") for name in _LEAVES),
            *(MacroSpec(name, "") for name in _SIGNS),
        ],
    )
    return db


@cache
def _reader() -> LatexNodes2Text:
    db = get_default_latex_context_db()
    db.add_context_category(
        "biblatex",
        prepend=True,
        macros=[
            MacroTextSpec("href", "%(2)s"),
            MacroTextSpec("url", "%(1)s"),
            MacroTextSpec("noopsort", discard=True),
            MacroTextSpec("S", "§ "),
            MacroTextSpec("LaTeX", "LaTeX"),
            MacroTextSpec("TeX", "TeX"),
            MacroTextSpec("relax", ""),
            *(MacroTextSpec(name, form) for name, form in _LEAVES.items()),
            *(MacroTextSpec(name, sign) for name, sign in _SIGNS.items()),
        ],
    )
    return LatexNodes2Text(latex_context=db, math_mode="text", keep_comments=True)
