"""Serial, parallel and incremental builds: the bytes of a clean build, whatever was changed.

The root ``knowledge`` uses every feature that tells one page of others: citations, notes on
sources, entities, mentions, links, series, ranked lists, and the file of data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]
Change = Callable[[Path], None]


def replace(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Replace words in a file; each must be there."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def edit_a_post(folder: Path) -> None:
    """Other title, tags, sources, links and words."""
    replace(
        folder,
        "posts/2013/01/lagen.md",
        ("# Lagen & livet", "# Lagen och livet"),
        ("[samverkan, finansiering]", "[ny tagg]"),
        ("{cite:t}`ham2013`", "{cite:t}`stahl2010`"),
        ("Verket har läst den.", "Den är läst, se [boken](/posts/2013/03/boken.md)."),
    )


def delete_a_post(folder: Path) -> None:
    """A post that others link to, with the citation that made a source a cited one."""
    (folder / "posts/2013/02/stycket.md").unlink()
    (folder / "posts/2014/05/nummer-5.md").unlink()


def delete_a_linked_file(folder: Path) -> None:
    """A file that pages link to by its path: what MyST made of the links, it made while reading."""
    (folder / "posts/2013/01/lagen.md").unlink()


def write_a_linked_file(folder: Path) -> None:
    """A file comes that a page linked to already; before, the link led nowhere."""
    (folder / "posts/2016/01").mkdir(parents=True)
    (folder / "posts/2016/01/snart.md").write_text(
        "---\ndate: 2016-01-01\n---\n# Snart\n\nHär.\n", encoding="utf-8"
    )


def publish_a_draft(folder: Path) -> None:
    """A post more, with a tag and a source that nothing else has."""
    replace(folder, "posts/2015/01/utkast.md", ("draft: true\n", ""))


def rename_a_topic(folder: Path) -> None:
    """The file of a topic moves, its title and aliases with it."""
    old, new = folder / "source/amnen/samverkan.md", "source/amnen/samarbete.md"
    old.rename(folder / new)
    replace(folder, new, ("# Samverkan", "# Samarbete"), ("[samarbete]", "[samverkan, VRK]"))
    for name in ("source/index.md", "posts/2014/02/bloggen.md"):
        replace(folder, name, ("amnen/samverkan.md", "amnen/samarbete.md"))


def retitle_a_topic(folder: Path) -> None:
    """The title of a topic changes, and nothing else: everyone who names it follows."""
    replace(folder, "source/amnen/finansiering.md", ("# Finansiering", "# Vem som betalar"))


def change_a_source(folder: Path) -> None:
    """Another author, year, title, type and topic: citations, lists, letters and data follow."""
    replace(
        folder,
        "references.bib",
        ("@book{axelsson2007", "@report{axelsson2007"),
        ("Folkhälsa i samverkan", "Folkhälsan"),
        ("date = {2013-09}", "date = {2014-09}"),
        ("topic:samverkan", "topic:finansiering"),
    )


def retype_a_source(folder: Path) -> None:
    """Only the type changes: no word of a citing post, but its data."""
    replace(folder, "references.bib", ("@thesis{stahl2010", "@report{stahl2010"))


def reword_a_page(folder: Path) -> None:
    """Words around a link, a citation and a name: the pages that quote them follow."""
    replace(folder, "source/om.md", ("Bladet bygger på källor", "Allt bygger på källor"))
    replace(folder, "source/lagar/lagen.md", ("Den kallas", "Lagen kallas"))


def remove_a_source(folder: Path) -> None:
    """A source goes that nobody cites, and one comes before all others."""
    path = folder / "references.bib"
    text = path.read_text(encoding="utf-8")
    start = text.index("@online{ociterad")
    new = "@book{abc,\n author = {Ham, Chris and Walsh, Nicola},\n date = {2013},\n}\n\n"
    path.write_text(new + text[:start], encoding="utf-8")


def change_a_list(folder: Path) -> None:
    """Parts of a series trade places, and a place of a ranked list goes."""
    replace(folder, "posts/2014/04/nummer-4.md", ("part: 1", "part: 2"))
    replace(folder, "posts/2014/05/nummer-5.md", ("part: 2", "part: 1"))
    replace(folder, "posts/2014/06/nummer-6.md", ("## 2. Samverkan", "## Samverkan"))


def change_a_note(folder: Path) -> None:
    """A note on a source goes: the page is made from the bibliography alone."""
    (folder / "source/kallor/ham2013.md").unlink()


CHANGES = (
    edit_a_post,
    delete_a_post,
    delete_a_linked_file,
    publish_a_draft,
    rename_a_topic,
    retitle_a_topic,
    change_a_source,
    retype_a_source,
    reword_a_page,
    remove_a_source,
    change_a_list,
    change_a_note,
)


@pytest.fixture(scope="module")
def serial(project: Copy) -> Project:
    """Return the site of one process."""
    return project("knowledge").build()


def test_the_publication_is_large_enough(serial: Project) -> None:
    """Sphinx gives each worker a share from six documents on; it has no problem."""
    assert sum(map(len, serial.read.values())) >= 12
    assert not serial.workers
    assert serial.warnings == []
    assert {"kunskap.json", "atom.xml", "sitemap.xml", "objects.inv"} <= serial.files().keys()


def test_workers_that_read_give_the_same_bytes(project: Copy, serial: Project) -> None:
    """With ``-j 2`` two processes or more read, the main one does not, and every file is equal."""
    parallel = project("knowledge").build(parallel=2)
    assert len(parallel.workers) >= 2
    assert parallel.read.keys() == parallel.workers
    assert parallel.differences(serial) == []
    assert sorted(parallel.warnings) == sorted(serial.warnings)


def test_a_second_build_reads_and_writes_nothing(project: Copy, serial: Project) -> None:
    """With nothing changed, every file stays, the file of data too.

    No page of a document is written: otherwise the tests below would prove nothing.
    """
    again = project("knowledge").build()
    pages = [again.site / "om/index.html", again.site / "2013/01/lagen/index.html"]
    before = [path.stat().st_mtime_ns for path in pages]
    again.build()
    assert again.read == {}
    assert [path.stat().st_mtime_ns for path in pages] == before
    assert again.differences(serial) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_publication_is_as_if_built_anew(project: Copy, change: Change) -> None:
    """After each change every file has the bytes that workers give who read all of it anew."""
    changed, fresh = project("knowledge").build(), project("knowledge")
    before = changed.files()
    for one in (changed, fresh):
        change(one.folder)
    changed.build()
    fresh.build(parallel=2)
    assert len(fresh.workers) >= 2
    assert changed.files() != before
    assert changed.differences(fresh) == []
    assert set(changed.warnings) <= set(fresh.warnings)


def test_a_link_written_before_its_file_leads_there_once_it_is(project: Copy) -> None:
    """The page with the link has not changed; it is read again all the same."""
    changed = project("knowledge")
    page = changed.folder / "source/om.md"
    page.write_text(f"{page.read_text('utf-8')}\nSe [den](/posts/2016/01/snart.md).\n", "utf-8")
    changed.build()
    assert 'href="../2016/01/snart/"' not in changed.text("om/index.html")
    write_a_linked_file(changed.folder)
    changed.build()
    assert 'href="../2016/01/snart/"' in changed.text("om/index.html")


def changes_in_turn() -> Iterator[Change]:
    """Yield changes that can follow one another."""
    yield from (edit_a_post, change_a_source, retitle_a_topic, publish_a_draft, change_a_note)
    yield delete_a_post


def test_many_changes_in_turn_add_up(project: Copy) -> None:
    """Six builds by workers, each after a change, come out where a clean serial build does."""
    changed, fresh = project("knowledge").build(), project("knowledge")
    for change in changes_in_turn():
        change(changed.folder)
        changed.build(parallel=2)
        change(fresh.folder)
    assert changed.differences(fresh.build()) == []
