"""ablog's data survives reading in several processes."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_publication.site import summaries, thrift

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_publication.model.posts import Post

    from .conftest import Project

_SAFE = "    return {'parallel_read_safe': True, 'parallel_write_safe': True}\n"


def _extend(built: Project, code: str) -> None:
    """Give a project an extension of its own, whose last function is `setup`."""
    conf = built.folder / "conf.py"
    conf.write_text(f"{conf.read_text('utf-8')}\n{code}{_SAFE}", "utf-8")


def test_two_workers_read_and_the_site_is_the_same(project: Callable[[str], Project]) -> None:
    """With ``-j 2`` more than one process reads, and every file has the serial build's bytes."""
    serial, parallel = project("blog").build(), project("blog").build(parallel=2)
    assert len(parallel.workers) > 1
    assert parallel.read.keys() == parallel.workers
    assert parallel.differences(serial) == []
    assert serial.warnings == parallel.warnings


def test_each_application_has_its_own_blog(project: Callable[[str], Project]) -> None:
    """Posts of one application never show in the next of the same process."""
    first = project("blog").build()
    second = project("directive-posts").build()
    assert first.files().keys() & {"kategorier/historia/index.html"}
    assert "Historia" not in "".join(
        data.decode() for name, data in second.files().items() if name.endswith(".html")
    )
    assert "Single shown" in second.text("index.html")


def test_an_incremental_build_gives_the_bytes_of_a_fresh_one(
    project: Callable[[str], Project],
) -> None:
    """A post added, one changed and one removed: neighbours, lists, topics and feeds follow."""
    changed, fresh = project("blog").build(), project("blog")
    for one in (changed, fresh):
        posts = one.folder / "posts/2024"
        (posts / "02/inlagg-5.md").unlink()
        first = posts / "02/inlagg-4.md"
        first.write_text(first.read_text().replace("nummer 4", "nummer fyra"))
        new = posts / "02/nytt.md"
        new.write_text("---\ndate: 2024-02-10\ntags: [finsam]\n---\n# Nytt\n\nHelt nytt.\n")
    changed.build()
    fresh.build()
    assert changed.differences(fresh) == []


def test_a_changed_beginning_reaches_the_authors_page_that_lists_it(
    project: Callable[[str], Project],
) -> None:
    """A post without a description is listed with its beginning, also at the end of a document."""
    blog = project("blog").build()
    post = blog.folder / "posts/2024/01/tredje.md"
    post.write_text(post.read_text().replace("Ett stycke som", "Ett nytt stycke som"))
    blog.build()
    assert "Ett nytt stycke som" in blog.text("amnen/finansiell-samordning/index.html")


def test_each_process_resolves_what_it_writes(project: Callable[[str], Project]) -> None:
    """With ``-j 2`` documents are resolved in several processes, none of them the main one."""
    built = project("blog")
    _extend(
        built,
        "import os, pathlib\n"
        "def note(app, doctree, docname):\n"
        "    pathlib.Path(app.outdir).parent.joinpath(f'by-{os.getpid()}').touch()\n"
        "def setup(app):\n"
        "    app.connect('doctree-resolved', note)\n",
    )
    built.build(parallel=2)
    found = {path.name for path in built.site.parent.glob("by-*")}
    assert len(found - {f"by-{os.getpid()}"}) > 1


def test_each_process_writes_its_part_a_step_at_a_time(project: Callable[[str], Project]) -> None:
    """All of its documents are resolved before the first of them gets its page."""
    built = project("blog")
    _extend(
        built,
        "import os, pathlib\n"
        "from docutils import nodes\n"
        "def note(app, step, docname):\n"
        "    steps = pathlib.Path(app.outdir).parent / f'steps-{os.getpid()}'\n"
        "    with steps.open('a') as file:\n"
        "        file.write(f'{step} {docname}\\n')\n"
        "def resolved(app, doctree, docname):\n"
        "    if any(doctree.findall(nodes.section)):\n"  # and no excerpt of one
        "        note(app, 'resolved', docname)\n"
        "def paged(app, pagename, template, context, doctree):\n"
        "    note(app, 'paged' if doctree else 'generated', pagename)\n"
        "def setup(app):\n"
        "    app.connect('doctree-resolved', resolved)\n"
        "    app.connect('html-page-context', paged)\n",
    )
    built.build(parallel=2)
    longest = 0
    for file in built.site.parent.glob("steps-*"):
        lines = [line.split() for line in file.read_text("utf-8").splitlines()]
        parts = [one for one in lines if one[0] != "generated"]
        if file.name == f"steps-{os.getpid()}" or not parts:
            continue
        half = len(parts) // 2
        assert [step for step, _name in parts] == ["resolved"] * half + ["paged"] * half
        assert [name for _step, name in parts[:half]] == [name for _step, name in parts[half:]]
        longest = max(longest, half)
    assert longest > 1


def test_what_one_process_has_read_of_a_post_the_next_does_not_work_out(
    project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The beginning that stands on a post's page comes back for the feeds, which are made later."""
    notes, work_out = tmp_path / "notes", summaries._beginning

    def beginning(app: Sphinx, post: Post) -> str:
        with notes.open("a") as file:
            file.write(f"{os.getpid()} {post.key}\n")
        return work_out(app, post)

    monkeypatch.setattr(summaries, "_beginning", beginning)
    monkeypatch.setattr(summaries, "only_known_resolve", lambda _app: False)  # so all are resolved
    project("blog").build(parallel=2)
    here, there = set(), set()
    for line in notes.read_text().splitlines():
        process, key = line.split(" ", 1)
        (here if process == str(os.getpid()) else there).add(key)
    assert there
    assert not here & there


@pytest.mark.parametrize("many", [False, True])
def test_what_a_document_leaves_is_taken_up_where_many_are_read(
    many: bool, project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that reads few takes nothing up: its memory goes with it."""
    monkeypatch.setattr(thrift, "_LARGEST_SHARE", 1 if many else 300)
    built = project("blog")
    _extend(
        built,
        "import gc, os, pathlib\n"
        "def note(app, docname, text):\n"
        "    with (pathlib.Path(app.outdir).parent / f'left-{os.getpid()}').open('a') as file:\n"
        "        file.write(f'{gc.isenabled()} {gc.get_count()[0]}\\n')\n"
        "def setup(app):\n"
        "    app.connect('source-read', note, priority=2)\n",
    )
    built.build(parallel=2)
    files = [file.read_text().split() for file in built.site.parent.glob("left-*")]
    assert len(files) == 2
    for told in files:
        assert set(told[::2]) == {"False"}
        left = list(map(int, told[1::2]))
        assert len(left) > 2
        assert (max(left) < 500) if many else (left == sorted(left) and left[-1] > 500)
    assert gc.isenabled()
