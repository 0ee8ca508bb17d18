"""Volumes are set in processes of their own, and never too much at the same time."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGKILL
from time import sleep

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_publication.yearbook import apart, builder, manuscript
from sphinx_publication.yearbook import compile as setting
from sphinx_publication.yearbook.assembly import Shelf
from sphinx_publication.yearbook.forked import forked
from sphinx_publication.yearbook.nesting import DEEPEST

MOMENT = datetime(2013, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[1] / "roots" / "test-yearbook"


def _built(folder: Path, text: str = "", **settings: object) -> SphinxTestApp:
    """Return the books of our publication, with a *text* more in its last post of 2013."""
    source = folder / "publication"
    shutil.copytree(ROOT, source)
    with (source / "posts/2013/12/granskning.md").open("a", encoding="utf-8") as post:
        post.write(text)
    app = SphinxTestApp("yearbook", srcdir=source, confoverrides=settings)
    app.build()
    app.cleanup()
    return app


@pytest.fixture
def task(tmp_path: Path) -> apart.Task:
    """Return a volume of one chapter, ready to be set."""
    source = tmp_path / "source"
    shutil.copytree(ROOT, source)
    app = SphinxTestApp("yearbook", srcdir=source)
    tasks: list[apart.Task] = []

    def keep(task: apart.Task) -> setting.Setting:
        folder = tmp_path / f"kept-{len(tasks)}" / "volume"
        shutil.copytree(task.folder, folder)
        tasks.append(apart.Task(folder, task.pictures, task.moment, task.cover_width))
        raise setting.SettingError("kept", None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "set_apart", keep)
        app.build()
    app.cleanup()
    return tasks[0]


def test_a_process_of_its_own_gives_the_same_book(task: apart.Task) -> None:
    """The bytes are those that this process would have made; the cover comes with them."""
    apart_ = apart.set_apart(task)
    here = setting.set_volume(task.folder, task.pictures, task.moment)
    assert apart_.pdf == here.pdf
    assert apart_.record == here.record
    assert (apart_.cover != b"") == (task.cover_width > 0)


def test_what_is_wrong_comes_with_its_place(task: apart.Task) -> None:
    """An error of Typst is told as if it had been met here, with the author's line."""
    part = sorted((task.folder / "parts").glob("*.typ"))[-1]
    part.write_text('// @src posts/x.md:7\n#image("nowhere.png")\n', encoding="utf-8")
    with pytest.raises(setting.SettingError, match="not found") as raised:
        apart.set_apart(task)
    assert raised.value.place == setting.Place("posts/x.md", 7)


def test_a_process_that_dies_takes_nothing_else_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Typst is killed, each volume is one message, and the build goes on to its end."""
    monkeypatch.setattr(apart, "_CHILD", "import os; os.abort()")
    warnings = _built(tmp_path).warning.getvalue()
    assert warnings.count("Typst was stopped") == 2
    assert "exit code -6" in warnings


def test_room_is_never_taken_twice() -> None:
    """Work waits until it fits beside what goes on; what is too large for the room goes alone."""
    room = apart.Room(10)
    going: list[int] = []
    seen: list[tuple[int, ...]] = []

    def work(size: int) -> None:
        with room.take(size):
            going.append(size)
            sleep(0.05)  # long enough for all that have room to begin
            seen.append(tuple(going))
            going.remove(size)

    with ThreadPoolExecutor(max_workers=6) as pool:
        list(pool.map(work, [4, 4, 4, 25, 8, 25]))
    assert len(seen) == 6
    assert all(sum(sizes) <= 10 or len(sizes) == 1 for sizes in seen)
    assert (4, 4) in seen


@pytest.mark.parametrize("is_large", [True, False])
def test_all_else_makes_room_for_a_large_book_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    """Each time before it is set."""
    done: list[str] = []
    make_room, set_apart = builder.make_room, builder.set_apart

    def noted(task: apart.Task) -> setting.Setting:
        done.append("set")
        return set_apart(task)

    monkeypatch.setattr(builder, "make_room", lambda: (done.append("room"), make_room()))
    monkeypatch.setattr(builder, "set_apart", noted)
    monkeypatch.setattr(builder, "_SIDE_BY_SIDE", 1)
    if is_large:
        monkeypatch.setattr(builder, "_LARGE", 1)
    _built(tmp_path)
    assert len(done) >= 2
    wanted = ["room", "set"] if is_large else ["set"]
    assert done == wanted * done.count("set")


@pytest.mark.parametrize("editions", [["screen", "print", "epub"], ["screen"]])
def test_a_volume_of_many_posts_comes_out_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editions: list[str]
) -> None:
    """Byte for byte, in each edition, with the same messages; its documents are elsewhere."""
    made: list[dict[str, bytes]] = []
    said: list[list[str]] = []
    seen: list[str] = []
    document = Shelf.document
    monkeypatch.setattr(
        Shelf, "document", lambda shelf, name: seen.append(name) or document(shelf, name)
    )
    for folder, many in (tmp_path / "few", builder._MANY), (tmp_path / "many", 1):
        seen.clear()
        monkeypatch.setattr(builder, "_MANY", many)
        text = f"\n![Bild](https://example.org/bild.png)\n\n{'> ' * (DEEPEST + 9)}djupt\n"
        app = _built(folder, text, publication_yearbook_editions=editions)
        files = (file for file in Path(app.outdir).iterdir() if file.suffix in {".pdf", ".epub"})
        made.append({file.name: file.read_bytes() for file in files})
        said.append(app.warning.getvalue().replace(str(folder), "").splitlines())
        assert bool(seen) == (many > 1)
    assert made[0]
    assert made[0] == made[1]
    assert any(name.endswith(".epub") for name in made[0]) == ("epub" in editions)
    assert any("bild.png" in line for line in said[0])
    assert any(f" {DEEPEST} " in line for line in said[0])
    assert said[0] == said[1]


@pytest.mark.parametrize("many", [1, builder._MANY])
def test_what_is_wrong_with_a_leaf_is_wrong_with_the_epub_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Of a volume of many posts as of another: the PDF is there, and the message says why."""

    def broken(*_given: object) -> None:
        raise ValueError("no leaf")

    monkeypatch.setattr(manuscript, "draft", broken)
    monkeypatch.setattr(builder, "_MANY", many)
    app = _built(tmp_path)
    assert "no leaf" in app.warning.getvalue()
    assert [*Path(app.outdir).glob("*.pdf")]
    assert not [*Path(app.outdir).glob("*.epub")]


def test_where_there_are_no_copies_of_processes_nothing_is_made_in_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor is what cannot be given back, fails, or dies; the caller makes it."""
    assert forked(lambda: [1]) == [1]
    assert forked(lambda: (one for one in [1])) is None
    assert forked(lambda: 1 // 0) is None
    assert forked(lambda: os.kill(os.getpid(), SIGKILL)) is None
    monkeypatch.setattr("sphinx_publication.yearbook.forked.parallel_available", False)
    assert forked(lambda: [1]) is None


def test_where_the_c_library_is_another_no_room_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the book is set all the same."""

    def missing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(apart.ctypes, "CDLL", missing)
    apart.make_room()
    monkeypatch.setattr(apart.ctypes, "CDLL", lambda name: object())
    apart.make_room()
