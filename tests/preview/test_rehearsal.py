"""The page that is looked at comes first, and what comes early is made right by the build."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_publication.preview.rehearsal import rehearse, show_early
from sphinx_publication.site.builder import PublicationBuilder

POST = "posts/2014/04/nummer-4"
OTHER = "posts/2014/03/ocitat"
PAGE = "2014/04/nummer-4/index.html"


@pytest.fixture
def folder(rootdir: Path, tmp_path: Path) -> Path:
    """Return a publication whose preview has been built."""
    folder = tmp_path / "publication"
    shutil.copytree(rootdir / "test-knowledge", folder)
    with application(folder) as app:
        app.build()
    return folder


@contextmanager
def application(folder: Path) -> Iterator[Sphinx]:
    """Give an application, as a preview has one for each build."""
    with patch_docutils(str(folder)), docutils_namespace():
        yield Sphinx(
            folder,
            folder,
            folder / "_build/site",
            folder / "_build/doctrees",
            PublicationBuilder.name,
            status=None,
            warning=io.StringIO(),
            confoverrides={"publication_preview": True, "exclude_patterns": ["_build"]},
        )


def written(app: Sphinx) -> list[str]:
    """Return a list of the pages that the build has written, which grows as it writes them."""
    pages: list[str] = []
    builder = app.builder
    assert isinstance(builder, PublicationBuilder)
    builder.when_written = lambda path: pages.append(path.relative_to(app.outdir).as_posix())
    return pages


def add(folder: Path, docname: str, words: str) -> None:
    """Add a paragraph to a document."""
    with (folder / f"{docname}.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{words}\n")


def test_a_page_that_is_looked_at_does_not_wait_for_the_whole_publication(folder: Path) -> None:
    """It holds the new words before what depends on all posts has been worked out."""
    add(folder, POST, "Orden är nya.")
    with application(folder) as app:
        rehearse(app)
        pages = written(app)
        show_early(app, lambda: [POST, OTHER])
        seen: list[tuple[list[str], bool]] = []

        def look(app: Sphinx, env: object) -> None:
            seen.append((list(pages), "Orden är nya." in Path(app.outdir, PAGE).read_text("utf-8")))

        app.connect("env-updated", look, priority=161)
        app.build()
    assert seen == [([PAGE], True)]  # the other has not been read
    assert pages.count(PAGE) == 2


def test_what_a_rehearsal_finds_is_written_by_the_build(folder: Path) -> None:
    """A handler that tells once what has changed has been asked before the build."""
    told = iter([[OTHER]])

    def note(app: Sphinx, env: object) -> list[str]:
        return next(told, [])

    note.__module__ = "sphinx_publication.site.something"
    add(folder, POST, "Orden är nya.")
    with application(folder) as app:
        app.connect("env-updated", note)
        rehearse(app)
        pages = written(app)
        app.build()
    assert "2014/03/ocitat/index.html" in pages


def test_handlers_of_others_are_asked_by_the_build_alone(folder: Path) -> None:
    """Nobody knows whether they may be asked twice."""
    asked: list[str] = []
    with application(folder) as app:
        app.connect("env-updated", lambda app, env: asked.append("by the build"))
        rehearse(app)
        assert asked == []
        app.build()
    assert asked == ["by the build"]


@pytest.mark.parametrize("event", ["doctree-resolved", "html-page-context"])
def test_what_goes_wrong_early_is_told_by_the_build(folder: Path, event: str) -> None:
    """The early page is left out; the build breaks off as it would have."""
    add(folder, POST, "Orden är nya.")
    calls: list[str] = []

    def fail(*_: object) -> None:
        calls.append(event)
        raise ValueError("not now")

    with application(folder) as app:
        rehearse(app)
        show_early(app, lambda: [POST])
        app.connect(event, fail)
        with pytest.raises(Exception, match="not now"):
            app.build()
    assert len(calls) == 2


def test_a_rehearsal_says_nothing(folder: Path) -> None:
    """What is wrong is told once, by the build."""
    add(folder, POST, "Se {organisation}`Ingen`.")
    with application(folder) as app:
        app.build()
    with application(folder) as app:
        rehearse(app)
        warning = app._warning
        assert isinstance(warning, io.StringIO)
        assert warning.getvalue() == ""
        add(folder, POST, "Mer.")
        app.build()
        assert warning.getvalue().count("Ingen") == 1
