"""Citations and source pages after a change, and from several workers: as in a clean build."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

Make = Callable[..., SphinxTestApp]


def pages(app: SphinxTestApp) -> dict[str, str]:
    """Return every page of the site by its path."""
    return {
        str(path.relative_to(app.outdir)): path.read_text(encoding="utf-8")
        for path in sorted(Path(app.outdir).rglob("*.html"))
    }


def clean_build(make_app: Make, srcdir: Path) -> dict[str, str]:
    """Return the pages of a build from nothing."""
    shutil.rmtree(srcdir / "_build")
    app = make_app("publicationhtml", srcdir=srcdir)
    app.build()
    return pages(app)


@pytest.fixture
def project(sphinx_test_tempdir: Path, rootdir: Path, tmp_path: Path) -> Path:
    """Return a copy of the test root to change at will."""
    shutil.copytree(rootdir / "test-citations", tmp_path / "project")
    return tmp_path / "project"


def test_a_changed_bib_rewrites_what_cites_it_and_reads_no_more(
    make_app: Make, project: Path
) -> None:
    """A new title, a new twin that brings year letters: the pages are those of a clean build."""
    make_app("publicationhtml", srcdir=project).build()
    bib = project / "references.bib"
    text = bib.read_text(encoding="utf-8").replace("at scale and pace", "happen at last")
    twin = "@book{ham2013x,\n author = {Ham, Chris and Walsh, Nicola},\n title = {Also},\n"
    bib.write_text(f"{text}\n{twin} date = {{2013}},\n}}\n", encoding="utf-8")
    app = make_app("publicationhtml", srcdir=project)
    read: list[str] = []
    app.connect("source-read", lambda _app, docname, _source: read.append(docname))
    app.build()
    assert read == ["fotnoter"], "only footnotes are formatted while reading"
    after = pages(app)
    assert "happen at last" in after["2014/01/andra/index.html"]
    assert "Ham &amp; Walsh, 2013b" in after["2013/12/forsta/index.html"]
    assert after == clean_build(make_app, project)


def test_a_post_that_goes_takes_its_citations_with_it(make_app: Make, project: Path) -> None:
    """After a post is deleted and another changed, every page is that of a clean build."""
    make_app("publicationhtml", srcdir=project).build()
    (project / "posts/2014/01/andra.md").unlink()
    first = project / "posts/2013/12/forsta.md"
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("{cite:t}`ham2013`", "Någon"), encoding="utf-8")
    app = make_app("publicationhtml", srcdir=project)
    app.build()
    after = pages(app)
    assert "Andra inlägget" not in after["kallor/ham2013/index.html"]
    assert after == clean_build(make_app, project)


def test_parallel_workers_note_the_same(make_app: Make, project: Path, tmp_path: Path) -> None:
    """Two workers that both read give the pages of a single one."""
    for number in range(8):
        post = project / f"posts/2014/03/nummer-{number}.md"
        post.parent.mkdir(exist_ok=True)
        head = f"---\ndate: 2014-03-{number + 1:02}\n---\n# Nummer {number}\n\n"
        post.write_text(f"{head}Detta säger {{cite:t}}`ham2013`.\n", encoding="utf-8")
    workers = tmp_path / "workers"
    workers.mkdir()
    app = make_app("publicationhtml", srcdir=project, parallel=2)
    app.connect("source-read", lambda *_args: (workers / str(os.getpid())).touch())
    app.build()
    found = {path.name for path in workers.iterdir()}
    assert len(found - {str(os.getpid())}) > 1
    assert "nummer-7" in pages(app)["kallor/ham2013/index.html"]
    assert pages(app) == clean_build(make_app, project)
