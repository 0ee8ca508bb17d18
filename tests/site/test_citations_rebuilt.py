"""Citations and source pages after a change, and from several workers: as in a clean build."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]


def test_a_changed_bib_rewrites_what_cites_it_and_reads_no_more(project: Copy) -> None:
    """A new title, a new twin that brings year letters: the pages are those of a clean build."""
    changed = project("citations").build()
    bib = changed.folder / "references.bib"
    text = bib.read_text(encoding="utf-8").replace("at scale and pace", "happen at last")
    twin = "@book{ham2013x,\n author = {Ham, Chris and Walsh, Nicola},\n title = {Also},\n"
    bib.write_text(f"{text}\n{twin} date = {{2013}},\n}}\n", encoding="utf-8")
    changed.build()
    assert list(changed.read.values()) == [["fotnoter"]], "only footnotes are formatted in reading"
    assert "happen at last" in changed.text("2014/01/andra/index.html")
    assert "Ham &amp; Walsh, 2013b" in changed.text("2013/12/forsta/index.html")
    before = changed.files()
    assert changed.build(fresh=True).files() == before


def test_a_footnote_follows_its_source(project: Copy) -> None:
    """A source that changes, goes and comes back, in a document without a list of footnotes."""
    blog = project("knowledge").build()
    bib = blog.folder / "references.bib"
    text = bib.read_text(encoding="utf-8")
    start = text.index("@", text.index("blogg2014") - 20)
    entry = text[start : text.index("\n}", start) + 2]
    page = "2014/02/bloggen/index.html"
    assert "Välkommen" in blog.text(page)
    for other, is_there in ((entry.replace("Välkommen", "Adjö"), True), ("", False), (entry, True)):
        bib.write_text(text.replace(entry, other), encoding="utf-8")
        blog.build()
        assert list(blog.read.values()) == [["posts/2014/02/bloggen"]]
        assert ("footcite-blogg2014" in blog.text(page)) is is_there
        assert ("Adjö" in blog.text(page)) is ("Adjö" in other)
        before = blog.files()
        assert blog.build(fresh=True).files() == before


def test_a_post_that_goes_takes_its_citations_with_it(project: Copy) -> None:
    """After a post is deleted and another changed, every page is that of a clean build."""
    changed = project("citations").build()
    (changed.folder / "posts/2014/01/andra.md").unlink()
    first = changed.folder / "posts/2013/12/forsta.md"
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("{cite:t}`ham2013`", "Någon"), encoding="utf-8")
    changed.build()
    assert "Andra inlägget" not in changed.text("kallor/ham2013/index.html")
    before = changed.files()
    assert changed.build(fresh=True).files() == before


def test_parallel_workers_note_the_same(project: Copy) -> None:
    """Two workers that both read give the pages of a single one."""
    parallel = project("citations")
    for number in range(8):
        post = parallel.folder / f"posts/2014/03/nummer-{number}.md"
        post.parent.mkdir(exist_ok=True)
        head = f"---\ndate: 2014-03-{number + 1:02}\n---\n# Nummer {number}\n\n"
        post.write_text(f"{head}Detta säger {{cite:t}}`ham2013`.\n", encoding="utf-8")
    parallel.build(parallel=2)
    assert len(parallel.workers) > 1
    assert "nummer-7" in parallel.text("kallor/ham2013/index.html")
    before = parallel.files()
    assert parallel.build(fresh=True).files() == before
