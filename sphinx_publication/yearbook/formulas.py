"""LaTeX formulas into Typst's mathematics, or a reason why not.

What `tylax` returns is code, so it is never trusted. Words (``\\text{…}``) are taken out before it
sees them and put back as string literals; its output is read token by token, and only what a
formula is made of may stand in it; letters, digits and brackets of the author must still be there;
at last Typst must be able to set it. The theme evaluates the result as mathematics from a string,
where no file can be read. A formula that fails any of this is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import tylax
import typst

from sphinx_publication.yearbook import escape

#: Functions of Typst's mathematics that lay out their arguments and do nothing else.
_FUNCTIONS = re.compile(
    r"abs|accent|acute|acute\.double|arrow|bb|binom|bold|breve|cal|cancel|caron|cases|ceil|circle|"
    r"diaer|display|dot|dot\.double|dot\.triple|floor|frac|frak|grave|hat|inline|italic|limits|lr|"
    "macron|mat|mid|mono|norm|op|overbrace|overbracket|overline|overparen|root|round|sans|scr|"
    "script|scripts|serif|sqrt|sscript|stretch|tilde|underbrace|underbracket|underline|underparen|"
    "upright|vec"
)
#: Names of functions such as the sine, that brackets may follow directly: "sin(x)".
_NAMES = re.compile("arg|cos|deg|det|dim|exp|gcd|inf|lim|ln|log|max|min|Pr|sin|sup|tan")
_OPTIONS = frozenset({"delim", "align", "gap"})
#: Stands for words while tylax works: a letter of Unicode's private use area, one for each.
_FIRST_WORD = 0xE000
_WORDS = re.compile(r"\\(?:text|textrm|textnormal|textup|textit|textbf|mbox|hbox)\s*\{")
_OPERATOR = re.compile(r"\\operatorname\*?\s*\{([^{}\\\"]*)\}")
_NAMED = re.compile(r"\\math(?:rm|sf|tt)\s*\{([^{}\\\"#$^_]+)\}")
#: Decimals as LaTeX wants them for a comma without space, and signs that Typst reads as code.
_PLAIN = re.compile(r"(\d+)\{,\}(\d+)|\\([#$%&_])|([@\"`])")
#: A comma or semicolon of the author's, which must not part the arguments of a function.
_PARTING = re.compile(r"\\.|([,;])")
_COMMENT = re.compile(r"(?<!\\)%.*")
#: What only changes sizes or numbers, in LaTeX, and is not needed: brackets grow by themselves.
_NEEDLESS = re.compile(
    r"\\(?:[bB]igg?[lmr]?|displaystyle|textstyle|nonumber|notag|limits)(?![A-Za-z])"
    r"|\\label\s*\{[^{}]*\}"
)
_TAG = re.compile(r"\\tag\*?\s*\{([^{}\\]*)\}")
_BREAK = re.compile(r"\\\\\s*\[[^\]]*\]")
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<name>[A-Za-z]+(?:\.[A-Za-z]+)*)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r'|(?P<string>"[^"\\\n]*")'
    r"|(?P<none>\#none)"
    r"|(?P<escape>\\(?:[#$&_{}\"@%,;:/`~^]|(?=\s|$)))"
    r"|(?P<comment>//|/\*|\*/)"
    r"|(?P<sign>[-+=<>()\[\]{}|,;:!?'*./&_^%~])"
    r"|(?P<letter>[^\x00-\x7f])"
)
_SOURCE_ATOM = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}(?:\s*\{[lcr|]*\})?|\\[A-Za-z]+|\\.|(.)")
_COUNTED = re.compile(r"[\w()\[\]\ue000-\uf8ff]")


class Refused(ValueError):
    """A formula that cannot be set; the message says why, in words for its author."""


def translate(latex: str) -> str:
    """Return a LaTeX formula as Typst's mathematics.

    Raises Refused where the result could be incomplete or more than a formula.
    """
    prepared, words = _without_words(_prepared(latex))
    options = tylax.L2TOptions(prefer_shorthands=False, frac_to_slash=False)
    try:
        result = tylax.latex_to_typst_diagnostics(prepared, options=options)
    except Exception as error:
        raise Refused(f"it cannot be read: {error}") from error
    if result.warnings:
        raise Refused(result.warnings[0].message)
    output, atoms = _checked(_unwrapped(result.output), words)
    _nothing_lost(prepared, atoms)
    return output


@dataclass
class Formulas:
    """Formulas that were tried: each is set once by itself before the book has it."""

    _fonts: typst.Fonts | None = None
    _tried: dict[str, str | Refused] = field(default_factory=dict)

    def typst(self, latex: str) -> str:
        """Return the formula as Typst's mathematics; raises Refused when it cannot be set."""
        if latex not in self._tried:
            try:
                self._tried[latex] = self._set(translate(latex))
            except Refused as refused:
                self._tried[latex] = refused
        found = self._tried[latex]
        if isinstance(found, Refused):
            raise found
        return found

    def _set(self, source: str) -> str:
        self._fonts = self._fonts or typst.Fonts(include_system_fonts=False)
        formula = f'eval({escape.string(source)}, mode: "math")'
        page = f'#set document(title: "x")\n#math.equation(block: true, alt: "x", {formula})'
        try:
            compiler = typst.Compiler(page.encode(), font_paths=self._fonts)
            compiler.compile(format="pdf", pdf_standards=["a-3a", "ua-1"])
        except typst.TypstError as error:
            raise Refused(f"Typst says: {error.message}") from error
        return source


def _prepared(latex: str) -> str:
    """Return the formula without what means nothing here; words of a tag stand in its line."""
    plain = _COMMENT.sub("", escape.clean(latex)).strip()
    if "\\verb" in plain:
        raise Refused("it holds '\\verb'")
    if any(_FIRST_WORD <= ord(character) <= 0xF8FF for character in plain):
        raise Refused("it holds characters of the private use area")
    if _unbalanced(plain):
        raise Refused("a brace is not closed")
    plain = _BREAK.sub(r"\\\\", _NEEDLESS.sub(" ", plain))
    plain = _TAG.sub(r"\\qquad\\text{(\1)}", plain)
    return re.sub(r"\n\s*\n", r" \\\\ ", plain)


def _unbalanced(latex: str) -> bool:
    depth = 0
    for brace in re.findall(r"\\.|[{}]", latex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return True
    return depth != 0


def _without_words(latex: str) -> tuple[str, list[str]]:
    """Return the formula with a letter for each passage of words, and the passages."""
    words: list[str] = []

    def letter(value: str) -> str:
        words.append(value)
        return f" {chr(_FIRST_WORD + len(words) - 1)} "

    parts: list[str] = []
    rest = latex
    while match := _WORDS.search(rest):
        inside, after = _braced(rest[match.end() :])
        parts += [rest[: match.start()], "{", letter(inside), "}"]
        rest = after
    whole = "".join([*parts, rest])
    whole = _NAMED.sub(lambda found: "{" + letter(found[1]) + "}", whole)
    whole = _PLAIN.sub(
        lambda found: letter(f"{found[1]},{found[2]}" if found[1] else found[3] or found[4]), whole
    )
    whole = _PARTING.sub(lambda found: letter(found[1]) if found[1] else found[0], whole)
    return whole, words


def _braced(text: str) -> tuple[str, str]:
    """Return what stands before the brace that closes, as plain words, and what follows it."""
    depth = 1
    for place, character in enumerate(text):
        if character in "{}" and text[place - 1 : place] != "\\":
            depth += 1 if character == "{" else -1
        if depth == 0:
            inside = re.sub(r"\\([#$%&_{}])", r"\1", text[:place])
            if re.search(r"[\\$]", re.sub(r"\\ ", " ", inside)):
                raise Refused("there are commands in its words")
            return inside.replace("\\ ", " ").replace("~", "\u00a0"), text[place + 1 :]
    raise Refused("a brace is not closed")


def _unwrapped(output: str) -> str:
    """Return what stands between the dollar signs that some environments come in."""
    found = re.fullmatch(r"\s*\$(.*)\$\s*", output, re.DOTALL)
    return found[1] if found else output


def _checked(output: str, words: list[str]) -> tuple[str, Counter[str]]:
    """Return the output with the words put back, and what it shows of letters and signs."""
    written: list[str] = []
    atoms: Counter[str] = Counter()
    place = 0
    while place < len(output):
        match = _TOKEN.match(output, place)
        if match is None or match.lastgroup == "comment":
            raise Refused(f"it holds '{output[place : place + 12].strip()}'")
        token = match[0]
        place = match.end()
        if match.lastgroup == "name":
            _known(token, output[place : place + 1])
            atoms.update(token if len(token) == 1 else token[:1] * (token[:1] * 2 == token))
        elif match.lastgroup == "letter" and 0 <= ord(token) - _FIRST_WORD < len(words):
            atoms[token] += 1
            word = words[ord(token) - _FIRST_WORD]
            token = f"\\{word}" if word in {",", ";"} else escape.string(word)
        elif match.lastgroup != "none":
            atoms.update(token)
        written.append(token)
    return "".join(written).strip(), atoms


def _known(name: str, following: str) -> None:
    """Refuse calls of what is no part of mathematics; a name that is unknown fails when set."""
    if len(name) == 1:
        return
    if following == "(" and not _FUNCTIONS.fullmatch(name) and not _NAMES.fullmatch(name):
        raise Refused(f"it needs '{name}'")
    if following == ":" and name not in _OPTIONS:
        raise Refused(f"it needs '{name}:'")


def _nothing_lost(latex: str, atoms: Counter[str]) -> None:
    """Refuse a formula that has fewer of a letter, digit or bracket than its author wrote."""
    plain = re.sub(r"\\sqrt\s*\[([^\]]*)\]", r"\1 ", _OPERATOR.sub(r"\1", latex))
    wanted = Counter(
        match[1]
        for match in _SOURCE_ATOM.finditer(plain)
        if match[1] and _COUNTED.fullmatch(match[1]) and match[1] != "_"
    )
    lost = [character for character, count in wanted.items() if atoms[character] < count]
    if lost:
        raise Refused(f"'{lost[0]}' would be lost")
