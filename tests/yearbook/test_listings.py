"""Code in the book: its colours can be read, its lines are numbered and marked."""

from __future__ import annotations

import plistlib
import re
from pathlib import Path

import pytest
from docutils import nodes
from yearbook.typesetting import blank_book

from sphinx_publication.yearbook import listings
from sphinx_publication.yearbook.compile import THEME
from sphinx_publication.yearbook.translator import Translator


def _colours() -> list[str]:
    rules = plistlib.loads(Path(THEME, "code.tmTheme").read_bytes())["settings"]
    return [rule["settings"]["foreground"] for rule in rules]


def _grounds() -> list[str]:
    tokens = Path(THEME, "tokens.typ").read_text("utf-8")
    shown = Path(THEME, "listings.typ").read_text("utf-8")
    found = [
        *re.findall(r'let tint = rgb\("(#\w{6})"\)', tokens),
        *re.findall(r'let marked-line = rgb\("(#\w{6})"\)', shown),
    ]
    assert len(found) == 2
    return found


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ground", _grounds())
def test_colours_of_code_can_be_read(ground: str) -> None:
    """Each colour has a contrast of 4.5:1 on the tint, and on a marked line."""
    colours = _colours()
    assert len(colours) > 8
    for colour in colours:
        light, dark = sorted((_luminance(ground), _luminance(colour)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (colour, ground)


def _markup(tmp_path: Path, node: nodes.Element) -> str:
    book = blank_book(tmp_path, site="")
    return Translator(book, "prov", "prov.md", node).render(node)


def test_lines_are_numbered_and_marked(tmp_path: Path) -> None:
    """The first line's number and the marked lines are Sphinx's; Pygments' names are Typst's."""
    arguments = {"linenostart": 7, "hl_lines": [1, 3]}
    node = nodes.literal_block("a\nb", "a\nb", language="python3", linenos=True)
    node["highlight_args"] = arguments
    markup = _markup(tmp_path, node)
    assert 'language: "python"' in markup
    assert "first: 7" in markup
    assert "marked: (1, 3,)" in markup


def test_a_language_is_only_a_name(tmp_path: Path) -> None:
    """A language's name cannot become code."""
    node = nodes.literal_block("a", "a", language='x", theme: read("/etc/passwd")')
    assert 'language: "x\\", theme: read(\\"/etc/passwd\\")"' in _markup(tmp_path, node)


def test_text_with_emphasis_keeps_its_spaces() -> None:
    """Line breaks and spaces of a marked-up listing are kept."""
    assert listings.verbatim("a  b\n c") == '#code("a  b");#linebreak();#code(" c");'
