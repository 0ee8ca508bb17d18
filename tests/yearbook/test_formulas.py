"""Formulas: LaTeX becomes mathematics with nothing lost and nothing run, or is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_publication.yearbook.formulas import Formulas, Refused


@pytest.mark.parametrize(
    ("latex", "typst"),
    [
        (r"E = mc^2", "E = m c^(2)"),
        (r"\frac{1,5}{2}", r"frac(1 \, 5, 2)"),
        (r"x \approx 0{,}5", 'x approx "0,5"'),
        (r"\text{Kostnad per år} = \frac{\text{kr}}{n}", '"Kostnad per år" = frac("kr", n)'),
        (r"\bigl( x \bigr)", "(x)"),
        (r"a &= b \tag{7}", 'a &= b wide "(7)"'),
        (r"a \label{x}", "a"),
        ("a\n\nb", r"a \ b"),
        ("a % en kommentar", "a"),
        (r"\begin{pmatrix} 1,5 & 2 \\ 3 & 4 \end{pmatrix}", r'mat(delim: "(", 1 \, 5, 2 ; 3, 4)'),
        (r"50\,\%", '50 thin "%"'),
        (r"\sin(x)", "sin (x)"),
        (r"\mathbb{R}", "RR"),
        (r"\sqrt[3]{x}", "root(3, x)"),
    ],
)
def test_formulas_are_translated(latex: str, typst: str) -> None:
    """What authors write becomes Typst's mathematics; commas never part arguments."""
    assert " ".join(Formulas().typst(latex).split()) == typst


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\okant{x} + 1", "lost"),
        (r"\includegraphics{/etc/passwd}", "#image"),
        (r"\href{javascript:x}{y}", "#link"),
        (r"\ref{foo}", "@foo"),
        (r"\color{red} x", r"/\*"),
        (r"\input{/etc/passwd}", "unknown variable"),
        (r"\frac{1}", "missing argument"),
        (r"\text{a \textbf{b}}", "commands in its words"),
        (r"\verb|#read(1)|", "verb"),
        (r"\text{\\#read(1)}", "commands in its words"),
        ("x}", "not closed"),
        ("x \ue000", "private use"),
        ("x😀", "could not be displayed"),
    ],
)
def test_what_is_no_plain_formula_is_refused(latex: str, words: str) -> None:
    """Unknown commands, links, files, labels and code are refused with a reason."""
    with pytest.raises(Refused, match=words):
        Formulas().typst(latex)


def test_words_in_a_formula_stay_words() -> None:
    """Code in the words of a formula is text."""
    assert Formulas().typst(r'\text{#read("/etc/passwd")}') == r'"#read(\"/etc/passwd\")"'


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *r"#$@<>\{}[]()_^&~%,;:.|/*+-='\"`x1å ",
                *(r"\frac{", r"\text{", r"\left(", r"\right)", r"\sqrt[", r"\\", r"\label{"),
                *(
                    r"\begin{align}",
                    r"\end{align}",
                    "#read(",
                    "read(",
                    "#import",
                    "eval(",
                    "image(",
                ),
                *(r"\operatorname{", r"\mathrm{", "/*", "//", "*/", '"', r"\tag{", r"\href{"),
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=12,
)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(_PIECES)
def test_nothing_but_mathematics_comes_out(pieces: list[str]) -> None:
    """Whatever is written, the result holds no code, comment, label or reference."""
    try:
        result = Formulas().typst("".join(pieces))
    except Refused:
        return
    bare = re.sub(r"\\.", "", _STRING.sub("", result)).replace("#none", "")
    assert not re.search(r"[#$@\"`]|//|/\*|\b(?:read|eval|image|link|include|import)\(", bare)
