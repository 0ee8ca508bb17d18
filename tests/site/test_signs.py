"""Texts come out as docutils makes them, with signs and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from docutils import nodes
from docutils.transforms.universal import SmartQuotes
from docutils.writers._html_base import HTMLTranslator
from sphinx.application import Sphinx
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.site import signs

CONF = 'extensions = ["sphinx_publication"]\nhtml_theme = "basic"\nlanguage = "sv"\n'
TEXTS = ("", "Vård & om <i>", "en@plats.example", "lagen", '"citat"', "å\0ä", "a\0 b\0\nc", "\0*")


@pytest.fixture(autouse=True)
def _set_up() -> None:
    """Go around docutils, as each build does."""
    signs.setup(cast(Sphinx, SimpleNamespace()))


@pytest.mark.parametrize(
    "text",
    [
        'Han sade "ja" -- och "nej" ... sedan.',
        "Utan tecken.",
        'Ett \\" kvar, *"inom"* och \'enkelt\'.',
        "`` bakåt '' och . . . samt 1990--2000",
        'En lista:\n\n- utan\n- med "citat"\n\n> Ett block -- till',
        'Kod: `"som den står"` men "inte här".',
    ],
)
def test_quotes_are_those_of_docutils(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path, text: str
) -> None:
    """Blocks that have no signs are left alone; the others come out as they would."""
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "index.md").write_text(f"# Start\n\n{text}\n\nUtan tecken igen.\n")
    app = make_app("publicationhtml", srcdir=tmp_path)
    app.build()
    hasty = app.env.get_doctree("index").pformat()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SmartQuotes, "apply", SmartQuotes.apply.__wrapped__)  # type: ignore[attr-defined]
        other = make_app("publicationhtml", srcdir=tmp_path, freshenv=True)
        patch.setattr(SmartQuotes, "apply", SmartQuotes.apply.__wrapped__)  # type: ignore[attr-defined]
        other.build(force_all=True)
    assert other.env.get_doctree("index").pformat() == hasty


@pytest.mark.parametrize("text", TEXTS)
def test_backslashes_go_or_come_back(text: str) -> None:
    """As docutils' own function has it; and what is told of a node is no node."""
    own = nodes.unescape.__wrapped__  # type: ignore[attr-defined]
    assert nodes.unescape(text) == own(text)
    assert nodes.unescape(text, True) == own(text, True)
    assert nodes.unescape(text, restore_backslashes=True) == own(text, True)
    assert type(nodes.unescape(nodes.Text(text))) is str


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("special", [HTMLTranslator.special_characters, {ord("l"): "£"}])
def test_html_has_its_own_signs(text: str, special: dict[int, str]) -> None:
    """Those of docutils, or those that a translator writes otherwise."""
    translator = SimpleNamespace(special_characters=special)
    assert HTMLTranslator.encode(translator, text) == text.translate(special)
    assert type(HTMLTranslator.encode(translator, nodes.Text(text))) is str
