"""A preview builds what a clean build would, says what is wrong, and survives mistakes."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Coroutine, Iterator, Sequence
from pathlib import Path

import pytest

from sphinx_publication.preview import watching, workshop
from sphinx_publication.preview.complaints import split
from sphinx_publication.preview.reports import Place
from sphinx_publication.preview.session import Session, told

PAGE = "2014/04/nummer-4/index.html"

#: Runs a coroutine to its end.
Run = Callable[[Coroutine[object, object, None]], None]


class Heard:
    """What a terminal would have shown."""

    def __init__(self) -> None:
        self.problems: Sequence[str] = ()

    def built(self, names: Sequence[str], first: float | None, whole: float) -> None:
        """Nothing to keep."""

    def wrong(self, messages: Sequence[str]) -> None:
        """Keep what is wrong."""
        self.problems = messages


class Writing:
    """A publication that is written in while its preview goes on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.heard = Heard()
        self.session = self._session("_build")

    def _session(self, output: str) -> Session:
        out = self.folder / output
        place = Place(self.folder, out / "preview", out / "preview-doctrees", language="sv")
        return Session(place, out, self.heard)

    async def saved(self, *names: str) -> None:
        """Build as after a save of the files *names*."""
        changes = watching.sort(names, self.session._documents, self.folder)
        await self.session.build(changes)

    def site(self, output: str = "_build") -> dict[str, bytes]:
        """Return every file that was built."""
        site = self.folder / output / "preview"
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        }

    async def clean(self) -> dict[str, bytes]:
        """Return every file of a preview that begins from nothing."""
        shutil.rmtree(self.folder / "_clean", ignore_errors=True)
        session = self._session("_clean")
        try:
            await session.build(watching.Changes())
        finally:
            session.end()
        return self.site("_clean")


@pytest.fixture
def writing(rootdir: Path, tmp_path: Path) -> Iterator[Writing]:
    """Return a copy of a publication with sources, topics, a series and a coming post."""
    folder = tmp_path / "publication"
    shutil.copytree(rootdir / "test-knowledge", folder)
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write('exclude_patterns = ["_build", "_clean"]\n')
    writing = Writing(folder)
    yield writing
    writing.session.end()


def test_every_save_gives_what_a_clean_build_gives(writing: Writing) -> None:
    """Byte for byte, whatever is edited, added, deleted, renamed, or mended."""
    posts = writing.folder / "posts/2014/04"

    def edit() -> str:
        post = posts / "nummer-4.md"
        post.write_text(post.read_text("utf-8") + "\n## Ny rubrik\n\nNya ord.\n", "utf-8")
        return "posts/2014/04/nummer-4.md"

    def add() -> str:
        new = "---\ndate: 2014-04-09\ntags: [lag, nytt]\ndraft: true\n---\n# Nytt\n\nUtkast.\n"
        (posts / "nytt.md").write_text(new, "utf-8")
        return "posts/2014/04/nytt.md"

    def retitle() -> str:
        post = posts / "nytt.md"
        post.write_text(post.read_text("utf-8").replace("# Nytt", "# Nyare"), "utf-8")
        return "posts/2014/04/nytt.md"

    def source() -> str:
        bib = writing.folder / "references.bib"
        bib.write_text(bib.read_text("utf-8").replace("year = ", "year=").replace("Lag", "Ny lag"))
        return "references.bib"

    def delete() -> str:
        (posts / "nytt.md").unlink()
        return "posts/2014/04/nytt.md"

    async def follow() -> None:
        await writing.saved()
        for step in (edit, add, retitle, source, delete):
            await writing.saved(step())
            built, clean = writing.site(), await writing.clean()
            assert built.keys() == clean.keys(), step.__name__
            assert [name for name in built if built[name] != clean[name]] == [], step.__name__
        assert any(name.startswith("2090/") for name in built)

    asyncio.run(follow())


def test_a_save_during_a_build_ends_it_and_nothing_is_lost(writing: Writing) -> None:
    """Both posts are there afterwards, and all that depends on them, as in a clean build."""
    posts = [writing.folder / f"posts/2014/0{number}/nummer-{number}.md" for number in (4, 5)]
    names = [post.relative_to(writing.folder).as_posix() for post in posts]
    ended: list[bool] = []

    async def follow() -> None:
        await writing.saved()
        await writing.saved(names[0])  # from now on a process waits that has seen all
        for number, post in enumerate(posts):
            text = post.read_text("utf-8").replace("\n# ", f"\n# Om {number}: ", 1)
            post.write_text(f"{text}\nMening {number}.\n", "utf-8")
            building = asyncio.create_task(writing.saved(*names[: number + 1]))
            while number == 0 and b"Mening 0." not in writing.site()[PAGE]:
                await asyncio.sleep(0.01)
            if number == 0:
                ended.append(building.cancel())
            await asyncio.gather(building, return_exceptions=True)
        built, clean = writing.site(), await writing.clean()
        assert built.keys() == clean.keys()
        assert [name for name in built if built[name] != clean[name]] == []
        assert b"Om 0: " in built[PAGE]
        assert b"Om 1: " in built["inlagg/index.html"]

    asyncio.run(follow())
    assert ended == [True]


def test_builds_that_are_ended_at_once_leave_no_process_behind(writing: Writing) -> None:
    """Whenever a save comes, before a build has begun or after, the next build is right."""
    post = writing.folder / "posts/2014/04/nummer-4.md"
    name = post.relative_to(writing.folder).as_posix()
    began: list[int] = []

    async def follow() -> None:
        await writing.saved()
        await writing.saved(name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(workshop, "_kill_group", lambda one: began.append(one) or kill(one))
            for number, moment in enumerate((0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3)):
                text = post.read_text("utf-8")
                post.write_text(f"{text}\nMening {number}.\n", "utf-8")
                building = asyncio.create_task(writing.saved(name))
                await asyncio.sleep(moment)
                building.cancel()
                await asyncio.gather(building, return_exceptions=True)
        await writing.saved(name)
        built, clean = writing.site(), await writing.clean()
        assert [one for one in built if built[one] != clean.get(one)] == []
        assert b"Mening 6." in built[PAGE]

    kill = workshop._kill_group
    asyncio.run(follow())
    assert len(began) >= 5
    for process in began:
        with pytest.raises(ProcessLookupError):
            os.killpg(process, 0)


def test_a_mistake_is_told_until_it_is_mended(writing: Writing) -> None:
    """Also while other posts are saved; a link comes right when what it leads to is there."""
    name = "posts/2014/04/nummer-4.md"
    post = writing.folder / name
    text = post.read_text("utf-8")
    other = "posts/2014/05/nummer-5.md"

    async def follow() -> None:
        await writing.saved()
        assert writing.heard.problems == ()
        post.write_text(f"{text}\n[dit](ny-sida.md)\n", "utf-8")
        await writing.saved(name)
        assert [line.partition(":")[0] for line in writing.heard.problems] == [name]
        (writing.folder / other).touch()
        await writing.saved(other)
        assert [line.partition(":")[0] for line in writing.heard.problems] == [name]
        new = post.with_name("ny-sida.md")
        new.write_text("---\ndate: 2014-04-02\n---\n# Ny sida\n\nText.\n", "utf-8")
        await writing.saved("posts/2014/04/ny-sida.md")
        assert writing.heard.problems == ()

    asyncio.run(follow())


def test_a_broken_configuration_is_told_and_waits(writing: Writing) -> None:
    """The pages stay as they were; when conf.py is mended, building goes on."""
    conf = writing.folder / "conf.py"
    text = conf.read_text("utf-8")

    async def follow() -> None:
        await writing.saved()
        before = writing.site()
        for broken in ("def (\n", "1 / 0\n", 'publication_timezone = "Mars/Olympus"\n', "exit()\n"):
            conf.write_text(text + broken, "utf-8")
            await writing.saved("conf.py")
            assert len(writing.heard.problems) == 1, broken
            assert writing.site() == before
        conf.write_text(text.replace("Bladet", "Nya Bladet"), "utf-8")
        await writing.saved("conf.py")
        assert writing.heard.problems == ()
        assert b"Nya Bladet" in writing.site()["index.html"]

    asyncio.run(follow())


def test_a_post_that_cannot_be_read_is_told(writing: Writing) -> None:
    """With its line, in the author's language, in each build until it is mended."""
    name = "posts/2014/04/nummer-4.md"
    post = writing.folder / name
    text = post.read_text("utf-8")

    async def follow() -> None:
        await writing.saved()
        post.write_text(text.replace("date: ", "date: den ", 1), "utf-8")
        for _ in range(2):
            await writing.saved(name)
            assert writing.heard.problems[0].startswith(f"{name}:2: ")
            assert "är inget datum" in writing.heard.problems[0]
        post.write_text(text, "utf-8")
        await writing.saved(name)
        assert writing.heard.problems == ()

    asyncio.run(follow())


def test_the_bar_shows_place_and_words_without_codes() -> None:
    """At most a dozen, and how many there are besides."""
    line = "posts/a.md:7: WARNING: unknown document: 'b' [ref.doc]"
    assert split(line) == ("posts/a.md:7", "unknown document: 'b'")
    assert split("conf.py cannot be read") == ("", "conf.py cannot be read")
    shown = told([f"a.md:{number}: WARNING: x" for number in range(15)])
    assert len(shown["lines"]) == 13
    assert "3" in shown["lines"][-1]["what"]
    assert told([])["title"] == ""


def test_a_burst_of_saves_is_one_build_and_one_during_it_the_next(writing: Writing) -> None:
    """Editors write beside a file and rename; what nobody publishes makes no build."""
    post = writing.folder / "posts/2014/04/nummer-4.md"
    text, page = post.read_text("utf-8"), "2014/04/nummer-4/index.html"
    builds: list[tuple[str, ...]] = []

    def built(names: Sequence[str], first: float | None, whole: float) -> None:
        builds.append(tuple(names))

    async def until(number: int) -> None:
        for _ in range(400):
            if len(builds) >= number:
                return
            await asyncio.sleep(0.1)
        pytest.fail(f"only {builds}")

    async def follow() -> None:
        await writing.saved()
        writing.heard.built = built  # type: ignore[method-assign]
        following = asyncio.create_task(writing.session.follow())
        await asyncio.sleep(1)
        (writing.folder / ".git").mkdir()
        (writing.folder / ".git/index").write_text("x")
        (post.parent / ".nummer-4.md.swp").write_text("x")
        for number in range(3):
            beside = post.with_name("nummer-4.md.tmp")
            beside.write_text(f"{text}\nMening {number}.\n", "utf-8")
            beside.replace(post)
        await until(1)
        assert builds == [("posts/2014/04/nummer-4.md",)]
        post.write_text(f"{text}\nFörst.\n", "utf-8")
        await asyncio.sleep(0.4)
        post.write_text(f"{text}\nSedan.\n", "utf-8")
        await until(2)
        if b"Sedan." not in writing.site()[page]:
            await until(3)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        assert b"Sedan." in writing.site()[page]

    asyncio.run(follow())
    assert all(names == ("posts/2014/04/nummer-4.md",) for names in builds)
