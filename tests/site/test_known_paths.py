"""Where files lie is remembered, and what is remembered is so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

CONF = 'extensions = ["sphinx_publication"]\nhtml_theme = "basic"\n'


def _build(make_app: Callable[..., SphinxTestApp], folder: Path) -> SphinxTestApp:
    (folder / "posts").mkdir()
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text("# Start\n")
    (folder / "posts/one.md").write_text("# Sida\n")
    app = make_app("publicationhtml", srcdir=folder)
    app.build()
    return app


def test_a_documents_file_is_where_it_lies(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    """What was put together for a document goes when it lies elsewhere."""
    app = _build(make_app, tmp_path)
    project, folder = app.project, Path(app.srcdir)
    name = min(project.docnames)
    file = folder / project.doc2path(name, absolute=False)
    assert project.doc2path(name, absolute=True) == file
    assert project.doc2path(name, absolute=True) is project.doc2path(name, absolute=True)
    file.rename(file.with_suffix(".rst"))
    project.discover()
    assert project.doc2path(name, absolute=True) == file.with_suffix(".rst")
    assert project.doc2path("none", absolute=True).parent == folder


def test_a_file_that_a_document_names_is_where_sphinx_finds_it(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    """Through links of files and folders, from folder to folder, and where there is none."""
    app = _build(make_app, tmp_path)
    env, folder = app.env, Path(app.srcdir)
    (folder / "elsewhere").symlink_to(folder / "posts")
    (folder / "posts/alias.md").symlink_to(folder / "posts/one.md")
    names = ["one.md", "../index.md", "./one.md", "../elsewhere/one.md", "alias.md", "", "..", "."]
    names += ["none.md", "none/../one.md", "/posts/one.md", "../elsewhere/../index.md", "one.md/"]
    find = BuildEnvironment.relfn2path.__wrapped__  # type: ignore[attr-defined]
    for docname in ("posts/one", "index"):
        for name in names * 2:
            assert env.relfn2path(name, docname) == find(env, name, docname), name
    app.env.current_document.docname = "posts/one"
    assert env.relfn2path("one.md") == ("posts/one.md", str(folder.resolve() / "posts/one.md"))
