"""Links to entities and lists of mentions after a change: as in a clean build."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_publication.site.entity_domain import EntityDomain, text_of

if TYPE_CHECKING:
    from .conftest import Project

Copy = Callable[[str], "Project"]


def same(one: Project, other: Project) -> None:
    """Assert that two sites are the same, byte for byte."""
    assert one.differences(other) == []
    assert one.warnings == other.warnings


def change_and_compare(project: Copy, change: Callable[[Project], None]) -> Project:
    """Return a site that was built, changed and built again, and is as a clean build has it."""
    changed, fresh = project("entities").build(), project("entities")
    for one in (changed, fresh):
        change(one)
    same(changed.build(), fresh.build())
    return changed


def test_a_new_entity_links_the_pages_that_name_it(project: Copy) -> None:
    """Pages that nobody touched gain the link."""

    def add(one: Project) -> None:
        page = "---\nkind: event\naliases: [rätt]\n---\n# Andra saker\n\nHändelse.\n"
        (one.folder / "source/handelse.md").write_text(page)

    site = change_and_compare(project, add)
    assert "mention-handelse" in site.text("2013/12/forsta/index.html")
    assert "Samordningsförbund igen" in site.text("handelse/index.html")


def test_a_new_alias_and_a_lost_name(project: Copy) -> None:
    """An alias more, a title changed: links come and go on pages that were not changed."""

    def change(one: Project) -> None:
        fk = one.folder / "source/organisationer/forsakringskassan.md"
        fk.write_text(fk.read_text().replace("[FK]", "[FK, uppgift]"))
        ham = one.folder / "source/personer/ham.md"
        ham.write_text(ham.read_text().replace("# Chris Ham", "# Chris Hamm"))

    site = change_and_compare(project, change)
    text = site.text("2013/12/forsta/index.html")
    assert ">uppgift</a>" in text
    assert ">Chris Ham</a>" not in text


def test_an_entity_that_goes(project: Copy) -> None:
    """A page removed takes its links with it; the roles that called it are reported."""
    site = change_and_compare(
        project, lambda one: (one.folder / "source/organisationer/nns.md").unlink()
    )
    assert "organisationer/nns" not in site.text("2013/12/forsta/index.html")
    assert any("no organisation is called 'NNS'" in line for line in site.warnings)


def test_a_post_changed_and_one_removed(project: Copy) -> None:
    """The lists on the entities' pages follow the posts."""

    def change(one: Project) -> None:
        (one.folder / "posts/2014/01/andra.md").unlink()
        post = one.folder / "posts/2013/12/forsta.md"
        post.write_text(post.read_text().replace("uppgift.", "sak."))

    site = change_and_compare(project, change)
    page = site.text("amnen/samordningsforbund/index.html")
    assert ">Andra<" not in page
    assert "</mark>\nsak." in page or "</mark> sak." in page


def test_two_workers_give_the_same(project: Copy) -> None:
    """With ``-j 2``, more documents than one worker takes: the bytes of a serial build."""
    serial, parallel = project("entities"), project("entities")
    for one in (serial, parallel):
        for number in range(8):
            post = one.folder / f"posts/2014/01/nummer-{number}.md"
            head = f"---\ndate: 2014-01-{number + 1:02}\n---\n# Nummer {number}\n\n"
            post.write_text(f"{head}Om NNS och {{topic}}`samordningsförbunden`.\n")
    same(parallel.build(parallel=2), serial.build())
    assert len(parallel.workers) > 1
    assert "Nummer 7" in serial.text("organisationer/nns/index.html")


def test_note_forget_and_merge() -> None:
    """A worker's texts are taken for what it read, and old finds go with the old text."""

    class Env:
        def __init__(self) -> None:
            self.domaindata: dict[str, object] = {}

    ours, theirs = EntityDomain(Env()), EntityDomain(Env())  # type: ignore[arg-type]
    text = text_of((), (), frozenset())
    ours.note("a", text)
    ours.found["a"] = ()
    theirs.note("a", text)
    theirs.note("b", text)
    ours.merge_domaindata({"b"}, theirs.data)
    assert sorted(ours.texts) == ["a", "b"]
    assert "a" in ours.found
    ours.note("a", text)
    assert "a" not in ours.found
    ours.clear_doc("a")
    assert sorted(ours.texts) == ["b"]
