"""An import against a count of the export and of its files by an independent script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from importing.test_wordpress import comment, item, wxr
from sphinx.testing.util import SphinxTestApp

from benchmarks import generate_blog
from sphinx_publication.commands import main
from tests import count_imports

CONF = """\
project = "Prov"
extensions = ["sphinx_publication"]
root_doc = "source/index"
include_patterns = ["source/**", "posts/**"]
blog_post_pattern = ["posts/**/*.md"]
"""


def _import(folder: Path, command: str, export: Path) -> Path:
    """Import *export* into a new publication and return its folder."""
    (folder / "source").mkdir(parents=True)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "source/index.md").write_text("# Prov\n", encoding="utf-8")
    assert main(["import", command, str(export), "--source", str(folder)]) == 0
    return folder


def _faults(export: Path, root: Path) -> tuple[list[str], count_imports.Blog, count_imports.Blog]:
    before = count_imports.exported(export)
    after = count_imports.imported(root, before.moment)
    return list(count_imports.compare(before, after)), before, after


def test_nothing_of_a_blog_is_lost(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp], capsys: pytest.CaptureFixture[str]
) -> None:
    """Posts, states, comments, labels, pictures and, on the built pages, words are the export's."""
    export = tmp_path / "takeout.zip"
    generate_blog.write(export, generate_blog.Plan(posts=24, comments=60, paragraphs=8))
    root = _import(tmp_path / "blog", "blogger", export)
    faults, before, after = _faults(export, root)
    assert faults == []
    assert len(after.things) > 20
    assert len(after.comments) > 30
    app = make_app("publicationhtml", srcdir=root)
    app.build()
    assert app.warning.getvalue() == ""
    assert list(count_imports.built(Path(app.outdir), root, before, after)) == []
    assert "the words of" in capsys.readouterr().out
    assert before.secrets == {"skribent@example.org", "0123"}


def test_a_post_that_is_missing_or_another_is_found(tmp_path: Path) -> None:
    """The count finds what it is there for."""
    export = tmp_path / "takeout"
    generate_blog.write(export, generate_blog.Plan(posts=8, comments=16, paragraphs=3))
    root = _import(tmp_path / "blog", "blogger", export)
    first, second, *_others = sorted(root.glob("posts/**/*.md"))
    first.unlink()
    second.write_text(second.read_text("utf-8").replace("tags: [", "tags: [ny, "), "utf-8")
    faults = _faults(export, root)[0]
    assert any("in one of both alone" in fault for fault in faults)
    assert any("labels" in fault for fault in faults)


def test_a_blog_of_wordpress_is_imported_by_its_own_command(tmp_path: Path) -> None:
    """The same count, and the same files as of any blog."""
    export = tmp_path / "prov.xml"
    more = comment(8) + comment(9, parent=8) + comment(10, "spam")
    export.write_bytes(
        wxr(item(1, more=more, html="<i>a</i>\n\nb"), item(2, "draft"), item(3, "trash"))
    )
    root = _import(tmp_path / "blog", "wordpress", export)
    faults, _before, after = _faults(export, root)
    assert faults == []
    assert len(after.comments) == 2
    (post,) = root.glob("posts/2013/12/*1.md")
    text = post.read_text(encoding="utf-8")
    assert "from: wordpress" in text
    assert text.endswith("*a*\n\nb\n")
