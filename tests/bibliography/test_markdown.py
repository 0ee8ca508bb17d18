"""What is spared while Markdown is read changes nothing of what is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.bibliography import markdown

CONF = """
extensions = ["sphinx_publication"]
html_theme = "basic"
publication_bibliography = ["references.bib"]
myst_enable_extensions = ["colon_fence"]
"""
TERMS = "Ord\n: Vad det betyder, se @Ek2013.\n"
FILES = {
    "conf.py": CONF,
    "references.bib": "@book{Ek2013, author={Ek, Anna}, title={T}, date={2013}}\n",
    "index.md": "# Start\n\n```{include} part.txt\n```\n\nEfter @Ek2013, s. 4.\n",
    "part.txt": "Del med @Ek2013.\n\n:::{note}\nInuti @Ek2013.\n:::\n",
    "plain.md": f"---\nnumber: 1\n---\n# Utan\n\n{TERMS}",
    "own.md": f"---\nmyst:\n  enable_extensions: [deflist]\n---\n# Med\n\n{TERMS}",
    "after.md": f"# Efter\n\n{TERMS}",
    "kinds.md": (
        "---\ndate: 2024-01-02\ntime: 2024-01-02 10:30\nyes: yes\nnothing: ~\nnumber: 1_000\n"
        "share: 0.50\nlist: [a, 'b: c', 3]\nmap: {a: 1, b: [2]}\ntext: |\n  rad\n  rad\n"
        "folded: >\n  ett\n  två\nquoted: \"\\u00e5 och ”\"\nsex: 1:30\n---\n# Slag\n"
    ),
    "tab.md": "---\nlist: [a,\tb]\n---\n# Tabb\n",
    "wrong.md": "---\nlist: [a\n---\n# Fel\n",
    "no_map.md": "---\n- a\n---\n# Lista\n",
}  # fmt: skip


def _read(
    make_app: Callable[..., SphinxTestApp], folder: Path
) -> tuple[Mapping[str, str], Mapping[str, object], list[str]]:
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    app = make_app("html", srcdir=folder)
    app.build()
    trees = {name: app.env.get_doctree(name).pformat() for name in sorted(app.env.found_docs)}
    app.cleanup()
    where = str(folder)
    told = {name: text.replace(where, "") for name, text in trees.items()}
    return told, dict(app.env.metadata), app.warning.getvalue().replace(where, "").splitlines()


def test_a_parser_that_is_used_again_reads_as_a_new_one(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a file with settings of its own, and in one that has another in it."""
    made: list[object] = []
    make = markdown._made
    monkeypatch.setattr(markdown, "_made", lambda *given: made.append(given) or make(*given))
    used_again = _read(make_app, tmp_path / "again")
    count = len(made)
    monkeypatch.setattr(markdown._shelf, "take", lambda *_given: None)
    new = _read(make_app, tmp_path / "new")
    assert used_again == new
    assert count < len(made) - count
    assert "definition_list" in used_again[0]["own"]
    assert "definition_list" not in used_again[0]["plain"] + used_again[0]["after"]
    assert used_again[0]["index"].count("Ek2013") >= 3


def test_words_are_counted_where_a_text_asks_for_them(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    """In itself, or in a text that it takes in."""
    (tmp_path / "conf.py").write_text(CONF)
    asks = "Fyra ord i allt.\n\nOrd: {sub-ref}`wordcount-words`.\n"
    (tmp_path / "index.md").write_text(f"# Rubrik\n\n{asks}")
    (tmp_path / "other.md").write_text("# Annan\n\n```{include} part.txt\n```\n")
    (tmp_path / "part.txt").write_text(asks)
    app = make_app("publicationhtml", srcdir=tmp_path)
    app.build()
    assert "Ord: 6." in app.env.get_doctree("index").astext()
    assert "Ord: 6." in app.env.get_doctree("other").astext()


def test_front_matter_is_read_as_myst_reads_it(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every kind of value, and every message."""
    quick = _read(make_app, tmp_path / "quick")
    monkeypatch.setattr(markdown, "QUICK", yaml.SafeLoader)
    monkeypatch.delattr(markdown.PublicationRenderer, "render_front_matter")
    assert quick == _read(make_app, tmp_path / "plain")
    metadata = quick[1]["kinds"]
    assert isinstance(metadata, dict)
    assert (metadata["date"], metadata["number"]) == ("2024-01-02", "1000")
    assert sum("Malformed YAML" in line for line in quick[2]) == 2
