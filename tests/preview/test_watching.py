"""Which saves make the preview build, and with what care."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_publication.preview.watching import Changes, Watch, sort

ROOT = Path("/publication").absolute()
WATCH = Watch(ROOT, ROOT / "_build")


@pytest.mark.parametrize(
    "name",
    [
        "posts/2020/01/first.md",
        "posts/2020/01/first.comments.yaml",
        "posts/2020/01/bild å.png",
        "references.bib",
        "statistics.csv",
        "conf.py",
        "source/_static/own.css",
    ],
)
def test_what_the_publication_is_made_of_counts(name: str) -> None:
    """Texts, comments, pictures, sources, figures, settings and styles."""
    assert WATCH.matters(ROOT / name)


@pytest.mark.parametrize(
    "name",
    [
        "_build/preview/index.html",
        ".git/index",
        ".venv/lib/x.py",
        "node_modules/x/index.js",
        "posts/__pycache__/x.pyc",
        "posts/2020/01/.first.md.swp",
        "posts/2020/01/first.md~",
        "posts/2020/01/#first.md#",
        "posts/2020/01/.#first.md",
        "posts/2020/01/4913",
        "posts/2020/01/first.md.tmp",
        "posts/2020/01/~$first.md",
        "posts/2020/01/first.md___jb_tmp___",
        "../elsewhere/first.md",
    ],
)
def test_what_builds_tools_and_editors_leave_does_not(name: str) -> None:
    """Nor does anything outside the publication's folder."""
    assert not WATCH.matters((ROOT / name).resolve())


def test_saves_are_sorted_by_what_they_ask_for(tmp_path: Path) -> None:
    """A known document needs no new process; a new, deleted or other file does."""
    (tmp_path / "old.md").write_text("text")
    (tmp_path / "new.md").write_text("text")
    known = {"old.md", "gone.md"}
    assert sort(["old.md"], known, tmp_path) == Changes(frozenset({"old.md"}))
    assert not sort(["old.md"], known, tmp_path).needs_new_process
    for name in ("new.md", "gone.md", "references.bib", "a.comments.yaml"):
        assert sort([name], known, tmp_path).needs_new_process, name


def test_a_change_of_the_look_asks_for_every_page(tmp_path: Path) -> None:
    """Styles and templates do; sources and comments do not."""
    assert sort(["source/_static/own.css"], (), tmp_path).changes_look
    assert sort(["_templates/page.html"], (), tmp_path).changes_look
    assert not sort(["references.bib", "a.comments.yaml"], (), tmp_path).changes_look
